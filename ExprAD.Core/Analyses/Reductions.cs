using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>
/// A value that a loop carries only to combine it with others: a sum, or the largest or smallest of a sequence.
/// Its adjoint is the same in every iteration, known before the reverse sweep begins: no tape.
/// </summary>
internal sealed class Reduction(Node init, Node result, ScalarOp op)
{
    /// <summary>What the outermost loop that carries it starts with.</summary>
    public Node Init { get; } = init;

    /// <summary>What that loop ends with.</summary>
    public Node Result { get; } = result;

    /// <summary><see cref="Ops.Add"/> (with <see cref="Ops.Sub"/> on its left), or an operation that picks one of its operands.</summary>
    public ScalarOp Op { get; } = op;

    public bool IsSum => Op == Ops.Add;
}

/// <summary>
/// Finds reductions. What a loop carries is one when each iteration hands it on through a chain in which every link has
/// one use: an addition (or the like), a loop inside, or a branch both sides of which hand it on in the same way.
/// </summary>
internal sealed class Reductions
{
    private readonly Uses uses;
    private readonly Dictionary<Node, Reduction> links = [];

    private Reductions(Uses uses) => this.uses = uses;

    public static Reductions Of(Graph graph)
    {
        var reductions = new Reductions(Uses.Of(graph));
        foreach (var node in graph.AllNodes())
        {
            if (node.Op == Ops.For || node.Op == Ops.While)
            {
                reductions.Examine(node);
            }
        }

        return reductions;
    }

    /// <summary>The reduction that a node is a link of: a carried parameter, an addition, a value of a branch or loop inside.</summary>
    public Reduction? At(Node node) => links.GetValueOrDefault(node);

    /// <summary>The same reductions in a graph that was rebuilt from this one.</summary>
    public Reductions Map(Func<Node, Node> rebuilt)
    {
        var mapped = new Reductions(uses);
        var made = links.Values.Distinct().ToDictionary(r => r, r => new Reduction(rebuilt(r.Init), rebuilt(r.Result), r.Op));
        foreach (var (link, reduction) in links)
        {
            mapped.links.TryAdd(rebuilt(link), made[reduction]);
        }

        return mapped;
    }

    public IEnumerable<Node> Links => links.Keys;

    private void Examine(Node loop)
    {
        foreach (var result in loop.Values)
        {
            var number = (int)result.Attribute!;
            var parameter = CarriedParameter(loop, number);
            if (parameter.Type.IsFloat && !links.ContainsKey(parameter))
            {
                var search = new Search(uses);
                if (search.Follow(parameter, loop.Regions[^1], null) == number)
                {
                    var init = loop.Operands[loop.Op == Ops.For ? number + 1 : number];
                    var reduction = new Reduction(init, result, search.Op ?? Ops.Add);
                    foreach (var link in search.Links)
                    {
                        links.TryAdd(link, reduction);
                    }
                }
            }
        }
    }

    public static Node CarriedParameter(Node loop, int number) =>
        loop.Regions[0].Parameters[loop.Op == Ops.For ? number + 1 : number];

    private sealed class Search(Uses uses)
    {
        /// <summary>What combines, once a link has told.</summary>
        public ScalarOp? Op { get; private set; }

        public List<Node> Links { get; } = [];

        /// <summary>
        /// The number of the result of <paramref name="within"/> that <paramref name="node"/> ends up as, or −1.
        /// <paramref name="branch"/> limits the first step to uses inside one branch, for a value that both sides use.
        /// </summary>
        public int Follow(Node node, Region within, Region? branch)
        {
            while (true)
            {
                Links.Add(node);
                var found = uses[node].Where(u => branch is null || u.Region.IsWithin(branch)).ToList();
                branch = null;
                if (found is [{ User: null } last] && last.Region == within)
                {
                    return last.Position;
                }

                var next = found is [{ User: { } user } use] && use.Region == within ? Step(user, use.Position) : ThroughBranches(node, found, within);
                if (next is null)
                {
                    return -1;
                }

                node = next;
            }
        }

        private Node? Step(Node user, int position)
        {
            if (user.Op == Ops.Add || (user.Op == Ops.Sub && position == 0))
            {
                return Combines(Ops.Add) && user.Operands[0] != user.Operands[1] ? user : null;
            }

            if (Picks(user.Op))
            {
                return Combines((ScalarOp)user.Op) && user.Operands[0] != user.Operands[1] ? user : null;
            }

            // As what a loop inside starts with.
            var first = user.Op == Ops.For ? 1 : 0;
            if ((user.Op != Ops.For && user.Op != Ops.While) || position < first)
            {
                return null;
            }

            var number = position - first;
            return Follow(CarriedParameter(user, number), user.Regions[^1], null) == number ? user.Values[number] : null;
        }

        /// <summary>Used on both sides of one branch, or handed on by one side and combined by the other.</summary>
        private Node? ThroughBranches(Node node, List<Use> found, Region within)
        {
            if (found.Count == 0 || OwnerIn(found[0].Region, within) is not { } branch || branch.Op != Ops.If)
            {
                return null;
            }

            var (then, otherwise) = (branch.Regions[0], branch.Regions[1]);
            if (!found.TrueForAll(u => u.Region.IsWithin(then) || u.Region.IsWithin(otherwise)))
            {
                return null;
            }

            var number = Follow(node, then, then);
            return number >= 0 && number == Follow(node, otherwise, otherwise) ? branch.Values[number] : null;
        }

        private bool Combines(ScalarOp op) => (Op ??= op) == op;

        /// <summary>The node of <paramref name="within"/> that owns the region, at whatever depth.</summary>
        private static Node? OwnerIn(Region region, Region within)
        {
            while (region.Owner is { } owner && region != within)
            {
                if (owner.Region == within)
                {
                    return owner;
                }

                region = owner.Region!;
            }

            return null;
        }
    }

    /// <summary>Operations whose result is one of their operands.</summary>
    public static bool Picks(Op op) => op == Ops.Max || op == Ops.Min || op.Name is "maxnumber" or "minnumber";
}
