using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>How a value of the forward sweep is kept for the reverse sweep.</summary>
internal enum Keeping
{
    /// <summary>Handed out of branches as one more of their values.</summary>
    Exported,

    /// <summary>On a tape with a place for every iteration, found by the loops' indices.</summary>
    Indexed,

    /// <summary>On a tape used as a stack.</summary>
    Stacked,
}

/// <summary>
/// Decides which values of loops and branches are stored and which are computed again: region by region, innermost first,
/// the cheapest cut between what the reverse sweep needs and what can't be had again (Enzyme's formulation, with a price on
/// recomputation). What a recomputation takes from a region further out is needed there.
/// </summary>
internal sealed class StoragePlan
{
    /// <summary>The price of a store now and a load later, in the unit of <see cref="Op.Cost"/>: two memory accesses that miss the first cache in long loops.</summary>
    private const int StorePrice = 12;

    private readonly Augmented function;
    private readonly Recomputation recomputation;
    private readonly FusibleLoops fusible;
    private readonly Dictionary<Region, HashSet<Node>> needs = [];
    private readonly Dictionary<Node, Keeping> stored = [];
    private readonly HashSet<Node> recomputed = [];
    private readonly SortedSet<int> again = [];
    private readonly bool bounded;

    /// <summary>
    /// What steps and blocks that are run again take from around them: arrays among it must be the same, elements included.
    /// Also the shadows that the first run of a block handed out.
    /// </summary>
    private readonly HashSet<Node> surroundings;

    private StoragePlan(Augmented function, Scopes scopes, bool bounded)
    {
        (this.function, this.bounded) = (function, bounded);
        Scopes = scopes;
        surroundings = [.. scopes.Checkpointed.Keys.SelectMany(Surroundings.Of), .. scopes.Checkpointed.Keys.SelectMany(CheckpointedBlock.HandedOut).Select(s => s.Value)];
        recomputation = new Recomputation(function);
        fusible = new FusibleLoops(function);
    }

    /// <param name="function">The function.</param>
    /// <param name="needed">What the reverse sweep needs of it.</param>
    /// <param name="scopes">The parts of it that have tapes of their own.</param>
    /// <param name="bounded">Whether tapes with a place for every iteration must not grow.</param>
    public static StoragePlan Of(Augmented function, IEnumerable<Node> needed, Scopes scopes, bool bounded = false)
    {
        var plan = new StoragePlan(function, scopes, bounded);
        foreach (var node in needed.Concat(plan.surroundings))
        {
            plan.Need(node);
        }

        // Deeper regions first. Deciding one region may need more of those around it.
        while (plan.needs.Count > 0)
        {
            var region = plan.needs.Keys.MaxBy(r => r.Depth)!;
            plan.needs.Remove(region, out var demanded);
            plan.Decide(region, demanded!);
        }

        return plan;
    }

    /// <summary>Where values need not be kept, because the reverse sweep sees them.</summary>
    public Scopes Scopes { get; }

    public IReadOnlyDictionary<Node, Keeping> Stored => stored;

    /// <summary>Of a function that is called: the parameters whose values its mirror image has to be given once more.</summary>
    public IReadOnlySet<int> Again => again;

    public bool IsRecomputed(Node node) => recomputed.Contains(node);

    /// <summary>True when something is stored in every iteration of this loop, or of one inside it.</summary>
    public bool StoresIn(Node loop) => stored.Keys.Any(n => loop.Regions.ToArray().Any(n.Region!.IsWithin));

    /// <summary>True when an array and its shadow live for one iteration only.</summary>
    public bool IsLocal(Node array) => recomputation.IsLocal(array);

    private void Need(Node node)
    {
        if (IsHandedOver(node))
        {
            again.Add((int)node.Attribute!);
        }
        else if (node.Region is { } region && !Scopes.IsTop(region) && !IsGiven(node))
        {
            if (!needs.TryGetValue(region, out var set))
            {
                needs.Add(region, set = []);
            }

            set.Add(node);
        }
    }

    /// <summary>A parameter of a function that is called.</summary>
    private bool IsHandedOver(Node node) => function.IsCalled && node.Op == Ops.Param && node.Region == function.Graph.Body;

    /// <summary>Loop indices: the mirrored loop has its own; parameters: the mirror image of a function is given them again.</summary>
    public bool IsGiven(Node node)
    {
        if (node.Op != Ops.Param || node.Region!.Owner is not { } owner)
        {
            return IsHandedOver(node);
        }

        var parameters = node.Region.Parameters;
        return owner.Op == Ops.For ? node == parameters[0]
            : owner.Op == Ops.While && function.Companions.ContainsKey(owner) && node == parameters[^1];
    }

    private void Decide(Region region, HashSet<Node> demanded)
    {
        var price = fusible.Contains(region) ? MinCut.Infinite - 1 : StorePrice;
        var shared = fusible.Contains(region) && !stored.Keys.Any(n => n.Region!.IsWithin(region));
        var cut = new StorageCut(region, n => CanRecompute(n, shared), IsGiven);
        var (store, recompute) = cut.Solve(demanded, price);
        foreach (var node in store)
        {
            stored[node] = function.IsCalled ? Keeping.Stacked : KeepingOf(node);
        }

        foreach (var node in recompute)
        {
            recomputed.Add(node);
            foreach (var operand in Inputs(node))
            {
                if (operand.Region != region || IsHandedOver(operand))
                {
                    Need(operand);
                }
            }
        }
    }

    private bool CanRecompute(Node node, bool shared) => !(node.Type.IsArray && surroundings.Contains(node)) && recomputation.IsPossible(node, shared);

    /// <summary>What computing a node again starts from. A shadow needs the lengths of its array only.</summary>
    public static IEnumerable<Node> Inputs(Node node)
    {
        if (node.Op == Ops.Result)
        {
            return Computation.Of(node.Operands[0]).Outside;
        }

        var from = node.Op == Ops.ZerosLike && node.Operands[0].Op == Ops.NewArray ? node.Operands[0] : node;
        return from.Operands.ToArray().Where(o => !o.IsConstant);
    }

    private Keeping KeepingOf(Node node)
    {
        var loops = LoopsAround(node);
        return loops.Count == 0 ? Keeping.Exported
            : IsRectangular(loops) && (!bounded || IsCountKnown(loops[^1])) ? Keeping.Indexed
            : Keeping.Stacked;
    }

    /// <summary>The loops of its scope that a node stands in, innermost first.</summary>
    public List<Node> LoopsAround(Node node)
    {
        List<Node> loops = [];
        for (var region = node.Region!; !Scopes.IsTop(region); region = region.Owner!.Region!)
        {
            var owner = region.Owner!;
            if (owner.Op == Ops.For || owner.Op == Ops.While)
            {
                loops.Add(owner);
            }
        }

        return loops;
    }

    /// <summary>True when the place of an iteration follows from the indices: all trip counts but the outermost are known outside.</summary>
    private bool IsRectangular(List<Node> loops) => loops.Take(loops.Count - 1).All(IsCountKnown);

    /// <summary>True when it is known before the outermost loop of the scope how often this loop runs.</summary>
    public bool IsCountKnown(Node loop) => loop.Op == Ops.For && Scopes.IsKnownIn(loop.Region!, loop.Operands[0]);
}
