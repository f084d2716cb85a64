using System.Linq.Expressions;
using ExprAD.Emission;
using ExprAD.Tests.Api;

namespace ExprAD.Tests.Kernels;

/// <summary>The way in and out is written so that the fast compiler takes it.</summary>
public class KernelFactoryTests
{
    private static void AssertFast<T>(LambdaExpression f)
    {
        var engine = Engine<T>.Of(f, null);
        Assert.That(engine.Derivative.Kernel.Origin.Compiler, Is.EqualTo(CompilerUsed.FastExpressionCompiler), engine.Derivative.Kernel.Origin.Reason);
        Assert.That(engine.Program.ValueKernel.Origin.Compiler, Is.EqualTo(CompilerUsed.FastExpressionCompiler), engine.Program.ValueKernel.Origin.Reason);
    }

    [Test]
    public void Numbers() => AssertFast<double>((double x) => x * x);

    [Test]
    public void Arrays() => AssertFast<(double[], float[,], double[][])>((double[] a, float[,] b, double[][] c) => a[0] * b[0, 0] * c[0][0]);

    [Test]
    public void Eight_parameters() => AssertFast<(double, double, double, double, double, double, double, double[])>(
        (double a, double b, double c, double d, double e, double f, double g, double[] h) => a * b * c * d * e * f * g * h[0]);

    [Test]
    public void Records() => AssertFast<CompositeTests.Network>((CompositeTests.Network n) => n.First.W[0] * n.Second.B * n.Epochs);

    [Test]
    public void Members_that_are_only_initialised() => AssertFast<CompositeTests.Rates>((CompositeTests.Rates r) => r.Up * r.Down);

    [Test]
    public void Objects_that_are_filled() => AssertFast<CompositeTests.Holder>((CompositeTests.Holder h) => h.Model.W[0] * h.Model.B * h.Scale);

    [Test]
    public void Structs() => AssertFast<CompositeTests.Segment>((CompositeTests.Segment s) => s.From.X * s.To.Y);

    [Test]
    public void Captured_data()
    {
        double[] data = [1, 2];
        AssertFast<double>((double x) => x * data[1]);
    }
}
