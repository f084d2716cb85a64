using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Forward;

/// <summary>Branches and loops carry tangents (and counts of ties) behind their own values.</summary>
internal partial class ForwardMode
{
    protected override void RewriteIf(Node node)
    {
        var (moving, tied) = (Moving(node), Tied(node));
        Bind(node, moving, tied, Builder.If(
            this[node.Operands[0]],
            () => WithTangents(node.Regions[0], moving, tied),
            () => WithTangents(node.Regions[1], moving, tied)));
    }

    protected override void RewriteTry(Node node)
    {
        var (moving, tied) = (Moving(node), Tied(node));
        Bind(node, moving, tied, Builder.Try(() => WithTangents(node.Regions[0], moving, tied), () => Rewrite(node.Regions[1])));
    }

    protected override void RewriteFor(Node node)
    {
        var body = node.Regions[0];
        var (moving, tied) = (Moving(node), Tied(node));
        Bind(node, moving, tied, Builder.For(this[node.Operands[0]], Start(node, moving, tied), (index, carried) =>
        {
            this[body.Parameters[0]] = index;
            BindCarried([.. body.Parameters.Skip(1)], moving, tied, carried);
            return WithTangents(body, moving, tied);
        }));
    }

    protected override void RewriteWhile(Node node)
    {
        var (condition, body) = (node.Regions[0], node.Regions[1]);
        var (moving, tied) = (Moving(node), Tied(node));
        Bind(node, moving, tied, Builder.While(
            Start(node, moving, tied),
            carried =>
            {
                BindCarried(condition.Parameters, moving, tied, carried);
                Rewrite(condition);
                return this[condition.Results[0]];
            },
            _ => WithTangents(body, moving, tied)));
    }

    /// <summary>The numbers of the values that have tangents.</summary>
    private List<int> Moving(Node node) => [.. Numbers(node).Where(k => activity.IsActive(Flowing(node, k)))];

    /// <summary>The numbers of the values that go with a count of ties.</summary>
    private List<int> Tied(Node node) => [.. Moving(node).Where(k => reductions.At(Flowing(node, k)) is { IsSum: false })];

    private static IEnumerable<int> Numbers(Node node) => node.Values.Select(v => (int)v.Attribute!);

    /// <summary>What stands for a value while it is under way: in loops the parameter, which can be active where the result is not used.</summary>
    private static Node Flowing(Node node, int number) =>
        node.Op == Ops.For || node.Op == Ops.While ? Reductions.CarriedParameter(node, number) : node.Values[number];

    private Node[] Start(Node loop, List<int> moving, List<int> tied)
    {
        var init = loop.Op == Ops.For ? loop.Operands[1..] : loop.Operands;
        List<Node> start = [.. Map(init)];
        foreach (var k in moving)
        {
            var value = init[k];
            start.AddRange(InEachLane(lane => TangentOrZero(value, lane)));
        }

        foreach (var k in tied)
        {
            start.Add(ties.TryGetValue(init[k], out var count) ? count : Builder.Number(1, init[k].Type));
        }

        return [.. start];
    }

    private void BindCarried(IReadOnlyList<Node> parameters, List<int> moving, List<int> tied, Node[] carried)
    {
        for (var k = 0; k < parameters.Count; k++)
        {
            this[parameters[k]] = carried[k];
        }

        for (var i = 0; i < moving.Count; i++)
        {
            tangents[parameters[moving[i]]] = carried[(parameters.Count + (i * lanes))..(parameters.Count + ((i + 1) * lanes))];
        }

        for (var i = 0; i < tied.Count; i++)
        {
            ties[parameters[tied[i]]] = carried[parameters.Count + (moving.Count * lanes) + i];
        }
    }

    private Node[] WithTangents(Region region, List<int> moving, List<int> tied)
    {
        Rewrite(region);
        return
        [
            .. Results(region),
            .. moving.SelectMany(k => InEachLane(lane => TangentOrZero(region.Results[k], lane))),
            .. tied.Select(k => ties[region.Results[k]]),
        ];
    }

    private void Bind(Node node, List<int> moving, List<int> tied, Node[] made)
    {
        BindResults(node, made);
        for (var i = 0; i < moving.Count; i++)
        {
            tangents[node.Values[moving[i]]] = made[(node.Values.Count + (i * lanes))..(node.Values.Count + ((i + 1) * lanes))];
        }

        for (var i = 0; i < tied.Count; i++)
        {
            ties[node.Values[tied[i]]] = made[node.Values.Count + (moving.Count * lanes) + i];
        }
    }
}
