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
        if (shape is LambdaValue && !value.HasShapeOf(shape))
        {
            throw Refuse("it chooses between two lambdas", "Call both, and choose between what they give.");
        }

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

        var unify = Unify(conditional.Type, scope, conditional.IfTrue, conditional.IfFalse);
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
        var unify = Unify(binary.Type, scope, binary.Left, binary.Right);
        return Branch(isNull, () => unify(Visit(binary.Right, scope)), () =>
        {
            var value = Nullables.IsNullable(left.Type) && !Nullables.IsNullable(binary.Type) ? Nullables.ValueOrDefault(left) : left;
            return unify(binary.Conversion is null ? Convert(value, binary.Type) : Invoke(new LambdaValue(binary.Conversion, scope), value));
        });
    }

    private Value Switch(SwitchExpression choice, Scope scope)
    {
        var value = Expression.Variable(choice.SwitchValue.Type, CSharpText.Operand(choice.SwitchValue));
        var inner = new Scope(scope);
        inner.Declare(value, Visit(choice.SwitchValue, scope));
        Expression[] bodies = [.. choice.Cases.Select(c => c.Body), .. choice.DefaultBody is { } otherwise ? [otherwise] : Array.Empty<Expression>()];
        var unify = choice.Type == typeof(void) ? _ => NoValue.Instance : Unify(choice.Type, scope, bodies);
        return Arm(0);

        Value Arm(int number)
        {
            if (number == choice.Cases.Count)
            {
                return choice.DefaultBody is null ? NoValue.Instance : unify(Visit(choice.DefaultBody, scope));
            }

            var arm = choice.Cases[number];
            var tests = arm.TestValues.Select(t => Expression.Equal(value, t, liftToNull: false, choice.Comparison)).Aggregate(Expression.OrElse);
            return Branch(VisitNode(tests, inner), () => unify(Visit(arm.Body, scope)), () => Arm(number + 1));
        }
    }
}
