namespace ExprAD.Bench.Kernels;

/// <summary>A formula of a few operations: what a call costs.</summary>
internal sealed class SmallFormula() : Kernel("overhead", "a formula of two numbers")
{
    public override double[] Point { get; } = [0.7, -1.3];

    public override GradientFunction<double[]> Differentiate(GradOptions options) =>
        Grad.Of((double[] x) => x[0] * x[1] + x[0] * x[0] / (1 + x[1] * x[1]), options);

    public override double HandWritten(double[] x, double[] gradient)
    {
        var (a, b) = (x[0], x[1]);
        var below = 1 / (1 + b * b);
        var ratio = a * a * below;
        gradient[0] = b + 2 * a * below;
        gradient[1] = a - 2 * b * ratio * below;
        return a * b + ratio;
    }
}
