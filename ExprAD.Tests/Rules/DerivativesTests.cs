using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Tests.Rules;

/// <summary>All rules against finite differences of the operation's own implementation, on the domain of its row.</summary>
public class DerivativesTests
{
    private const int Samples = 12;

    /// <summary>These two are stairs; their rules differentiate the functions that the stairs follow.</summary>
    private static readonly Dictionary<Op, Func<double, double>> Estimated = new()
    {
        [Ops.ReciprocalEstimate] = x => 1 / x,
        [Ops.ReciprocalSqrtEstimate] = x => 1 / Math.Sqrt(x),
    };

    private static IEnumerable<string> OnFloats =>
        Ops.All.OfType<ScalarOp>().Where(op => op.F64 is not null && op.ResultType == ResultType.Operand).Select(op => op.Name);

    private static IEnumerable<string> Differentiable => OnFloats.Where(name => Derivatives.Table[Named(name)] is not null);

    [TestCaseSource(nameof(OnFloats))]
    public void Every_operation_on_floats_has_a_rule_or_declares_that_it_has_none(string name) =>
        Assert.That(Derivatives.Table[Named(name)] is not null, Is.Not.EqualTo(Named(name).Is(Traits.NoDerivative)));

    [TestCaseSource(nameof(OnFloats))]
    public void Every_operation_on_floats_exists_on_both_and_agrees(string name)
    {
        var op = Named(name);
        var (wide, narrow) = (Graph(op, IrType.F64), Graph(op, IrType.F32));
        foreach (var x in Points(op))
        {
            Assert.That(narrow.Value(x), Is.EqualTo(wide.Value(x)).Within(op == Ops.ReciprocalEstimate || op == Ops.ReciprocalSqrtEstimate ? 0.1 : 1e-3).Percent.Or.EqualTo(wide.Value(x)).Within(1e-5), $"at {Print(x)}");
        }
    }

    [TestCaseSource(nameof(Differentiable))]
    public void Rule_is_the_slope(string name)
    {
        var op = Named(name);
        var (wide, narrow) = (Graph(op, IrType.F64), Graph(op, IrType.F32));
        foreach (var x in Points(op))
        {
            foreach (var i in wide.Floats)
            {
                var slope = Slope(Estimated.GetValueOrDefault(op) is { } f ? v => f(v[0]) : wide.Value, op, x, i);
                Assert.That(wide.Vjp(i, 1, x), Near(slope, 1e-8), $"∂{op}/∂x{i} at {Print(x)}");
                Assert.That(narrow.Vjp(i, 1, x), Near(slope, 1e-4), $"∂{op}/∂x{i} at {Print(x)}, f32");
            }
        }
    }

    [TestCaseSource(nameof(Differentiable))]
    public void Rule_of_the_rule_is_its_slope(string name)
    {
        var op = Named(name);
        var graph = Graph(op, IrType.F64);
        foreach (var x in Points(op))
        {
            foreach (var (i, j) in graph.Floats.SelectMany(i => graph.Floats, (i, j) => (i, j)))
            {
                var slope = Slope(v => graph.Jvp(i, 1, v), op, x, j);
                Assert.That(graph.Second(i, j, x), Near(slope, 1e-7), $"∂²{op}/∂x{i}∂x{j} at {Print(x)}");
            }
        }
    }

    [TestCaseSource(nameof(Differentiable))]
    public void Both_modes_agree(string name)
    {
        var op = Named(name);
        foreach (var graph in new[] { Graph(op, IrType.F64), Graph(op, IrType.F32) })
        {
            foreach (var x in Points(op))
            {
                var (adjoint, tangent) = (1.75, -0.375);
                foreach (var i in graph.Floats)
                {
                    Assert.That(adjoint * graph.Jvp(i, tangent, x), Near(tangent * graph.Vjp(i, adjoint, x), 1e-5), $"{op}, x{i} at {Print(x)}");
                }
            }
        }
    }

    private static ScalarOp Named(string name) => Ops.All.OfType<ScalarOp>().Single(op => op.Name == name);

    private static NUnit.Framework.Constraints.Constraint Near(double expected, double tolerance) =>
        Is.EqualTo(expected).Within(tolerance * (1 + Math.Abs(expected)));

    private static double Slope(Func<double[], double> f, ScalarOp op, double[] x, int i)
    {
        var (low, high) = Interval(op, i);
        return FiniteDifference.Slope(v => f([.. x[..i], v, .. x[(i + 1)..]]), x[i], 0.07 * (high - low));
    }

    private static RuleGraph Graph(ScalarOp op, IrType type) =>
        new(op, type, [.. op.Implementation(type.Kind)!.GetType().GetMethod("Invoke")!.GetParameters().Select(p => IrType.Of(p.ParameterType))]);

    private static IEnumerable<double[]> Points(ScalarOp op)
    {
        var random = new Random(op.Name.Length + Samples);
        var integers = op.F64!.GetType().GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType != typeof(double)).ToArray();
        for (var n = 0; n < Samples; n++)
        {
            yield return [.. Enumerable.Range(0, op.Arity).Select(i => Draw(random, Interval(op, i), integers[i]))];
        }
    }

    /// <summary>A number well within its interval, which a float holds exactly, so that both types are asked the same.</summary>
    private static double Draw(Random random, (double Low, double High) interval, bool integer)
    {
        var x = interval.Low + ((0.1 + (0.8 * random.NextDouble())) * (interval.High - interval.Low));
        return integer ? Math.Clamp(Math.Round(x), 0, 5) : (float)x;
    }

    private static (double Low, double High) Interval(ScalarOp op, int operand) => op.Domain[Math.Min(operand, op.Domain.Length - 1)];

    private static string Print(double[] x) => string.Join(", ", x);
}
