using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Gives a function companions, values that exist for its reverse sweep only:
/// beside every active array a shadow, made, stored, loaded and carried wherever the array is, and beside every active stack another;
/// beside the largest (smallest) of a sequence so far, how many are equal to it;
/// beside every <c>while</c>, a count of its iterations.
/// </summary>
internal sealed partial class Augmentation : GraphRewriter
{
    private readonly Activity activity;
    private readonly Aliasing aliasing;
    private readonly Reductions reductions;

    /// <summary>From nodes of the old graph.</summary>
    private readonly Dictionary<Node, Node> companions = [];
    private readonly Dictionary<Node, Node> counts = [];

    private Augmentation(GraphBuilder builder, Activity activity, Aliasing aliasing, Reductions reductions)
        : base(builder)
    {
        this.activity = activity;
        this.aliasing = aliasing;
        this.reductions = reductions;
    }

    public static Augmented Run(Graph graph, IReadOnlyList<int> inputs, bool strict)
    {
        var aliasing = Aliasing.Of(graph);
        var activity = Activity.Of(graph, aliasing, inputs.Select(i => graph.Inputs[i].Node), [graph.Results[0]]);
        var pass = new Augmentation(new GraphBuilder(strict), activity, aliasing, Reductions.Of(graph));
        pass.CopyInputs(graph);
        foreach (var input in graph.Inputs)
        {
            if (input.Node.Type.IsArray && activity.IsActive(input.Node))
            {
                pass.AddShadow(input.Node);
            }
        }

        pass.AddShadowsOfStacks(graph);
        pass.Rewrite(graph.Body);
        return pass.Finish(graph, inputs);
    }

    private Augmented Finish(Graph graph, IReadOnlyList<int> inputs)
    {
        var made = Builder.Build(graph.Name, Results(graph.Body), graph.ResultNames, graph.Source);
        var activityOfMade = Activity.Of(made, Aliasing.Of(made), inputs.Select(i => made.Inputs[i].Node), [made.Results[0]]);
        foreach (var (old, companion) in companions)
        {
            counts[this[old]] = companion;
        }

        return new Augmented(made, activityOfMade, reductions.Map(n => this[n]), counts);
    }

    protected override void Rewrite(Node node)
    {
        base.Rewrite(node);
        if (node.Op == Ops.NewTape && node.Type.Element.IsArray && activity.IsActive(node))
        {
            companions[node] = Builder.Emit(Ops.NewTape, node.Type, Map(node.Operands));
        }
        else if (node.Type.IsArray && node.Op != Ops.Result && activity.IsActive(node))
        {
            AddShadow(node);
        }
        else if ((node.Op == Ops.Store || node.Op == Ops.TapePush) && node.Operands[^1].Type.IsArray && activity.IsActive(node.Operands[node.Op == Ops.Store ? 0 : ^1]))
        {
            var operands = Map(node.Operands);
            operands[0] = companions[node.Operands[0]];
            operands[^1] = Companion(node.Operands[^1]);
            Clone(node, operands);
        }
        else if (Reductions.Picks(node.Op) && reductions.At(node) is not null)
        {
            CountTies(node);
        }
    }

    /// <summary>A stack is empty again when the iteration that made it is over. So its shadow can be made where both sweeps see it.</summary>
    private void AddShadowsOfStacks(Graph graph)
    {
        foreach (var tape in graph.AllNodes().Where(n => n.Op == Ops.NewTape && n.Type.Element.IsFloat && activity.IsActive(n)))
        {
            companions[tape] = Builder.Emit(Ops.NewTape, tape.Type, [Builder.Constant(0)]);
        }
    }

    private void AddShadow(Node array)
    {
        if (array.Op == Ops.Load || array.Op == Ops.TapePop)
        {
            var operands = Map(array.Operands);
            operands[0] = companions[array.Operands[0]];
            companions[array] = Clone(array, operands);
        }
        else if (array.Op == Ops.Select)
        {
            companions[array] = Builder.Apply(Ops.Select, this[array.Operands[0]], Companion(array.Operands[1]), Companion(array.Operands[2]));
        }
        else
        {
            var memory = aliasing.ClassOf(array);
            if (memory.IsExternal && memory.Stores.Count > 0 && array.Op != Ops.Param && array.Op != Ops.NewArray && array.Op != Ops.ZerosLike)
            {
                throw new NotDifferentiableException(
                    array.Source ?? array.ToString(),
                    "values that depend on the inputs are written to memory outside the function and read back from there.",
                    "Write to an array that the function makes itself.");
            }

            companions[array] = Builder.Emit(Ops.ZerosLike, array.Type, [this[array]]);
        }
    }

    /// <summary>What accompanies a value; null has a null beside it.</summary>
    private Node Companion(Node value) => value is { IsConstant: true, Type.IsArray: true } ? this[value] : companions[value];

    private void CountTies(Node pick)
    {
        var (carried, other) = reductions.At(pick.Operands[0]) == reductions.At(pick) && companions.ContainsKey(pick.Operands[0])
            ? (pick.Operands[0], pick.Operands[1])
            : (pick.Operands[1], pick.Operands[0]);
        var (best, candidate, ties) = (this[carried], this[other], companions[carried]);
        companions[pick] = Builder.Apply(
            Ops.Select,
            Builder.Apply(Ops.Eq, candidate, best),
            Builder.Apply(Ops.Add, ties, Builder.Number(1, ties.Type)),
            Builder.Apply(Ops.Select, Builder.Apply(Ops.Eq, this[pick], best), ties, Builder.Number(1, ties.Type)));
    }

    /// <summary>Whether what flows through here flows with a companion.</summary>
    private bool HasCompanion(Node value) =>
        value.Type.IsArray ? activity.IsActive(value) : reductions.At(value) is { IsSum: false };

    protected override void RewriteIf(Node node)
    {
        var accompanied = Accompanied(node);
        Bind(node, accompanied, Builder.If(
            this[node.Operands[0]],
            () => RewriteWithCompanions(node.Regions[0], accompanied),
            () => RewriteWithCompanions(node.Regions[1], accompanied)));
    }

    protected override void RewriteTry(Node node)
    {
        var accompanied = Accompanied(node);
        Bind(node, accompanied, Builder.Try(() => RewriteWithCompanions(node.Regions[0], accompanied), () => Rewrite(node.Regions[1])));
    }

    protected override void RewriteFor(Node node)
    {
        var body = node.Regions[0];
        var accompanied = Accompanied(node);
        var init = Map(node.Operands[1..]);
        Node[] start = [.. init, .. accompanied.Select(k => Start(node, k))];
        Bind(node, accompanied, Builder.For(this[node.Operands[0]], start, (index, carried) =>
        {
            this[body.Parameters[0]] = index;
            BindCarried(body.Parameters.Skip(1), carried, accompanied);
            return RewriteWithCompanions(body, accompanied);
        }));
    }

    protected override void RewriteWhile(Node node)
    {
        var (condition, body) = (node.Regions[0], node.Regions[1]);
        var accompanied = Accompanied(node);
        Node[] start = [.. Map(node.Operands), .. accompanied.Select(k => Start(node, k)), Builder.Constant(0)];
        var values = Builder.While(
            start,
            carried =>
            {
                BindCarried(condition.Parameters, carried, accompanied);
                counts[node] = carried[^1];
                Rewrite(condition);
                return this[condition.Results[0]];
            },
            _ =>
            {
                var counted = Builder.Apply(Ops.Add, counts[node], Builder.Constant(1));
                return [.. RewriteWithCompanions(body, accompanied), counted];
            });
        Bind(node, accompanied, values);
        counts.Remove(node);
        if (values.Length > 0 && values[^1].Op == Ops.Result)
        {
            counts[values[^1].Operands[0]] = values[^1];
        }
    }

    private List<int> Accompanied(Node node) =>
        [.. node.Values.Select(v => (int)v.Attribute!).Where(k => HasCompanion(node.Op == Ops.For || node.Op == Ops.While
            ? Reductions.CarriedParameter(node, k)
            : node.Values[k]))];

    private Node Start(Node loop, int number)
    {
        var init = loop.Operands[loop.Op == Ops.For ? number + 1 : number];
        return init.Type.IsArray ? Companion(init)
            : reductions.At(Reductions.CarriedParameter(loop, number)) is { } reduction && reduction.Init == init ? Builder.Number(1, init.Type)
            : companions[init];
    }

    private void BindCarried(IEnumerable<Node> parameters, Node[] carried, List<int> accompanied)
    {
        Node[] old = [.. parameters];
        for (var k = 0; k < old.Length; k++)
        {
            this[old[k]] = carried[k];
        }

        for (var i = 0; i < accompanied.Count; i++)
        {
            companions[old[accompanied[i]]] = carried[old.Length + i];
        }
    }

    private Node[] RewriteWithCompanions(Region region, List<int> accompanied)
    {
        Rewrite(region);
        return [.. Results(region), .. accompanied.Select(k => Companion(region.Results[k]))];
    }

    private void Bind(Node node, List<int> accompanied, Node[] made)
    {
        BindResults(node, made);
        var own = node.Values.Count;
        for (var i = 0; i < accompanied.Count; i++)
        {
            companions[node.Values[accompanied[i]]] = made[own + i];
        }
    }
}
