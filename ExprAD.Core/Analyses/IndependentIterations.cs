using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>What is to be known of a loop whose iterations may run in any order.</summary>
/// <param name="Combine">For each carried value the operation by which it gathers.</param>
/// <param name="Outside">The values from outside that it uses.</param>
/// <param name="Private">Those of them that are arrays to which iterations only add, in places that several of them may meet.</param>
internal sealed record Independence(IReadOnlyList<ScalarOp> Combine, IReadOnlyList<Node> Outside, IReadOnlyList<Node> Private);

/// <summary>
/// Finds the loops whose iterations meet in nothing but sums and the like. An array from outside that a loop writes to is written and read
/// either only where the loop's index is one of the indices, the same one at all accesses, so that each iteration has its own part;
/// or it is only added to.
/// </summary>
internal sealed class IndependentIterations(Graph graph)
{
    private readonly Aliasing aliasing = Aliasing.Of(graph);
    private readonly Uses uses = Uses.Of(graph);
    private readonly Reductions reductions = Reductions.Of(graph);
    private readonly HashSet<Node> destinations = [.. graph.Inputs.Where(i => i.Role == InputRole.Destination).Select(i => i.Node)];

    /// <summary>What is known of a <c>for</c>, or null and the reason why its iterations have to run one after another.</summary>
    public Independence? Of(Node loop, out string reason)
    {
        var body = loop.Regions[0];
        var combine = new List<ScalarOp>();
        for (var k = 0; k < body.Results.Count; k++)
        {
            if (Gathering(loop, k) is not { } op)
            {
                reason = $"an iteration needs {body.Results[k].Source ?? "a value"} of the one before";
                return null;
            }

            combine.Add(op);
        }

        var memory = new MemoryUse(aliasing, destinations, loop);
        if (memory.Conflict is { } conflict)
        {
            reason = conflict;
            return null;
        }

        reason = "";
        return new Independence(combine, [.. memory.Outside.OrderBy(n => n.Id)], [.. memory.Private.OrderBy(n => n.Id)]);
    }

    /// <summary>The operation by which a carried value only gathers; nothing else reads it on the way.</summary>
    private ScalarOp? Gathering(Node loop, int number)
    {
        var parameter = loop.Regions[0].Parameters[number + 1];
        return reductions.At(parameter) is { } reduction && reduction.Result.Operands[0] == loop && (int)reduction.Result.Attribute! == number ? Known(reduction.Op)
            : parameter.Type == IrType.I32 ? Counting(loop.Regions[0], number)
            : null;
    }

    private static ScalarOp? Known(ScalarOp op) => op == Ops.Add || op == Ops.Max || op == Ops.Min ? op : null;

    /// <summary>Sums of integers.</summary>
    private ScalarOp? Counting(Region body, int number)
    {
        var node = body.Parameters[number + 1];
        while (uses[node] is [var use] && use.Region == body)
        {
            if (use.User is null)
            {
                return use.Position == number ? Ops.Add : null;
            }

            if (use.User.Op != Ops.Add || use.User.Operands[0] == use.User.Operands[1])
            {
                return null;
            }

            node = use.User;
        }

        return null;
    }
}
