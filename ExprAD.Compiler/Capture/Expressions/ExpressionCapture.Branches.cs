using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>The value of one of two pieces of program; the other is not run. Both give values of the same shape.</summary>
    public Value Branch(Node condition, Func<Value> then, Func<Value> otherwise)
    {
        Value? shape = null;
        var nodes = Builder.If(condition, () => Flatten(shape = then()), () =>
        {
            var value = otherwise();
            if (shape is not null && !value.HasShapeOf(shape))
            {
                throw Refuse(
                    "its two branches give values of different make-up",
                    "Make both of them in the function, or neither.");
            }

            shape ??= value;
            return Flatten(value);
        });
        return Rebuild(shape!, nodes);
    }

    private Value Conditional(ConditionalExpression conditional, Scope scope) =>
        Branch(VisitNode(conditional.Test, scope), () => Visit(conditional.IfTrue, scope), () => Visit(conditional.IfFalse, scope));

    private Value ShortCircuit(BinaryExpression binary, Scope scope)
    {
        var left = VisitNode(binary.Left, scope);
        var right = () => Visit(binary.Right, scope);
        return binary.NodeType == ExpressionType.AndAlso
            ? Branch(left, right, () => new NodeValue(Builder.Constant(false), typeof(bool)))
            : Branch(left, () => new NodeValue(Builder.Constant(true), typeof(bool)), right);
    }
}
