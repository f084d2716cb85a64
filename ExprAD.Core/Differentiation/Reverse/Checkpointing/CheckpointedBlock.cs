using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>Runs a block of which nothing is stored: forward, and again, with tapes of its own, before it is reversed.</summary>
internal static class CheckpointedBlock
{
    /// <summary>The block as it is. Gives its values.</summary>
    public static Node[] Run(GraphBuilder builder, Node block, Func<Node, Node> outside) => new StepRun(builder, block, outside).Body();

    /// <summary>
    /// The second run. An array that it makes and hands out is another one than that of the first run, with the same numbers in it;
    /// the adjoints of these have been gathered in the shadow that the first run handed out.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <param name="outside">Where values from around the block, and its own from the first run, are found.</param>
    /// <param name="sweep">The forward sweep of the block, not yet begun.</param>
    /// <returns>The forward sweep, run.</returns>
    public static ForwardSweep RunAgain(Node block, Func<Node, Node> outside, ForwardSweep sweep)
    {
        foreach (var (shadow, value) in HandedOut(block))
        {
            sweep.Give(shadow, outside(value));
        }

        sweep.Rewrite(block.Regions[0]);
        return sweep;
    }

    /// <summary>The shadows that a block makes and hands out, with its values that they are.</summary>
    public static IEnumerable<(Node Shadow, Node Value)> HandedOut(Node block) =>
        !block.IsBlock ? [] : block.Values.Select(v => (Shadow: block.Regions[0].Results[(int)v.Attribute!], Value: v))
            .Where(s => s.Shadow.Op == Ops.ZerosLike && s.Shadow.Region == block.Regions[0]);
}
