using System.Linq.Expressions;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>How the values of branches are brought to one make-up: seen as one type, and taken apart where one of them is made in the function.</summary>
    private Func<Value, Value> Unify(Type declared, Scope scope, params ReadOnlySpan<Expression> branches)
    {
        var (type, isData) = (Uncast(branches[0]).Type, true);
        foreach (var branch in branches)
        {
            var inner = Uncast(branch);
            type = inner.Type == type && !type.IsValueType ? type : declared;
            isData &= IsData(inner, IsObject);
        }

        return Composite.Of(type) is { IsWhole: true } composite && !isData
            ? value => TakeApart(value, composite)
            : value => As(value, type);

        bool IsObject(ParameterExpression variable) => scope.Find(variable) is NodeValue;
    }

    /// <summary>One type of array or list stays what it is, though the program calls it a sequence.</summary>
    private static Expression Uncast(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand } cast && !operand.Type.IsValueType && cast.Type.IsAssignableFrom(operand.Type)
            ? Uncast(operand)
            : expression;

    /// <summary>True for what is certainly an object from outside, or null; <paramref name="isObject"/> says so of variables.</summary>
    public static bool IsData(Expression expression, Func<ParameterExpression, bool> isObject) => expression switch
    {
        ConstantExpression => true,
        DefaultExpression => !expression.Type.IsValueType,
        MemberExpression member => member.Expression is null || IsData(member.Expression, isObject),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } element => IsData(element.Left, isObject),
        MethodCallExpression { Object: { } instance, Method.Name: "get_Item" or "Get" } => IsData(instance, isObject),
        ParameterExpression variable => isObject(variable),
        ConditionalExpression choice => IsData(choice.IfTrue, isObject) && IsData(choice.IfFalse, isObject),
        _ => false,
    };

    /// <summary>The parts of an object from outside.</summary>
    public Value TakeApart(Value value, Composite composite) =>
        value is NodeValue { Node: { Type.Kind: TypeKind.Object, IsConstant: false } }
            ? new Aggregate(composite.Type, composite.Parts.ToDictionary(p => p.Name, p => Member(value, p.Member)))
            : value;

    /// <summary>An object seen as a base type, so that what other types derive from it can take its place.</summary>
    public Value As(Value value, Type type)
    {
        if (value is not NodeValue { Node: var node } || value.Type == type || type.IsValueType || node.Type.IsScalar)
        {
            return value;
        }

        RequireData(
            node,
            $"arrays or lists of different types take the same place here, where all that is known of them is that they are a {CSharpText.NameOf(type)}",
            "Use one type of array or list.");
        var seen = IrType.Of(type);
        return new NodeValue(node.IsConstant ? Builder.Constant(node.Attribute, seen) : Builder.Emit(Ops.Convert, seen, [node]), type);
    }
}
