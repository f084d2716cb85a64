using ExprAD.Differentiation.Reverse;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.IR.Operations;
using ExprAD.Transforms;

namespace ExprAD.Tests.Transforms;

public class RecognitionTests
{
    private static readonly Op[] Composites = [Ops.Logistic, Ops.Softplus, Ops.Norm];

    private static readonly double[] Points = [.. SpecialValues.F64, -800, 800, -400, -40, 40, 750];

    [TestCase("logistic")]
    [TestCase("logistic, steeper")]
    [TestCase("softplus")]
    [TestCase("distance")]
    public void Value_keeps_every_bit(string formula)
    {
        var graph = Formula(formula);
        var recognized = Recognition.Run(graph, strict: true);
        Assert.That(recognized.AllNodes().Any(n => Composites.Contains(n.Op)));

        var expanded = Expansion.Run(recognized, strict: true);
        Assert.That(expanded.AllNodes().Select(n => n.Op), Has.None.AnyOf(Composites));
        foreach (var x in Points)
        {
            Assert.That(Interpreter.Run(recognized, x).Zip(Interpreter.Run(graph, x), SpecialValues.Same), Has.All.True, $"at {x}");
            Assert.That(Interpreter.Run(expanded, x).Zip(Interpreter.Run(graph, x), SpecialValues.Same), Has.All.True, $"at {x}");
        }
    }

    [TestCase("logistic", -800, 0)]
    [TestCase("logistic", 800, 0)]
    [TestCase("logistic", -400, 1.9151695967140057E-174)]
    [TestCase("logistic", 0, 0.25)]
    [TestCase("logistic, steeper", 0, 0.75)]
    [TestCase("softplus", -800, 0)]
    [TestCase("softplus", -40, 4.248354255291589E-18)]
    [TestCase("softplus", 0, 0.5)]
    [TestCase("softplus", 40, 1)]
    [TestCase("softplus", 800, 1)]
    [TestCase("log of logistic", -40, 1)]
    [TestCase("log of logistic", -700, 1)]
    [TestCase("distance", 0, 0)]
    [TestCase("distance", -0.0, 0)]
    [TestCase("distance", -3, -1.4142135623730951)]
    public void Derivative_reaches_its_limits(string formula, double x, double expected)
    {
        var gradient = Expansion.Run(ReverseMode.Gradient(Recognition.Run(Formula(formula), strict: false), [0], strict: false), strict: false);

        Assert.That(Interpreter.Run(gradient, x)[1], Is.EqualTo(expected).Within(1e-13).Percent);
    }

    [Test]
    public void Gradient_takes_one_exponential()
    {
        var gradient = Expansion.Run(ReverseMode.Gradient(Recognition.Run(Formula("logistic"), strict: false), [0], strict: false), strict: false);

        Assert.That(gradient.AllNodes().Count(n => n.Op == Ops.Exp), Is.EqualTo(1));
    }

    [TestCase(0.0, 0.0, 0.0)]
    [TestCase(3.0, -4.0, -0.8)]
    public void Norm_of_an_array_has_a_derivative_everywhere(double x, double y, double expected)
    {
        var b = new GraphBuilder();
        var a = b.Input(IrType.Of(typeof(double[])), "a", InputRole.Parameter, differentiable: true);
        var length = b.Length(a);
        var sum = b.For(length, [b.Constant(0.0)], (i, s) => [b.Load(a, [i], readOnly: true) is var t ? b.Apply(Ops.Add, s[0], b.Apply(Ops.Mul, t, t)) : t])[0];
        var mean = b.Apply(Ops.Div, sum, b.Convert(length, IrType.F64));
        foreach (var (root, factor) in new[] { (b.Apply(Ops.Sqrt, sum), 1), (b.Apply(Ops.Sqrt, mean), Math.Sqrt(0.5)) })
        {
            var graph = b.Build("norm", [root], ["y"]);
            var gradient = ReverseMode.Gradient(Recognition.Run(graph, strict: false), [0], strict: false);

            Assert.That(((double[])Interpreter.Run(gradient, new[] { x, y })[1]!)[1], Is.EqualTo(expected * factor).Within(1e-13));
        }
    }

    [Test]
    public void Root_of_what_is_no_sum_of_squares_keeps_its_infinite_slope()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true);
        var graph = b.Build("root", [b.Apply(Ops.Sqrt, b.Apply(Ops.Add, x, x))], ["y"]);
        var gradient = ReverseMode.Gradient(Recognition.Run(graph, strict: false), [0], strict: false);

        Assert.That(Interpreter.Run(gradient, 0.0)[1], Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Other_graphs_stay_as_they_are()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true);
        var graph = b.Build("log1p", [b.Apply(Ops.Log, b.Apply(Ops.Add, x, b.Constant(1.0)))], ["y"]);

        Assert.That(Recognition.Run(graph, strict: false), Is.SameAs(graph));
        Assert.That(Expansion.Run(graph, strict: false), Is.SameAs(graph));
    }

    private static Graph Formula(string name)
    {
        var b = new GraphBuilder(strict: true);
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true);
        var one = b.Constant(1.0);
        var y = name switch
        {
            "logistic" => b.Apply(Ops.Div, one, b.Apply(Ops.Add, one, b.Apply(Ops.Exp, b.Apply(Ops.Neg, x)))),
            "logistic, steeper" => b.Apply(Ops.Div, one, b.Apply(Ops.Add, b.Apply(Ops.Exp, b.Apply(Ops.Mul, x, b.Constant(-3.0))), one)),
            "distance" => b.Apply(Ops.Sqrt, b.Apply(Ops.Mul, x, x) is var square ? b.Apply(Ops.Add, square, square) : x),
            "softplus" => b.Apply(Ops.Log, b.Apply(Ops.Add, one, b.Apply(Ops.Exp, x))),
            _ => b.Apply(Ops.Log, b.Apply(Ops.Div, one, b.Apply(Ops.Add, one, b.Apply(Ops.Exp, b.Apply(Ops.Neg, x))))),
        };
        return b.Build(name, [y], ["y"]);
    }
}
