using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>
/// Which nodes are written as part of the expression that uses them, and which get a variable. A node is moved to its
/// one user only where nothing in between can change what it reads, or happen before what it raises.
/// </summary>
internal sealed class Inlining
{
    /// <summary>The most operations in one expression.</summary>
    private const int Largest = 12;

    private readonly Uses uses;
    private readonly Func<Node, bool> isNamed;
    private readonly HashSet<Node> inlined = [];
    private readonly HashSet<Node> skipped = [];
    private readonly Dictionary<Node, int> sizes = [];

    private Inlining(Uses uses, Func<Node, bool> isNamed)
    {
        this.uses = uses;
        this.isNamed = isNamed;
    }

    /// <param name="graph">The graph.</param>
    /// <param name="uses">Its uses.</param>
    /// <param name="isNamed">Nodes that have a name whatever happens, such as parameters of the method.</param>
    public static Inlining Of(Graph graph, Uses uses, Func<Node, bool> isNamed)
    {
        var inlining = new Inlining(uses, isNamed);
        inlining.Visit(graph.Body);
        return inlining;
    }

    public bool Contains(Node node) => inlined.Contains(node);

    /// <summary>True for an <c>if</c> of one value that can be written as <c>c ? a : b</c>.</summary>
    public bool IsChoice(Node node) =>
        node.Op == Ops.If && node.Values.Count == 1 && node.Regions[0].Nodes.All(Contains) && node.Regions[1].Nodes.All(Contains);

    private void Visit(Region region)
    {
        foreach (var node in region.Nodes)
        {
            foreach (var inner in node.Regions)
            {
                Visit(inner);
            }

            Measure(node, region);
        }

        Decide(region);
    }

    /// <summary>How many operations a node's expression has when all that may be part of it is.</summary>
    private void Measure(Node node, Region region)
    {
        var size = 1;
        foreach (var operand in node.Operands)
        {
            size += UserIn(operand, region) is not null && sizes.GetValueOrDefault(operand) is var s and <= Largest ? s : 0;
        }

        sizes[node] = size;
    }

    private void Decide(Region region)
    {
        var end = region.Nodes.Count;
        var place = new Dictionary<Node, int>();
        var (nextRegion, nextWrite) = (end, end);
        var positions = region.Nodes.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        for (var i = end - 1; i >= 0; i--)
        {
            var node = region.Nodes[i];
            if (IsLength(node))
            {
                inlined.Add(node);
            }
            else if (UserIn(node, region) is { } use && sizes[node] <= Largest)
            {
                var user = use.User;
                var at = user is null ? end : inlined.Contains(user) ? place.GetValueOrDefault(user, -1) : positions[user];
                var last = node.Is(Traits.Reads | Traits.Traps) ? Math.Min(nextRegion, nextWrite) : nextRegion;
                if (at >= 0 && at <= last && (!node.Is(Traits.Traps) || !IsSkipped(use)))
                {
                    inlined.Add(node);
                    place[node] = at;
                    if (IsSkipped(use))
                    {
                        skipped.Add(node);
                    }
                }
            }

            nextRegion = node.Regions.Length > 0 || node.Op == Ops.Invoke ? i : nextRegion;
            nextWrite = node.Is(Traits.Writes | Traits.Effect) ? i : nextWrite;
        }
    }

    /// <summary>
    /// Whether an operand may not be evaluated where it is used: C# evaluates one side of a choice only, and what nobody
    /// uses is not written at all. What raises must not end up there.
    /// </summary>
    private bool IsSkipped(Use use) => use.User is { } user
        && (skipped.Contains(user) || (user.Op == Ops.Select && use.Position > 0)
            || (uses[user].Count == 0 && user.Type.Kind != TypeKind.Void && !user.Is(Traits.Writes | Traits.Effect | Traits.Traps)));

    /// <summary>The one use of a node that is in the same region and evaluates its operand once, at once.</summary>
    private Use? UserIn(Node node, Region region)
    {
        if (node.IsConstant || node.Region != region || node.Op == Ops.Result || node.Op == Ops.Param || isNamed(node)
            || node.Type.Kind is TypeKind.Void or TypeKind.Tape || node.Is(Traits.Writes | Traits.Effect))
        {
            return null;
        }

        return uses[node] is [var use] && use.Region == region && !EvaluatesOtherwise(use) ? use : null;
    }

    /// <summary>A trip count is read before every iteration; in a checked expression all that is part of it is checked.</summary>
    private static bool EvaluatesOtherwise(Use use) => use.User is { } user
        && ((user.Op == Ops.For && use.Position == 0)
            || user.Op == Ops.ConvertChecked || user.Op == Ops.AddChecked || user.Op == Ops.SubChecked || user.Op == Ops.MulChecked || user.Op == Ops.NegChecked);

    /// <summary>The length of an array that has a name is as short and as fast as a variable.</summary>
    private bool IsLength(Node node) => node.Op == Ops.Length && node.Type == IrType.I32 && node.Operands[0] is { Type.Rank: 1 } array
        && (isNamed(array) || (array.Op != Ops.Param && array.Op != Ops.Result && array.Region is not null && UserIn(array, array.Region) is null));
}
