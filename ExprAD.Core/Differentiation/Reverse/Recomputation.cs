using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>Which values of the forward sweep the reverse sweep can compute again, and at what price.</summary>
internal sealed class Recomputation
{
    private readonly bool isCalled;
    private readonly Aliasing aliasing;
    private readonly Uses uses;
    private readonly Dictionary<Node, int> places = [];

    public Recomputation(Augmented function)
    {
        var graph = function.Graph;
        isCalled = function.IsCalled;
        aliasing = Aliasing.Of(graph);
        uses = Uses.Of(graph);
        for (var i = 0; i < graph.Body.Nodes.Count; i++)
        {
            places[graph.Body.Nodes[i]] = i;
        }
    }

    /// <summary>
    /// A value that only has to be kept where it can't be had again: what a loop carried, what memory held that has been
    /// overwritten since, what a loop, a branch or a call gave.
    /// </summary>
    /// <param name="node">The value.</param>
    /// <param name="shared">Whether the mirror image will share the iteration, so that a loop or branch run again is merged with the first run.</param>
    public bool IsPossible(Node node, bool shared) => (shared && node.Op == Ops.Result && IsPure(node.Operands[0])) || IsPossible(node);

    private static bool IsPure(Node regionNode) =>
        (regionNode.Op == Ops.For || regionNode.Op == Ops.If) && Computation.Of(regionNode).IsRepeatable
        && !Graph.NodesOf(regionNode.Regions.ToArray()).Any(n => n.Op == Ops.Invoke);

    private bool IsPossible(Node node) => node.Op switch
    {
        var op when op == Ops.Param || op == Ops.Result || op.Is(Traits.Region | Traits.Effect) => false,
        var op when op == Ops.Load => node.Is(Traits.Pure) || IsStable(node),
        var op when op == Ops.ZerosLike || op == Ops.NewArray => IsLocal(node),
        _ => node.Is(Traits.Pure),
    };

    /// <summary>
    /// An array that lives for one iteration only, and is used there for nothing but its elements: the mirror image of that
    /// iteration can have a fresh one for its shadow.
    /// </summary>
    public bool IsLocal(Node array) =>
        array.Op == Ops.ZerosLike ? array.Operands[0].Op == Ops.NewArray && array.Operands[0].Region == array.Region && IsLocal(array.Operands[0])
        : array.Op == Ops.NewArray && uses[array].All(u => u.User is { } user && u.Position == 0 && IsElementwise(user));

    private static bool IsElementwise(Node user) =>
        (user.Op == Ops.Load && !user.Type.IsArray)
        || user.Op == Ops.Store || user.Op == Ops.AddTo || user.Op == Ops.Clear || user.Op == Ops.Length || user.Op == Ops.ZerosLike;

    /// <summary>A load whose memory is complete: whatever is written there was written before, at the level of the function's own body.</summary>
    private bool IsStable(Node load)
    {
        var memory = aliasing.ClassOf(load.Operands[0]);
        return !isCalled && !memory.IsExternal && memory.Stores.TrueForAll(s => Place(s) < Place(load)) && IsInBody(load.Operands[0]);
    }

    private static bool IsInBody(Node array) => array.Region is { Parent: null };

    /// <summary>The position in the function's body of what contains a node.</summary>
    private int Place(Node node)
    {
        while (node.Region is { Parent: not null } region)
        {
            node = OwnerOf(region);
        }

        // What a function does may happen at any time.
        return places.GetValueOrDefault(node, int.MaxValue);
    }

    private static Node OwnerOf(Region region)
    {
        var inner = region;
        while (inner.Owner is null)
        {
            inner = inner.Parent!;
        }

        return inner.Owner;
    }
}
