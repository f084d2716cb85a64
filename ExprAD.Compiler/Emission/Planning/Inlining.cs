using ExprAD.Emission.Vectors;
using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>
/// Decides which nodes need no variable, because one expression reads them, once: fewer locals are less work for the JIT.
/// What reads memory or can raise does not move past a write or an effect, nor into one side of a conditional; nor past an unchecked
/// access, whose check it may be.
/// </summary>
internal sealed class Inlining
{
    /// <summary>Both compilers recurse into expressions, and FastExpressionCompiler's time grows with the square of the depth.</summary>
    private const int MaxDepth = 24;

    private readonly EmissionPlan plan;

    private Inlining(EmissionPlan plan) => this.plan = plan;

    public static void Decide(Graph graph, EmissionPlan plan) => new Inlining(plan).Decide(graph.Body);

    /// <summary>Backwards, so that where an expression is evaluated is known before its parts are looked at.</summary>
    private void Decide(Region region)
    {
        var barriers = CountBarriers(region);
        for (var p = region.Nodes.Count - 1; p >= 0; p--)
        {
            var node = region.Nodes[p];
            for (var r = node.Regions.Length - 1; r >= 0; r--)
            {
                Decide(node.Regions[r]);
            }

            Decide(node, plan[node], barriers);
        }
    }

    private void Decide(Node node, NodePlan it, int[] barriers)
    {
        var use = it.LastSeen;
        if (it.Uses != 1 || use.Region != node.Region || it.Crosses || it.Partner is not null
            || node.Op == Ops.Result || node.Is(Traits.Writes | Traits.Effect | Traits.Region) || NeedsVariable(use))
        {
            return;
        }

        var user = use.User is null ? null : plan[use.User];
        var isInline = user is { IsInline: true };
        it.EvaluatedAt = isInline ? user!.EvaluatedAt : use.Position;
        it.Depth = isInline ? user!.Depth + 1 : 1;
        it.IsConditional = (isInline && user!.IsConditional) || IsConditional(use);
        var isFree = !node.Is(Traits.Reads | Traits.Traps);
        it.IsInline = it.Depth <= MaxDepth
            && (isFree || (!it.IsConditional && barriers[it.EvaluatedAt] == barriers[it.Position + 1]));
        if (it.IsInline)
        {
            foreach (var operand in node.Operands)
            {
                ReadLater(operand, node.Region!, it.EvaluatedAt);
            }
        }
    }

    private void ReadLater(Node operand, Region region, int position)
    {
        while (Use.IsTransparent(operand))
        {
            operand = operand.Operands[0];
        }

        if (!operand.IsConstant && operand.Region == region)
        {
            var it = plan[operand];
            it.LastUse = Math.Max(it.LastUse, position);
        }
    }

    /// <summary>For every position, how many nodes before it write, reach outside, or rely on a check made before them.</summary>
    private static int[] CountBarriers(Region region)
    {
        var barriers = new int[region.Nodes.Count + 1];
        for (var p = 0; p < region.Nodes.Count; p++)
        {
            barriers[p + 1] = barriers[p] + (IsBarrier(region.Nodes[p]) ? 1 : 0);
        }

        return barriers;
    }

    private static bool IsBarrier(Node node)
    {
        if (node.Is(Traits.Writes | Traits.Effect) || node.Attribute is Access { Check: IndexCheck.Made })
        {
            return true;
        }

        foreach (var inner in node.Regions)
        {
            if (inner.HasEffects || inner.Nodes.Any(IsBarrier))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is read more than once at its place, or must be there to be read by name.</summary>
    private static bool NeedsVariable(Use use)
    {
        if (use.User is not { } user)
        {
            return use.Region.Owner is null;
        }

        return user.Op == Ops.For ? use.Slot == 0
            : user.Op == Ops.VectorAddTo || user.Op == Ops.Gather || user.Op == Ops.Scatter || user.Op == Ops.ScatterAdd || user.Op == Ops.Reduce ? true
            : user.Op == Ops.VectorLoad || user.Op == Ops.VectorStore || user.Op == Ops.VectorTapeLoad || user.Op == Ops.VectorTapeStore ? use.Slot == 0 || use.Value.Type.IsMask || user.Operands[1].Type.IsVector
            : VectorExpressions.IsByLane(user) ? true
            : user.Op == Ops.AddTo ? use.Slot < user.Operands.Length - 1

            // FastExpressionCompiler stores to the first of two arrays, whichever was chosen.
            : user.Op == Ops.Store ? use.Slot == 0 && use.Value.Op == Ops.Select
            : user.Op == Ops.MulOrZero ? use.Slot == 0
            : user.Op == Ops.NewArray || ((user.Op == Ops.Call || user.Op == Ops.CallPure || user.Op == Ops.CallReading || user.Op == Ops.GetMember || user.Op == Ops.SetMember)
                && use.Value.Type.Clr.IsValueType && !use.Value.Type.IsScalar);
    }

    private static bool IsConditional(Use use) =>
        use.User is { } user && ((user.Op == Ops.Select && use.Slot > 0) || (user.Op == Ops.MulOrZero && use.Slot == 1));
}
