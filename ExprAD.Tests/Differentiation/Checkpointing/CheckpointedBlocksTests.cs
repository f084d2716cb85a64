using System.Reflection;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Emission;
using ExprAD.Verification;

namespace ExprAD.Tests.Differentiation.Checkpointing;

/// <summary><see cref="Grad.Checkpoint{T}"/>: what is computed inside is computed again, not stored.</summary>
public class CheckpointedBlocksTests
{
    private static int calls;

    private static double Noted(double x)
    {
        calls++;
        return x;
    }

    [Test]
    public void It_runs_by_itself() => Assert.That(Grad.Checkpoint(() => 3.0 * 2), Is.EqualTo(6));

    [Test]
    public void A_body_is_needed() => Assert.That(() => Grad.Checkpoint<double>(null!), Throws.ArgumentNullException);

    [Test]
    public void Value_and_gradient_are_those_without_it()
    {
        var f = Grad.Of((double[] w, double b) => w.Sum(t => Grad.Checkpoint(() => Math.Exp(Math.Sin(t * b)) * t)));
        var g = Grad.Of((double[] w, double b) => w.Sum(t => Math.Exp(Math.Sin(t * b)) * t));
        double[] w = [0.3, -0.8, 1.4];

        Assert.That(f.Value(w, 0.7), Is.EqualTo(g.Value(w, 0.7)));
        Assert.That(f.ValueAndGradient(w, 0.7), Is.EqualTo(g.ValueAndGradient(w, 0.7)));
        Assert.That(f.Check(w, 0.7).Passed, Is.True);
    }

    [Test]
    public void Tapes_of_loops_inside_do_not_outlive_the_block()
    {
        const int Layers = 100;
        const int Width = 1000;
        var f = Grad.Of((double[] w) => Enumerable.Range(0, Layers).Aggregate(1.0, (h, _) => Grad.Checkpoint(() => w.Aggregate(h, (s, t) => Math.Tanh(s + t)))));
        var g = Grad.Of((double[] w) => Enumerable.Range(0, Layers).Aggregate(1.0, (h, _) => w.Aggregate(h, (s, t) => Math.Tanh(s + t))));
        double[] w = [.. Enumerable.Range(0, Width).Select(i => Math.Sin(i) / 10)];

        Assert.That(f.ValueAndGradient(w), Is.EqualTo(g.ValueAndGradient(w)));
        Assert.That(g.Explain(), Does.Contain($"B × {Layers} × w.Length a call"));
        Assert.That(f.Explain(), Does.Not.Contain($"B × {Layers} × w.Length a call\r").And.Contain($"{Layers} a call"), f.Explain());
    }

    [Test]
    public void Arrays_may_be_handed_out()
    {
        var f = Grad.Of((double[] w) => Grad.Let(Grad.Checkpoint(() => w.Select(t => Math.Sin(t)).ToArray()), s => s.Sum(t => t * s[0])));
        var g = Grad.Of((double[] w) => Grad.Let(w.Select(t => Math.Sin(t)).ToArray(), s => s.Sum(t => t * s[0])));
        double[] w = [0.3, -0.8, 1.4];

        Assert.That(f.ValueAndGradient(w), Is.EqualTo(g.ValueAndGradient(w)));
    }

    [Test]
    public void They_nest()
    {
        var f = Grad.Of((double x) => Grad.Checkpoint(() => Math.Sin(x) * Grad.Checkpoint(() => Math.Exp(x * x))));

        Assert.That(f.Check(0.4).Passed, Is.True);
    }

    [Test]
    public void They_are_run_in_second_derivatives_and_in_branches()
    {
        var f = Grad.Of(x => x > 0 ? Grad.Checkpoint(() => Math.Sin(x) * x) : 0);

        Assert.That(f.Gradient(1.1), Is.EqualTo(Math.Sin(1.1) + (1.1 * Math.Cos(1.1))).Within(1e-15));
        Assert.That(f.Gradient(-1), Is.Zero);
    }

    [Test]
    public void Effects_happen_once()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true);
        var noted = typeof(CheckpointedBlocksTests).GetMethod(nameof(Noted), BindingFlags.NonPublic | BindingFlags.Static);
        var y = b.For(b.Constant(3), [x], (_, s) => b.Block(() =>
            [b.Apply(Ops.Exp, b.Apply(Ops.Mul, s[0], b.Emit(Ops.Call, IrType.F64, [b.Constant(0.5)], noted)))]))[0];
        var options = new GradOptions();
        var gradient = Pipeline.Gradient(Pipeline.Primal(b.Build("f", [y], ["value"]), options), [0], options);
        calls = 0;
        _ = EmittedFunction.Fast(gradient).Run(0.3);

        Assert.That(calls, Is.EqualTo(3));
    }

    [Test]
    public void What_is_inside_is_run_twice()
    {
        var b = new GraphBuilder();
        var (x, n) = (b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true), b.Input(IrType.I32, "n", InputRole.Parameter));
        var y = b.For(n, [x], (_, s) => b.Block(() => [b.For(b.Constant(5), s, (_, t) => [b.Apply(Ops.Sin, t[0])])[0]]))[0];
        var options = new GradOptions();
        var gradient = Pipeline.Gradient(Pipeline.Primal(b.Build("f", [y], ["value"]), options), [0], options);
        Verifier.Verify(gradient);
        var sines = 0;
        Interpreter.Run(gradient, node => sines += node.Op == Ops.Sin ? 1 : 0, [0.4, 7]);

        Assert.That(sines, Is.EqualTo(2 * 5 * 7));
        Assert.That(EmittedFunction.Plain(gradient).Run(0.4, 7), Is.EqualTo(Interpreter.Run(gradient, 0.4, 7)));
    }
}
