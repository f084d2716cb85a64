using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>Value of a portfolio of European calls, by the volatility of each.</summary>
internal sealed class BlackScholes() : Kernel("finance", "Black-Scholes, 1000 calls")
{
    private const int Calls = 1000;
    private const double Spot = 100;
    private const double Rate = 0.02;

    private readonly double[] strikes = [.. Samples.Normal(Calls, seed: 5).Select(t => 100 + 15 * t)];
    private readonly double[] times = [.. Samples.Normal(Calls, seed: 6).Select(t => Math.Exp(0.3 * t))];

    public override double[] Point { get; } = [.. Samples.Normal(Calls, seed: 7).Select(t => 0.2 * Math.Exp(0.2 * t))];

    public override GradientFunction<double[]> Differentiate(GradOptions options) =>
        Grad.Of((double[] volatilities) => volatilities.Select((v, i) => Call(v, strikes[i], times[i])).Sum(), options);

    private static double Call(double volatility, double strike, double time)
    {
        var spread = volatility * Math.Sqrt(time);
        var d1 = (Math.Log(Spot / strike) + (Rate + volatility * volatility / 2) * time) / spread;
        return Spot * Normal(d1) - strike * Math.Exp(-Rate * time) * Normal(d1 - spread);
    }

    /// <summary>The normal distribution, after Abramowitz and Stegun 26.2.17.</summary>
    private static double Normal(double x)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(x));
        var tail = Math.Exp(-x * x / 2) * 0.3989422804014327
            * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }

    public override double HandWritten(double[] volatilities, double[] gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < volatilities.Length; i++)
        {
            var (v, time, root) = (volatilities[i], times[i], Math.Sqrt(times[i]));
            var spread = v * root;
            var d1 = (Math.Log(Spot / strikes[i]) + (Rate + v * v / 2) * time) / spread;
            var discounted = strikes[i] * Math.Exp(-Rate * time);
            var (n1, slope1) = NormalWithSlope(d1);
            var (n2, slope2) = NormalWithSlope(d1 - spread);
            sum += Spot * n1 - discounted * n2;
            var dd1 = root - d1 / v;
            gradient[i] = Spot * slope1 * dd1 - discounted * slope2 * (dd1 - root);
        }

        return sum;
    }

    private static (double Value, double Slope) NormalWithSlope(double x)
    {
        var (sign, t) = (x > 0 ? 1.0 : -1.0, 1 / (1 + 0.2316419 * Math.Abs(x)));
        var bell = Math.Exp(-x * x / 2) * 0.3989422804014327;
        var polynomial = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        var slope = 0.319381530 + t * (2 * -0.356563782 + t * (3 * 1.781477937 + t * (4 * -1.821255978 + t * 5 * 1.330274429)));
        var tail = bell * polynomial;
        var tailSlope = -x * tail - bell * slope * t * t * 0.2316419 * sign;
        return x > 0 ? (1 - tail, -tailSlope) : (tail, tailSlope);
    }
}
