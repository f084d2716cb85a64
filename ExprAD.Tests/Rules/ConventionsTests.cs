using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Tests.Rules;

/// <summary>The rows of <c>docs/conventions.md</c> that concern one operation, in both modes and both precisions.</summary>
public class ConventionsTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    private static readonly string[] Picks =
        ["max", "min", "maxmagnitude", "minmagnitude", "maxnumber", "minnumber", "maxmagnitudenumber", "minmagnitudenumber", "maxnative", "minnative"];

    private static readonly string[] Clamps = ["clamp", "clampordered", "clampnative"];

    // abs at 0
    [TestCase("abs", 0, 0, 0.0)]
    [TestCase("abs", 0, 0, -0.0)]
    [TestCase("abs", 0, 1, 2.0)]
    [TestCase("abs", 0, -1, -2.0)]

    // sqrt, cbrt and other inverses where their inverse is flat
    [TestCase("sqrt", 0, Inf, 0.0)]
    [TestCase("sqrt", 0, Inf, -0.0)]
    [TestCase("cbrt", 0, Inf, 0.0)]
    [TestCase("cbrt", 0, Inf, -0.0)]
    [TestCase("rootn", 0, Inf, 0.0, 2.0)]
    [TestCase("rootn", 0, Inf, 0.0, 3.0)]
    [TestCase("rootn", 0, 1, 0.0, 1.0)]
    [TestCase("asin", 0, Inf, 1.0)]
    [TestCase("asin", 0, Inf, -1.0)]
    [TestCase("acos", 0, -Inf, 1.0)]
    [TestCase("acosh", 0, Inf, 1.0)]

    // hypot at 0
    [TestCase("hypot", 0, 0, 0.0, 0.0)]
    [TestCase("hypot", 1, 0, 0.0, -0.0)]
    [TestCase("hypot", 0, -1, -3.0, 0.0)]

    // pow
    [TestCase("pow", 0, 0, 0.0, 0.0)]
    [TestCase("pow", 0, 1, 0.0, 1.0)]
    [TestCase("pow", 0, 0, 0.0, 2.0)]
    [TestCase("pow", 0, 0, 0.0, 1.5)]
    [TestCase("pow", 0, Inf, 0.0, 0.5)]
    [TestCase("pow", 0, Inf, -0.0, 0.5)]
    [TestCase("pow", 0, 12, -2.0, 3.0)]
    [TestCase("pow", 0, -Inf, 0.0, -1.0)]
    [TestCase("pow", 0, 0, NaN, 0.0)]
    [TestCase("pow", 1, 0, 0.0, 2.0)]
    [TestCase("pow", 1, 0, 0.0, 0.5)]
    [TestCase("pow", 1, NaN, -2.0, 3.0)]
    [TestCase("pow", 1, 0, 1.0, 5.0)]
    [TestCase("pow", 1, 0, Inf, -2.0)]

    // atan2 at (0, 0), and far from it
    [TestCase("atan2", 0, NaN, 0.0, 0.0)]
    [TestCase("atan2", 1, NaN, 0.0, 0.0)]
    [TestCase("atan2", 0, 5e-31, 1e30, 1e30)]
    [TestCase("atan2", 1, -5e29, 1e-30, 1e-30)]

    // log 0, 1/0
    [TestCase("log", 0, Inf, 0.0)]
    [TestCase("log", 0, -Inf, -0.0)]
    [TestCase("div", 0, Inf, 1.0, 0.0)]
    [TestCase("div", 1, -Inf, 1.0, 0.0)]

    // % and IEEERemainder
    [TestCase("rem", 0, 1, 5.5, 2.0)]
    [TestCase("rem", 1, -2, 5.5, 2.0)]
    [TestCase("rem", 1, 2, -5.5, 2.0)]
    [TestCase("ieeeremainder", 0, 1, 5.5, 2.0)]
    [TestCase("ieeeremainder", 1, -3, 5.5, 2.0)]
    [TestCase("ieeeremainder", 1, -2, 5.0, 2.0)]

    // CopySign, FusedMultiplyAdd, ScaleB
    [TestCase("copysign", 0, -1, 3.0, -2.0)]
    [TestCase("copysign", 0, 1, -3.0, -2.0)]
    [TestCase("copysign", 0, -1, 3.0, -0.0)]
    [TestCase("copysign", 0, 0, 0.0, -2.0)]
    [TestCase("copysign", 1, 0, 3.0, -2.0)]
    [TestCase("fusedmultiplyadd", 0, 5, 3.0, 5.0, 7.0)]
    [TestCase("fusedmultiplyadd", 1, 3, 3.0, 5.0, 7.0)]
    [TestCase("fusedmultiplyadd", 2, 1, 3.0, 5.0, 7.0)]
    [TestCase("scaleb", 0, 8, 1.3, 3.0)]

    // tanh without cancellation or overflow
    [TestCase("tanh", 0, 1.6993417021166355E-17, 20.0)]
    [TestCase("tanh", 0, 1.6993417021166355E-17, -20.0)]
    [TestCase("tanh", 0, 0, 800.0)]
    [TestCase("tanh", 0, 0, -Inf)]
    public void Derivative_is(string op, int operand, double expected, params double[] x)
    {
        foreach (var graph in Graphs(op))
        {
            var near = double.IsFinite(expected) ? Is.EqualTo(expected).Within(1e-4).Percent : Is.EqualTo(expected);
            Assert.That(graph.Vjp(operand, 1, x), near, $"adjoint, {graph.Result.Type}");
            Assert.That(graph.Jvp(operand, 1, x), near, $"tangent, {graph.Result.Type}");
        }
    }

    [TestCase("sqrt", 0.0)]
    [TestCase("cbrt", 0.0)]
    [TestCase("rootn", 0.0, 3.0)]
    [TestCase("pow", 0.0, 0.5)]
    [TestCase("asin", 1.0)]
    [TestCase("acos", -1.0)]
    [TestCase("acosh", 1.0)]
    [TestCase("exp", 800.0)]
    [TestCase("exp2", 2000.0)]
    [TestCase("exp10", 800.0)]
    [TestCase("expm1", 800.0)]
    [TestCase("sinh", 800.0)]
    [TestCase("cosh", -800.0)]
    public void What_is_not_used_has_no_part_in_an_infinite_slope(string op, params double[] x)
    {
        foreach (var graph in Graphs(op))
        {
            Assert.That(double.IsInfinity(graph.Vjp(0, 1, x)));
            Assert.That(graph.Vjp(0, 0, x), Is.Zero);
            Assert.That(graph.Jvp(0, 0, x), Is.Zero);
        }
    }

    [TestCase("log", 0.0)]
    [TestCase("div", 0.0, 0.0)]
    public void Pole_is_not_hidden(string op, params double[] x)
    {
        foreach (var graph in Graphs(op))
        {
            Assert.That(graph.Vjp(0, 0, x), Is.NaN);
        }
    }

    [TestCaseSource(nameof(Picks))]
    public void Tie_is_shared(string op)
    {
        Derivative_is(op, 0, 0.5, 2, 2);
        Derivative_is(op, 1, 0.5, 2, 2);
        Derivative_is(op, 0, 0.5, 0, -0.0);
        Derivative_is(op, 1, 0.5, Inf, Inf);
    }

    [TestCaseSource(nameof(Picks))]
    public void What_was_picked_gets_all(string op)
    {
        var picksLarger = op.StartsWith("max", StringComparison.Ordinal);
        Derivative_is(op, 0, picksLarger ? 1 : 0, 3, 2);
        Derivative_is(op, 1, picksLarger ? 0 : 1, 3, 2);
        Derivative_is(op, 0, picksLarger ? 0 : 1, 2, 3);
        Derivative_is(op, 1, picksLarger ? 1 : 0, 2, 3);
    }

    [TestCase("max")]
    [TestCase("min")]
    [TestCase("maxmagnitude")]
    [TestCase("minmagnitude")]
    public void NaN_makes_the_derivative_NaN(string op)
    {
        Derivative_is(op, 0, NaN, NaN, 1);
        Derivative_is(op, 1, NaN, NaN, 1);
        Derivative_is(op, 0, NaN, 1, NaN);
    }

    [TestCase("maxnumber")]
    [TestCase("minnumber")]
    [TestCase("maxmagnitudenumber")]
    [TestCase("minmagnitudenumber")]
    public void Number_is_picked_beside_NaN(string op)
    {
        Derivative_is(op, 0, 0, NaN, 1);
        Derivative_is(op, 1, 1, NaN, 1);
        Derivative_is(op, 0, NaN, NaN, NaN);
    }

    [TestCaseSource(nameof(Clamps))]
    public void Clamp_lets_the_derivative_through_at_its_bounds(string op)
    {
        Derivative_is(op, 0, 1, 0, 0, 1);
        Derivative_is(op, 0, 1, 1, 0, 1);
        Derivative_is(op, 0, 1, 0.5, 0, 1);
        Derivative_is(op, 0, 0, -0.5, 0, 1);
        Derivative_is(op, 1, 1, -0.5, 0, 1);
        Derivative_is(op, 2, 1, 1.5, 0, 1);
        Derivative_is(op, 1, 0, 0, 0, 1);
        Derivative_is(op, 2, 0, 1, 0, 1);
    }

    [TestCase("floor")]
    [TestCase("ceiling")]
    [TestCase("truncate")]
    [TestCase("round")]
    [TestCase("round.digits")]
    [TestCase("round.mode")]
    [TestCase("round.digits.mode")]
    [TestCase("sign")]
    [TestCase("ilogb")]
    [TestCase("stopgradient")]
    public void Piecewise_constant_function_has_no_derivative(string name)
    {
        var op = Ops.All.Single(o => o.Name == name);
        Assert.That(op.Is(Traits.NoDerivative));
        Assert.That(Derivatives.Table[op], Is.Null);
    }

    [Test]
    public void Cast_to_an_integer_and_back_has_no_derivative()
    {
        var cast = new RuleGraph(false, [IrType.F64], (b, x) => b.Convert(b.Convert(x[0], IrType.I32), IrType.F64));
        var through = new RuleGraph(false, [IrType.F64], (b, x) => b.Convert(x[0], IrType.F64, typeof(int)));
        Assert.That(cast.Vjp(0, 1, 2.5), Is.Zero);
        Assert.That(cast.Jvp(0, 1, 2.5), Is.Zero);
        Assert.That(through.Vjp(0, 1, 2.5), Is.Zero);
    }

    [Test]
    public void Cast_between_floats_converts_the_derivative()
    {
        var square = new RuleGraph(false, [IrType.F32], (b, x) => b.Convert(x[0], IrType.F64) is var y ? b.Apply(Ops.Mul, y, y) : y);
        Assert.That(square.Vjp(0, 1, 2.5), Is.EqualTo(5));
        Assert.That(square.Jvp(0, 1, 2.5), Is.EqualTo(5));
    }

    [Test]
    public void Exponent_that_is_not_differentiated_does_no_harm()
    {
        var cube = new RuleGraph(true, [IrType.F64], (b, x) => b.Apply(Ops.Pow, x[0], b.Constant(3.0)));
        Assert.That(cube.Vjp(0, 1, -2), Is.EqualTo(12));
        Assert.That(cube.Jvp(0, 1, -2), Is.EqualTo(12));
        Assert.That(cube.Second(0, 0, -2), Is.EqualTo(-12));
    }

    [TestCase(0.0)]
    [TestCase(-0.0)]
    [TestCase(4.0)]
    public void Two_spellings_of_a_root_agree(double x)
    {
        var root = new RuleGraph(true, [IrType.F64], (b, v) => b.Apply(Ops.Sqrt, v[0]));
        var power = new RuleGraph(true, [IrType.F64], (b, v) => b.Apply(Ops.Pow, v[0], b.Constant(0.5)));
        var rootN = new RuleGraph(true, [IrType.F64], (b, v) => b.Apply(Ops.RootN, v[0], b.Constant(2)));
        Assert.That(power.Vjp(0, 1, x), Is.EqualTo(root.Vjp(0, 1, x)));
        Assert.That(rootN.Vjp(0, 1, x), Is.EqualTo(root.Vjp(0, 1, x)));
    }

    [Test]
    public void Masked_product_is_linear_in_what_it_masks()
    {
        // d(a·p) = da·p + a·dp, where a zero factor wins over an infinite one.
        Derivative_is("mulz", 0, 5, 3, 5);
        Derivative_is("mulz", 1, 3, 3, 5);
        Derivative_is("mulz", 0, Inf, 0, Inf);
        Derivative_is("mulz", 1, 0, 0, Inf);
        foreach (var graph in Graphs("mulz"))
        {
            Assert.That(graph.Vjp(1, Inf, 0, 5), Is.Zero);
            Assert.That(graph.Vjp(0, 0, 3, Inf), Is.Zero);
        }
    }

    private static IEnumerable<RuleGraph> Graphs(string name)
    {
        var op = Ops.All.OfType<ScalarOp>().Single(o => o.Name == name);
        foreach (var type in new[] { IrType.F64, IrType.F32 })
        {
            var operands = op.Implementation(type.Kind)!.GetType().GetMethod("Invoke")!.GetParameters();
            yield return new(op, type, [.. operands.Select(p => IrType.Of(p.ParameterType))]);
        }
    }
}
