using ExprAD.Bench.Functions;

namespace ExprAD.Bench.Kernels;

/// <summary>How well Hagan's formula for the SABR model fits a smile of volatilities; α, β, ρ and ν are differentiated.</summary>
internal sealed class Sabr() : Kernel("finance", "SABR smile, 200 quotes")
{
    private const double Forward = 0.03;
    private const double Time = 2;

    private readonly double[] strikes = [.. Enumerable.Range(0, 200).Select(i => 0.0101 + 0.0002 * i)];
    private readonly double[] quotes = [.. Samples.Normal(200, seed: 11).Select((t, i) => 0.3 + 0.002 * t + 20 * Square(0.0002 * i - 0.02))];

    public override double[] Point { get; } = [0.05, 0.6, -0.2, 0.5];

    public override GradientFunction<double[]> Differentiate(GradOptions options) => Grad.Of(
        (double[] p) => strikes.Zip(quotes, (k, q) => Square(Volatility(p[0], p[1], p[2], p[3], k) - q)).Sum(), options);

    private static double Volatility(double alpha, double beta, double rho, double nu, double strike)
    {
        var log = Math.Log(Forward / strike);
        var power = Math.Pow(Forward * strike, (1 - beta) / 2);
        var z = nu / alpha * power * log;
        var x = Math.Log((Math.Sqrt(1 - 2 * rho * z + z * z) + z - rho) / (1 - rho));
        var below = power * (1 + Square((1 - beta) * log) / 24 + Square(Square((1 - beta) * log)) / 1920);
        var correction = Square((1 - beta) * alpha / power) / 24 + rho * beta * nu * alpha / (4 * power) + (2 - 3 * rho * rho) * nu * nu / 24;
        return alpha / below * (z / x) * (1 + correction * Time);
    }

    public override double HandWritten(double[] p, double[] gradient)
    {
        var (alpha, beta, rho, nu) = (p[0], p[1], p[2], p[3]);
        var (sum, dAlpha, dBeta, dRho, dNu) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < strikes.Length; i++)
        {
            var log = Math.Log(Forward / strikes[i]);
            var logProduct = Math.Log(Forward * strikes[i]);
            var power = Math.Exp((1 - beta) / 2 * logProduct);
            var z = nu / alpha * power * log;
            var root = Math.Sqrt(1 - 2 * rho * z + z * z);
            var above = root + z - rho;
            var x = Math.Log(above / (1 - rho));
            var square = Square((1 - beta) * log);
            var series = 1 + square / 24 + square * square / 1920;
            var first = Square((1 - beta) * alpha / power) / 24;
            var second = rho * beta * nu * alpha / (4 * power);
            var third = (2 - 3 * rho * rho) * nu * nu / 24;
            var factor = 1 + (first + second + third) * Time;
            var level = alpha / (power * series) * (z / x);
            var difference = level * factor - quotes[i];
            sum += difference * difference;

            // Adjoints of level and of the correction, then of what they are made of.
            var byLevel = 2 * difference * factor;
            var byCorrection = 2 * difference * level * Time;
            var byX = -byLevel * level / x;
            var byRoot = byX / above;
            var byZ = byLevel * level / z + byX / above + byRoot * (z - rho) / root;
            var byPower = (-byLevel * level - byCorrection * (2 * first + second)) / power + byZ * z / power;
            var bySquare = -byLevel * level / series * (1.0 / 24 + square / 960);
            dAlpha += byLevel * level / alpha + byCorrection * (2 * first + second) / alpha - byZ * z / alpha;
            dBeta += byPower * power * -logProduct / 2 - bySquare * 2 * (1 - beta) * log * log
                + byCorrection * (-2 * first / (1 - beta) + rho * nu * alpha / (4 * power));
            dRho += byCorrection * (beta * nu * alpha / (4 * power) - rho * nu * nu / 4) - byX / above - byRoot * z / root + byX / (1 - rho);
            dNu += byZ * z / nu + byCorrection * (second + 2 * third) / nu;
        }

        (gradient[0], gradient[1], gradient[2], gradient[3]) = (dAlpha, dBeta, dRho, dNu);
        return sum;
    }
}
