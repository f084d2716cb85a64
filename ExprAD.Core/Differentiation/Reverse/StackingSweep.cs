using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The forward version of a function that is called: the function itself, which at the end of each region puts on the stacks what
/// the plan says. What runs inside has put its own values below by then.
/// </summary>
internal sealed class StackingSweep(GraphBuilder builder, StoragePlan plan, AdjointFunctions functions, IReadOnlyDictionary<IrType, Node> stacks)
    : GraphRewriter(builder)
{
    public override void Rewrite(Region region)
    {
        base.Rewrite(region);
        foreach (var node in plan.Stored.Keys.Where(n => IsKeptIn(region, n)).OrderBy(functions.StackOf).ThenBy(n => n.Id))
        {
            Builder.Emit(Ops.TapePush, IrType.Void, [stacks[node.Type], this[node]]);
        }
    }

    /// <summary>The condition of a <c>while</c> runs once more than the body; what it computes is kept when an iteration is certain.</summary>
    private static bool IsKeptIn(Region region, Node node) =>
        region.Kind != RegionKind.Condition && (node.Region == region || (region.Kind == RegionKind.Body && node.Region == region.Parent));

    protected override void RewriteInvoke(Node node) => BindResults(node, functions.InvokeForward(Builder, node, Map(node.Operands), stacks));
}
