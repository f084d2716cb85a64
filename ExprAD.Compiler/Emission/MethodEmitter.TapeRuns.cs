using System.Linq.Expressions;
using ExprAD.Emission.Planning;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>What is pushed onto one tape, or popped from it, in a row: room is made once and the count changed once.</summary>
internal sealed partial class MethodEmitter
{
    /// <summary>How many nodes from a position on do the same to the same tape.</summary>
    private int RunLength(Region region, int position)
    {
        var first = region.Nodes[position];
        if ((first.Op != Ops.TapePush && first.Op != Ops.TapePop) || Plan.Tapes[first.Operands[0]] != TapeForm.Object)
        {
            return 0;
        }

        var end = position + 1;
        while (end < region.Nodes.Count && region.Nodes[end] is var next && next.Op == first.Op && next.Operands[0] == first.Operands[0] && Plan[next].Chunk == chunk)
        {
            end++;
        }

        return end - position;
    }

    private void EmitRun(Region region, int position, int length)
    {
        var first = region.Nodes[position];
        var isPush = first.Op == Ops.TapePush;
        var tape = Value(first.Operands[0]);
        var at = variables.Take(typeof(int));
        var count = Expression.Constant(length);
        statements.Add(Expression.Assign(at, Expression.Call(tape, isPush ? nameof(Tape<>.Advance) : nameof(Tape<>.Retreat), null, count)));
        var room = variables.Take(first.Operands[0].Type.Clr.MakeArrayType());
        statements.Add(Expression.Assign(room, Expression.Property(tape, nameof(Tape<>.Values))));
        for (var i = 0; i < length; i++)
        {
            // What was pushed last lies on top.
            var node = region.Nodes[position + i];
            var place = Expression.ArrayAccess(room, Expression.Add(at, Expression.Constant(isPush ? i : length - 1 - i)));
            if (isPush)
            {
                statements.Add(Expression.Assign(place, Value(node.Operands[1])));
            }
            else
            {
                Define(node, place);
            }
        }

        variables.Release(room);
        variables.Release(at);
    }
}
