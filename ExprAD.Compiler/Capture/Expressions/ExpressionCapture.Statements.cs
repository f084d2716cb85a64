using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private Value Block(BlockExpression block, Scope scope)
    {
        var inner = new Scope(scope);
        foreach (var variable in block.Variables)
        {
            inner.Declare(variable, DefaultOf(variable.Type));
        }

        Value value = NoValue.Instance;
        foreach (var statement in block.Expressions)
        {
            value = Visit(statement, inner);
        }

        return block.Type == typeof(void) ? NoValue.Instance : value;
    }

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
