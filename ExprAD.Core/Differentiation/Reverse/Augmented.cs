using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>A function with what its reverse sweep needs beside its own values.</summary>
/// <param name="Graph">The function.</param>
/// <param name="Activity">What of it takes part.</param>
/// <param name="Reductions">What its loops only combine.</param>
/// <param name="Companions">By value, what goes with it.</param>
/// <param name="IsCalled">It is a function that the program calls: its mirror image is another function, which sees nothing of this one.</param>
internal sealed record Augmented(Graph Graph, Activity Activity, Reductions Reductions, IReadOnlyDictionary<Node, Node> Companions, bool IsCalled = false)
{
    /// <summary>A function that the graph calls.</summary>
    public Augmented Called(Function called) => this with { Graph = called.Definition, IsCalled = true };

    /// <summary>The array in which the adjoints of an active array's elements gather.</summary>
    public Node Shadow(Node array) => Companions[array];

    /// <summary>How many operands of a reduction that picks one are equal to the one picked.</summary>
    public Node Ties(Reduction reduction) => Companions[reduction.Result];

    /// <summary>How often a loop ran.</summary>
    public Node TripCount(Node loop) => loop.Op == Ops.For ? loop.Operands[0] : Companions[loop];
}
