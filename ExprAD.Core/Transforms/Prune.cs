using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Drops what nothing depends on, values that loops carry without changing them, and branches' and loops' values
/// that nobody reads, likewise parameters and results of functions. Being a rebuild, it also merges, folds and hoists what earlier passes exposed.
/// </summary>
internal sealed partial class Prune : GraphRewriter
{
    private readonly Liveness live;

    private Prune(GraphBuilder builder, Liveness live)
        : base(builder) => this.live = live;

    public static Graph Run(Graph graph, bool strict) =>
        new Prune(new GraphBuilder(strict), Liveness.Of(FunctionTraits.Infer(graph))).Rewrite(graph);

    protected override void Rewrite(Node node)
    {
        if (live.Contains(node))
        {
            base.Rewrite(node);
        }
    }

    protected override void RewriteIf(Node node)
    {
        var kept = Kept(node, node.Regions[0].Results.Count);
        Bind(node, kept, Builder.If(
            this[node.Operands[0]],
            () => Branch(node.Regions[0], kept),
            () => Branch(node.Regions[1], kept)));
    }

    protected override void RewriteTry(Node node)
    {
        var kept = Kept(node, node.Regions[0].Results.Count);
        Bind(node, kept, Builder.Try(() => Branch(node.Regions[0], kept), () => Rewrite(node.Regions[1])));
    }

    protected override void RewriteFor(Node node)
    {
        var body = node.Regions[0];
        List<int> kept = [];
        for (var k = 0; k < body.Results.Count; k++)
        {
            var parameter = body.Parameters[k + 1];
            if (live.Contains(parameter) && body.Results[k] == parameter)
            {
                Replace(node, k, parameter, this[node.Operands[k + 1]]);
            }
            else if (live.Contains(parameter))
            {
                kept.Add(k);
            }
        }

        Bind(node, kept, Builder.For(this[node.Operands[0]], [.. kept.Select(k => this[node.Operands[k + 1]])], (index, carried) =>
        {
            this[body.Parameters[0]] = index;
            for (var i = 0; i < kept.Count; i++)
            {
                this[body.Parameters[kept[i] + 1]] = carried[i];
            }

            return Branch(body, kept);
        }));
    }

    protected override void RewriteWhile(Node node)
    {
        var (condition, body) = (node.Regions[0], node.Regions[1]);
        List<int> kept = [];
        for (var k = 0; k < body.Results.Count; k++)
        {
            if (live.Contains(condition.Parameters[k]) && body.Results[k] == condition.Parameters[k])
            {
                Replace(node, k, condition.Parameters[k], this[node.Operands[k]]);
            }
            else if (live.Contains(condition.Parameters[k]))
            {
                kept.Add(k);
            }
        }

        Bind(node, kept, Builder.While(
            [.. kept.Select(k => this[node.Operands[k]])],
            carried =>
            {
                for (var i = 0; i < kept.Count; i++)
                {
                    this[condition.Parameters[kept[i]]] = carried[i];
                }

                Rewrite(condition);
                return this[condition.Results[0]];
            },
            _ => Branch(body, kept)));
    }

    private Node[] Branch(Region region, List<int> kept)
    {
        Rewrite(region);
        return [.. kept.Select(k => this[region.Results[k]])];
    }

    /// <summary>A value that a loop carries unchanged is what it started with, inside and afterwards.</summary>
    private void Replace(Node loop, int number, Node parameter, Node value)
    {
        this[parameter] = value;
        foreach (var result in loop.Values)
        {
            if ((int)result.Attribute! == number)
            {
                this[result] = value;
            }
        }
    }

    private List<int> Kept(Node node, int count)
    {
        List<int> kept = [];
        for (var k = 0; k < count; k++)
        {
            if (node.Values.Any(v => (int)v.Attribute! == k && live.Contains(v)))
            {
                kept.Add(k);
            }
        }

        return kept;
    }

    private void Bind(Node node, List<int> kept, Node[] made)
    {
        foreach (var result in node.Values)
        {
            var at = kept.IndexOf((int)result.Attribute!);
            if (at >= 0)
            {
                this[result] = made[at];
            }
        }
    }
}
