using System.Linq.Expressions;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>The value of one of two pieces of program; the other is not run. Both give values of the same make-up.</summary>
    public Value Branch(Node condition, Func<Value> then, Func<Value> otherwise)
    {
        Value? shape = null;
        var nodes = Builder.If(condition, () => Flatten(shape = then()), () =>
        {
            var value = otherwise();
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
        var type = CommonType(conditional.Type, conditional.IfTrue, conditional.IfFalse);
        return Branch(condition, () => As(Visit(conditional.IfTrue, scope), type), () => As(Visit(conditional.IfFalse, scope), type));
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
        return Branch(isNull, () => As(Visit(binary.Right, scope), binary.Type), () =>
        {
            var value = Nullables.IsNullable(left.Type) && !Nullables.IsNullable(binary.Type) ? Nullables.ValueOrDefault(left) : left;
            return As(binary.Conversion is null ? Convert(value, binary.Type) : Invoke(new LambdaValue(binary.Conversion, scope), value), binary.Type);
        });
    }

    /// <summary>The type as which both branches are seen: one type of array or list stays what it is, though the program calls it a sequence.</summary>
    private static Type CommonType(Type declared, Expression a, Expression b) => Inner(a).Type == Inner(b).Type ? Inner(a).Type : declared;

    private static Expression Inner(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand } cast && !operand.Type.IsValueType && cast.Type.IsAssignableFrom(operand.Type)
            ? Inner(operand)
            : expression;

    /// <summary>An object seen as a base type, so that what other types derive from it can take its place.</summary>
    private Value As(Value value, Type type) =>
        value is NodeValue { Node: var node } && value.Type != type && !type.IsValueType && !node.Type.IsScalar
            ? new NodeValue(node.IsConstant ? Builder.Constant(node.Attribute, IrType.Of(type)) : Builder.Emit(Ops.Convert, IrType.Of(type), [node]), type)
            : value;
}
