using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Where the reverse sweep gets the values of the forward sweep from. The sweep is built twice against this: once to
/// learn which values it needs (<see cref="ProbedValues"/>), once for good (<see cref="KeptValues"/>).
/// </summary>
internal abstract class PrimalValues
{
    /// <summary>
    /// The value that a node had in the forward sweep: in the iteration, and on the side of the branch, whose mirror image
    /// is being built now.
    /// </summary>
    public abstract Node Get(Node primal);

    /// <summary>
    /// What is known of the indices of an access of the forward sweep when the mirror image accesses <paramref name="array"/>,
    /// the same or its shadow, with the same <paramref name="indices"/>.
    /// </summary>
    public abstract IndexCheck CheckOf(Node access, Node array, ReadOnlySpan<Node> indices);

    /// <summary>The mirror image of a loop's body begins; <paramref name="index"/> is the iteration of the forward sweep it belongs to.</summary>
    public abstract void EnterLoop(Node loop, Node index);

    /// <summary>The mirror image of a branch begins.</summary>
    public abstract void EnterBranch(Region branch);

    /// <summary>The mirror image entered last ends.</summary>
    public abstract void Leave();

    /// <summary>Whether the iterations of this loop may be gone through upwards too, as far as what is kept for them goes.</summary>
    public abstract bool AllowsForwardOrder(Node loop);
}
