using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Sparsity;

/// <summary>Branches and loops carry sets behind their own values.</summary>
internal sealed partial class Dependence
{
    protected override void RewriteIf(Node node)
    {
        var moving = Moving(node);
        Bind(node, moving, Builder.If(
            this[node.Operands[0]],
            () => WithSets(node.Regions[0], moving),
            () => WithSets(node.Regions[1], moving)));
    }

    protected override void RewriteTry(Node node)
    {
        var moving = Moving(node);
        Bind(node, moving, Builder.Try(() => WithSets(node.Regions[0], moving), () => Rewrite(node.Regions[1])));
    }

    protected override void RewriteFor(Node node)
    {
        var body = node.Regions[0];
        var moving = Moving(node);
        Bind(node, moving, Builder.For(this[node.Operands[0]], Start(node.Operands[1..], moving), (index, carried) =>
        {
            this[body.Parameters[0]] = index;
            BindCarried([.. body.Parameters.Skip(1)], moving, carried);
            return WithSets(body, moving);
        }));
    }

    protected override void RewriteWhile(Node node)
    {
        var (condition, body) = (node.Regions[0], node.Regions[1]);
        var moving = Moving(node);
        Bind(node, moving, Builder.While(
            Start(node.Operands, moving),
            carried =>
            {
                BindCarried(condition.Parameters, moving, carried);
                Rewrite(condition);
                return this[condition.Results[0]];
            },
            _ => WithSets(body, moving)));
    }

    /// <summary>The numbers of the values that can depend on inputs: of a loop, those that do while they are under way, even where the last is not used.</summary>
    private List<int> Moving(Node node)
    {
        var isLoop = node.Op == Ops.For || node.Op == Ops.While;
        return
        [
            .. node.Values.Select(v => (int)v.Attribute!)
                .Where(k => activity.IsActive(isLoop ? Reductions.CarriedParameter(node, k) : node.Values[k])),
        ];
    }

    private Node[] Start(ReadOnlySpan<Node> init, List<int> moving)
    {
        List<Node> start = [.. Map(init)];
        foreach (var k in moving)
        {
            start.Add(SetsOf(init[k]));
        }

        return [.. start];
    }

    private void BindCarried(IReadOnlyList<Node> parameters, List<int> moving, Node[] carried)
    {
        for (var k = 0; k < parameters.Count; k++)
        {
            this[parameters[k]] = carried[k];
        }

        for (var i = 0; i < moving.Count; i++)
        {
            dependence[parameters[moving[i]]] = carried[parameters.Count + i];
        }
    }

    private Node[] WithSets(Region region, List<int> moving)
    {
        Rewrite(region);
        return [.. Results(region), .. moving.Select(k => SetsOf(region.Results[k]))];
    }

    private void Bind(Node node, List<int> moving, Node[] made)
    {
        BindResults(node, made);
        for (var i = 0; i < moving.Count; i++)
        {
            dependence[node.Values[moving[i]]] = made[node.Values.Count + i];
        }
    }
}
