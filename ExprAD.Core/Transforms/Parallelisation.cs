using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Makes functions of loops whose iterations are independent, to be called for several stretches at once:
/// <c>s = for i &lt; n with s₀ { … s + f(i) }</c> becomes <c>s₀ + stretch(0, n, …)</c>. How many stretches depends on the work that there is.
/// Only outermost loops: within an iteration there is work enough for one thread.
/// </summary>
internal sealed class Parallelisation : GraphRewriter
{
    /// <summary>What is worth a stretch of its own, in the cycles of <see cref="Op.Cost"/>: well above the microseconds that waking a thread takes.</summary>
    private const double Grain = 1_000_000;

    /// <summary>Of a loop inside whose iterations are not known before.</summary>
    private const int UnknownTrips = 16;

    /// <summary>Cycles for an element of an array to be cleared and added for each stretch.</summary>
    private const double ElementCost = 2;

    private readonly IndependentIterations iterations;
    private readonly Graph graph;
    private readonly int threads;
    private readonly double grain;
    private int inLoops;
    private int made;

    private Parallelisation(GraphBuilder builder, Graph graph, int threads, double grain)
        : base(builder)
    {
        (this.graph, this.threads, this.grain) = (graph, threads, grain);
        iterations = new IndependentIterations(graph);
    }

    /// <param name="graph">The graph.</param>
    /// <param name="strict">Whether to keep the order of all sums: then nothing is done.</param>
    /// <param name="threads">How many threads may take part, 0 for all.</param>
    /// <param name="grain">The work, in cycles, that is worth a stretch.</param>
    public static Graph Run(Graph graph, bool strict, int threads, double grain = Grain) =>
        strict || !graph.AllNodes().Any(n => n.Op == Ops.For) ? graph : new Parallelisation(new GraphBuilder(strict), graph, threads, grain).Rewrite(graph);

    protected override Graph RewriteDefinition(Graph definition)
    {
        inLoops++;
        var rewritten = base.RewriteDefinition(definition);
        inLoops--;
        return rewritten;
    }

    protected override void RewriteWhile(Node node)
    {
        inLoops++;
        base.RewriteWhile(node);
        inLoops--;
    }

    protected override void RewriteFor(Node node)
    {
        if (inLoops == 0 && IsLarge(node) && iterations.Of(node, out _) is { } independence)
        {
            Take(node, independence);
            return;
        }

        inLoops++;
        base.RewriteFor(node);
        inLoops--;
    }

    /// <summary>Whether it may be worth the while, as far as that is known.</summary>
    private bool IsLarge(Node loop) =>
        !loop.Operands[0].IsConstant || Scalars.ToInt64(loop.Operands[0].Attribute!) * CostOf(loop.Regions[0], []) > 2 * grain;

    private void Take(Node loop, Independence independence)
    {
        var function = Function(loop, independence);
        var count = this[loop.Operands[0]];
        var gathered = Builder.Invoke(
            function, [Builder.Number(0, count.Type), count, Stretches(loop, independence), .. independence.Outside.Select(n => this[n])]);
        var values = loop.Operands[1..].ToArray().Select((init, k) => Builder.Apply(independence.Combine[k], this[init], gathered[k]));
        BindResults(loop, values.ToArray());
    }

    /// <summary>The loop from one iteration to another, beginning with neutral elements.</summary>
    private Function Function(Node loop, Independence independence)
    {
        var (body, type) = (loop.Regions[0], loop.Operands[0].Type);
        var outside = independence.Outside;
        var function = new Function(
            made++ == 0 ? "stretch" : $"stretch{made}",
            [type, type, IrType.I64, .. outside.Select(n => n.Type)],
            [.. body.Results.Select(r => r.Type)])
        {
            Split = new Split(independence.Combine, [.. independence.Private.Select(p => outside.Index().First(o => o.Item == p).Index + Split.Stretches + 1)], threads),
        };
        function.Define(Elsewhere(() =>
        {
            var (from, to) = (Builder.Input(type, "from", InputRole.Parameter), Builder.Input(type, "to", InputRole.Parameter));
            Builder.Input(IrType.I64, "stretches", InputRole.Parameter);
            var inner = new GraphRewriter(Builder);
            foreach (var (i, node) in outside.Index())
            {
                inner.Bind(node, Builder.Input(node.Type, $"x{i}", InputRole.Parameter));
            }

            Node[] start = [.. body.Results.Select((r, k) => Neutral(independence.Combine[k], r.Type))];
            var results = Builder.For(Builder.Apply(Ops.Sub, to, from), start, (i, carried) =>
            {
                inner.Bind(body.Parameters[0], Builder.Apply(Ops.Add, from, i));
                for (var k = 0; k < carried.Length; k++)
                {
                    inner.Bind(body.Parameters[k + 1], carried[k]);
                }

                inner.Rewrite(body);
                return inner.Results(body);
            });
            return Builder.Build(function.Name, results, [.. results.Select((_, k) => $"y{k}")], graph.Source);
        }));
        function.Traits = Traits.Traps | Traits.Reads | Traits.Writes;
        return function;
    }

    private Node Neutral(ScalarOp op, IrType type) => Builder.Number(
        op == Ops.Add ? type.IsFloat ? -0.0 : 0 : op == Ops.Max ? double.NegativeInfinity : double.PositiveInfinity, type);

    /// <summary>min(16, work / (grain + work for arrays of its own)), as an <c>i64</c>.</summary>
    private Node Stretches(Node loop, Independence independence)
    {
        var trips = Float(this[loop.Operands[0]]);
        var varying = new List<(Node Count, int Cost)>();
        var cost = Float(CostOf(loop.Regions[0], varying));
        foreach (var (count, each) in varying)
        {
            cost = Builder.Apply(Ops.Add, cost, Builder.Apply(Ops.Mul, Float(this[count]), Float(each)));
        }

        var least = Float(grain);
        foreach (var array in independence.Private)
        {
            var elements = Enumerable.Range(0, array.Type.Rank).Select(d => Float(Builder.Length(this[array], d))).Aggregate((a, b) => Builder.Apply(Ops.Mul, a, b));
            least = Builder.Apply(Ops.Add, least, Builder.Apply(Ops.Mul, elements, Float(array.Type.Element.IsArray ? UnknownTrips * ElementCost : ElementCost)));
        }

        var most = Builder.Apply(Ops.Div, Builder.Apply(Ops.Mul, trips, cost), least);
        return Builder.Convert(Builder.Apply(Ops.Min, most, Float(Split.MostStretches)), IrType.I64, null);
    }

    private Node Float(double value) => Builder.Constant(value);

    private Node Float(Node integer) => Builder.Convert(integer, IrType.F64, null);

    /// <summary>
    /// The price of one run of a region. Loops inside whose number of iterations is known outside of the outermost one go to <paramref name="varying"/>;
    /// of branches the more expensive counts.
    /// </summary>
    private static double CostOf(Region region, List<(Node Count, int Cost)> varying)
    {
        var sum = 0.0;
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.For)
            {
                var (count, each) = (node.Operands[0], CostOf(node.Regions[0], []));
                var isKnown = count.IsConstant;
                if (!isKnown && !count.Region!.IsWithin(region) && region.Kind == RegionKind.Loop)
                {
                    varying.Add((count, (int)Math.Min(each, 1_000_000)));
                }
                else
                {
                    sum += each * (isKnown ? Scalars.ToInt64(count.Attribute!) : UnknownTrips);
                }
            }
            else if (node.Op == Ops.If)
            {
                sum += Math.Max(CostOf(node.Regions[0], []), CostOf(node.Regions[1], []));
            }
            else
            {
                sum += node.Op.Cost;
                foreach (var inner in node.Regions)
                {
                    sum += UnknownTrips * CostOf(inner, []);
                }
            }
        }

        return sum;
    }
}
