using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Which loop-carried adjoints are zero in iterations whose value was not used. That shows only at the end of the
/// iteration's mirror image, so probing goes on until nothing new is learned.
/// </summary>
internal sealed class GatedCarries
{
    private readonly HashSet<(Node Loop, int Number)> gated = [];

    public bool Changed { get; set; }

    public bool Contains(Node loop, int number) => gated.Contains((loop, number));

    public void Add(Node loop, int number) => Changed |= gated.Add((loop, number));
}
