using System.Linq.Expressions;
using ExprAD.Emission.Planning;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class MethodEmitter
{
    /// <summary>How many values lie on tapes that are stacks in local variables.</summary>
    private readonly Dictionary<Node, ParameterExpression> stacked = [];

    private void EmitNewTape(Node tape)
    {
        var capacity = Wide(Value(tape.Operands[0]));
        var keeper = Expression.Call(workspace, nameof(Workspace.Tape), [tape.Type.Clr], Expression.Constant(graph.Sites.NumberOfTape(tape)));
        var form = Plan.Tapes[tape];
        Define(tape, Expression.Call(keeper, form == TapeForm.Object ? nameof(Tape<>.Begin) : nameof(Tape<>.Room), null, capacity));
        if (form == TapeForm.Stack)
        {
            var count = variables.Take(typeof(int));
            statements.Add(Expression.Assign(count, Expression.Constant(0)));
            stacked.Add(tape, count);
            expiry.Add(Plan[tape].LastUse, count);
        }
    }

    private Expression TapeStore(Node node, Expression[] x) => Plan.Tapes[node.Operands[0]] == TapeForm.Array
        ? Expression.Assign(MemoryExpressions.Element(x[0], [x[1]]), x[2])
        : Expression.Call(x[0], nameof(Tape<>.Store), null, Wide(x[1]), x[2]);

    private Expression TapeLoad(Node node, Expression[] x) => Plan.Tapes[node.Operands[0]] == TapeForm.Array
        ? MemoryExpressions.Element(x[0], [x[1]])
        : Expression.Call(x[0], nameof(Tape<>.Load), null, Wide(x[1]));

    private Expression TapePush(Node node, Expression[] x)
    {
        if (!stacked.TryGetValue(node.Operands[0], out var count))
        {
            return Expression.Call(x[0], nameof(Tape<>.Push), null, x[1]);
        }

        statements.Add(Expression.Assign(Expression.ArrayAccess(x[0], count), x[1]));
        return Expression.Assign(count, Expression.Add(count, Expression.Constant(1)));
    }

    private Expression TapePop(Node node, Expression[] x)
    {
        if (!stacked.TryGetValue(node.Operands[0], out var count))
        {
            return Expression.Call(x[0], nameof(Tape<>.Pop), null);
        }

        statements.Add(Expression.Assign(count, Expression.Subtract(count, Expression.Constant(1))));
        return Expression.ArrayAccess(x[0], count);
    }

    /// <summary>Before a loop that pushes: room for all of its iterations.</summary>
    private void MakeRoom(Region loop, Expression count)
    {
        foreach (var tape in Plan.Tapes.PushedIn(loop))
        {
            var (room, pushed) = ((ParameterExpression)Value(tape), stacked[tape]);
            var needed = Expression.Add(Wide(pushed), Wide(count));
            var keeper = Expression.Call(workspace, nameof(Workspace.Tape), [tape.Type.Clr], Expression.Constant(graph.Sites.NumberOfTape(tape)));
            statements.Add(Expression.IfThen(
                Expression.LessThan(Wide(Expression.ArrayLength(room)), needed),
                Expression.Assign(room, Expression.Call(keeper, nameof(Tape<>.Room), null, needed))));
        }
    }
}
