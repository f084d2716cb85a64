using System.Linq.Expressions;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>Declares the fields outside the function that it assigns as variables beside them.</summary>
    public void DeclareStates(Scope scope)
    {
        states = scope;
        foreach (var state in scan.States)
        {
            scan.AddAssigned(state.Variable);
            if (!scan.CallsOut)
            {
                var owner = state.Place.Expression is null ? null : Visit(state.Place.Expression, scope);
                Declare(scope, state.Variable, IsPlain(state.Place.Member) ? Read(owner, state.Place.Member) : Member(owner, state.Place.Member));
            }
        }
    }

    private Value Block(BlockExpression block, Scope scope)
    {
        var inner = new Scope(scope);
        foreach (var variable in block.Variables)
        {
            Declare(inner, variable, DefaultOf(variable.Type));
        }

        Value value = NoValue.Instance;
        foreach (var statement in block.Expressions)
        {
            value = Visit(statement, inner);
        }

        return block.Type == typeof(void) ? NoValue.Instance : value;
    }

    private Value Assign(BinaryExpression assign, Scope scope)
    {
        if (assign.NodeType == ExpressionType.Assign)
        {
            var target = PlaceOf(assign.Left, scope);
            var value = Visit(assign.Right, scope);
            target.Set(value);
            return value;
        }

        var place = CompoundPlace(assign.Left, scope);
        var after = Operate(assign, place.Get(), Visit(assign.Right, scope));
        after = assign.Conversion is null ? after : Invoke(new LambdaValue(assign.Conversion, scope), after);
        place.Set(after);
        return after;
    }

    /// <summary><c>++</c> and <c>--</c>, before or after.</summary>
    private Value StepOf(UnaryExpression step, Scope scope)
    {
        var place = CompoundPlace(step.Operand, scope);
        var before = place.Get();
        var kind = Operators.IsIncrement(step.NodeType) ? ExpressionType.Increment : ExpressionType.Decrement;
        var after = StepFrom(before, kind, step);
        place.Set(after);
        return step.NodeType is ExpressionType.PreIncrementAssign or ExpressionType.PreDecrementAssign ? after : before;
    }

    private Value StepFrom(Value value, ExpressionType kind, UnaryExpression step) =>
        step.Method is { } method ? CallMethod(method, null, value)
        : Nullables.IsNullable(value.Type) ? LiftedUnary(value, value.Type, v => StepFrom(v, kind, step))
        : new NodeValue(
            Step(kind, ToNode(value), value.Type) ?? throw Refuse($"{step.NodeType} has no meaning for the type {CSharpText.NameOf(value.Type)}"),
            value.Type);

    private NoValue Throw(UnaryExpression statement, Scope scope)
    {
        var outer = isDiscarded;
        isDiscarded = true;
        var exception = VisitNode(statement.Operand!, scope);
        isDiscarded = outer;
        Builder.Emit(Ops.Throw, IrType.Void, [exception]);
        memo.Reached(Memo.Never);
        return NoValue.Instance;
    }
}
