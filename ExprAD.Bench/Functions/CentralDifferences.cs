namespace ExprAD.Bench.Functions;

/// <summary>Gradients by (f(x + h) - f(x - h)) / 2h.</summary>
internal static class CentralDifferences
{
    /// <summary>Where rounding and truncation errors meet: the cube root of the machine epsilon.</summary>
    private const double Step = 6e-6;

    /// <summary>The partial derivatives with respect to the first <paramref name="count"/> numbers of <paramref name="x"/>, of which <paramref name="value"/> is a function.</summary>
    public static void Fill(Func<double> value, double[] x, double[] into, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = x[i];
            var h = Step * Math.Max(1, Math.Abs(at));
            x[i] = at + h;
            var right = value();
            x[i] = at - h;
            into[i] = (right - value()) / (2 * h);
            x[i] = at;
        }
    }

    /// <summary>The derivative of a function of one number.</summary>
    public static double Of(Func<double, double> f, double at)
    {
        var h = Step * Math.Max(1, Math.Abs(at));
        return (f(at + h) - f(at - h)) / (2 * h);
    }
}
