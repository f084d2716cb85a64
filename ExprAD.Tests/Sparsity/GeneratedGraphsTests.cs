using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Kernels;
using ExprAD.Optimization;
using ExprAD.Sparse;
using ExprAD.Sparsity;
using ExprAD.Tests.Differentiation;
using ExprAD.Tests.Generators;
using ExprAD.Text;

namespace ExprAD.Tests.Sparsity;

/// <summary>Sparse Hessians of graphs built at random are those that are computed column by column, also where a pattern is used again at another point.</summary>
public class GeneratedGraphsTests
{
    private static readonly int[] Inputs = [0, 1, 2, 3];

    private int zeros;
    private int others;

    [Test]
    public void Sparse_Hessians_agree_with_dense_ones()
    {
        Campaign.Run(programs: 60, size: 120, Check);
        TestContext.Out.WriteLine($"{others} elements compared, {zeros} left out");
        Assert.That(Math.Min(zeros, others), Is.GreaterThan(100));
    }

    private void Check(Choices choices)
    {
        object?[][] points = [RandomGraph.Arguments(choices), RandomGraph.Arguments(choices)];
        var graph = Pipeline.Primal(RandomGraph.Build(choices), new GradOptions());
        try
        {
            var sparse = new CompressedHessian(graph, Inputs, new GradOptions());
            var gradient = Pipeline.GradientAlone(graph, Inputs, new GradOptions());
            var column = new GraphFunction(Pipeline.Tangents(gradient, Inputs, new GradOptions(), lanes: 1));

            // The first point again, with what was kept.
            foreach (var point in points.Append(points[0]))
            {
                CheckAt(point, sparse, column);
                ComparePatterns(gradient, point);
            }
        }
        catch (Exception e)
        {
            throw new FailedProgramException(GraphPrinter.Print(graph), e);
        }
    }

    private void CheckAt(object?[] point, CompressedHessian sparse, GraphFunction column)
    {
        var count = point.Sum(FlatNumbers.Count);
        var matrix = sparse.At(() => Copy(point));
        var places = new PatternList(sparse.Pattern(() => Copy(point))).ToHashSet();
        for (var j = 0; j < count; j++)
        {
            var unit = new double[count];
            unit[j] = 1;
            var (dense, next) = (new double[count], 0);
            foreach (var part in column.Run([.. Copy(point), .. With(point, unit)]))
            {
                FlatNumbers.Read(part, dense, ref next);
            }

            for (var i = 0; i < count; i++)
            {
                DisagreementException.UnlessClose(dense[i], places.Contains((i, j)) ? matrix[i, j] : 0, $"∂²f/∂{i}∂{j}");
                zeros += places.Contains((i, j)) ? 0 : 1;
                others += places.Contains((i, j)) ? 1 : 0;
            }
        }
    }

    /// <summary>The interpreter and the compiled function find the same sets.</summary>
    private static void ComparePatterns(Graph gradient, object?[] point)
    {
        var graph = Dependence.Of(gradient, Inputs);
        var (slow, fast) = (Sets(graph, point, Interpreter.Run), Sets(graph, point, (g, inputs) => new GraphFunction(g).Run(inputs)));
        for (var i = 0; i < slow.Count; i++)
        {
            if (!slow[i].SequenceEqual(fast[i]))
            {
                throw new DisagreementException($"result {i} depends on {string.Join(" ", slow[i])}, compiled on {string.Join(" ", fast[i])}");
            }
        }
    }

    private static List<int[]> Sets(Graph graph, object?[] point, Func<Graph, object?[], object?[]> run)
    {
        var count = 0;
        object?[] singletons = [.. point.Select(p => SetMemory.Singletons(p, ref count))];
        var sets = new IndexSets(count);
        return [.. run(graph, [.. Copy(point), sets, .. singletons]).SelectMany(SetMemory.Flatten).Select(s => sets[s])];
    }

    private static object?[] Copy(object?[] point) => Array.ConvertAll(point, Checking.Arguments.Clone);

    private static object?[] With(object?[] like, double[] numbers)
    {
        var next = 0;
        return Array.ConvertAll(like, part => FlatNumbers.With(part, numbers, ref next));
    }
}
