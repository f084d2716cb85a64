using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>A function with what its reverse sweep needs beside its own values.</summary>
internal sealed record Augmented(Graph Graph, Activity Activity, Reductions Reductions, IReadOnlyDictionary<Node, Node> Companions)
{
    /// <summary>The array in which the adjoints of an active array's elements gather.</summary>
    public Node Shadow(Node array) => Companions[array];

    /// <summary>How many operands of a reduction that picks one are equal to the one picked.</summary>
    public Node Ties(Reduction reduction) => Companions[reduction.Result];

    /// <summary>How often a loop ran.</summary>
    public Node TripCount(Node loop) => loop.Op == Ops.For ? loop.Operands[0] : Companions[loop];
}
