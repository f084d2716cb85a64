using System.Linq.Expressions;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>The value of one of two pieces of program; the other is not run. Both give values of the same make-up.</summary>
    public Value Branch(Node condition, Func<Value> then, Func<Value> otherwise)
    {
        Value? shape = null;
        var nodes = Builder.If(condition, () => Flatten(shape = Loops.Settle(then())), () =>
        {
            var value = Loops.Settle(otherwise());
            CheckShape(value, shape);
            shape ??= value;
            return Flatten(value);
        });
        return Rebuild(shape!, nodes);
    }

    private void CheckShape(Value value, Value? shape)
    {
        if (shape is not null && !value.HasShapeOf(shape))
        {
            throw Refuse(
                $"one of its values is made in the function and another is not, so that no {CSharpText.NameOf(value.Type)} can stand for both",
                "Make both of them in the function, or choose between their members.");
        }
    }

    private Value Conditional(ConditionalExpression conditional, Scope scope)
    {
        var condition = VisitNode(conditional.Test, scope);
        foreach (var part in common.Of(conditional))
        {
            Visit(part, scope);
        }

        if (conditional.Type == typeof(void))
        {
            return Branch(condition, () => Run(conditional.IfTrue, scope), () => Run(conditional.IfFalse, scope));
        }

        var unify = Unify(conditional.Type, conditional.IfTrue, conditional.IfFalse, scope);
        return Branch(condition, () => unify(Visit(conditional.IfTrue, scope)), () => unify(Visit(conditional.IfFalse, scope)));
    }

    private NoValue Run(Expression statement, Scope scope)
    {
        Visit(statement, scope);
        return NoValue.Instance;
    }

    private Value ShortCircuit(BinaryExpression binary, Scope scope)
    {
        var left = Visit(binary.Left, scope);
        if (binary.Method is not null || Nullables.IsNullable(left.Type))
        {
            throw Refuse($"{binary.NodeType} of a {CSharpText.NameOf(binary.Left.Type)} is not a decision between true and false", "Compare first.");
        }

        var right = () => Visit(binary.Right, scope);
        var known = binary.NodeType == ExpressionType.OrElse;
        return known
            ? Branch(ToNode(left), () => new NodeValue(Builder.Constant(true), typeof(bool)), right)
            : Branch(ToNode(left), right, () => new NodeValue(Builder.Constant(false), typeof(bool)));
    }

    private Value Coalesce(BinaryExpression binary, Scope scope)
    {
        var left = Visit(binary.Left, scope);
        var isNull = IsNull(left);
        var unify = Unify(binary.Type, binary.Left, binary.Right, scope);
        return Branch(isNull, () => unify(Visit(binary.Right, scope)), () =>
        {
            var value = Nullables.IsNullable(left.Type) && !Nullables.IsNullable(binary.Type) ? Nullables.ValueOrDefault(left) : left;
            return unify(binary.Conversion is null ? Convert(value, binary.Type) : Invoke(new LambdaValue(binary.Conversion, scope), value));
        });
    }

    /// <summary>How the values of two branches are brought to one make-up: seen as one type, and taken apart where one of them is made in the function.</summary>
    private Func<Value, Value> Unify(Type declared, Expression a, Expression b, Scope scope)
    {
        var (x, y) = (Uncast(a), Uncast(b));
        var type = x.Type == y.Type && !x.Type.IsValueType ? x.Type : declared;
        return Composite.Of(type) is { IsWhole: true } composite && !(IsData(x, IsObject) && IsData(y, IsObject))
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
    public Value As(Value value, Type type) =>
        value is NodeValue { Node: var node } && value.Type != type && !type.IsValueType && !node.Type.IsScalar
            ? new NodeValue(node.IsConstant ? Builder.Constant(node.Attribute, IrType.Of(type)) : Builder.Emit(Ops.Convert, IrType.Of(type), [node]), type)
            : value;
}
