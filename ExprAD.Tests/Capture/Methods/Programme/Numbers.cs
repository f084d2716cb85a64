namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Numbers of other types among the floating-point ones.</summary>
public static class Numbers
{
    private const double Scale = 0.25;

    private static readonly double[] Weights = [0.5, 1.5, -2];
    private static readonly double[,] Table = { { 1, 2 }, { 3, 4 } };

    [Sample(1.7, 2.2)]
    public static double Casts(double[] x)
    {
        var whole = (int)x[0];
        var wide = (long)(x[1] * 10);
        var narrow = (byte)(wide + 250);
        var single = (float)x[0];
        return x[0] * whole + x[1] * wide + narrow + single * 2;
    }

    [Sample(1, 2)]
    public static double Unsigned(double[] x)
    {
        uint hash = 17;
        for (uint i = 0; i < 5; i++)
        {
            hash = hash * 31 + i;
            hash ^= hash >> 3;
        }

        ulong big = hash;
        big = (big << 7) | 5;
        return x[0] * (hash % 7) + x[1] * (big / 3 % 11);
    }

    [Sample(1, 2)]
    public static double Bits(double[] x)
    {
        var sum = 0.0;
        for (var mask = 0; mask < 4; mask++)
        {
            var term = 1.0;
            for (var i = 0; i < 2; i++)
            {
                term *= (mask & (1 << i)) != 0 ? x[i] : 1 - x[i];
            }

            sum += term * (mask ^ 3) + (~mask & 1);
        }

        return sum;
    }

    [Sample(1, 2)]
    public static double Checked(double[] x)
    {
        var n = x.Length;
        return checked((n + 5) * n) * x[0] + checked((int)x[1]) * x[1];
    }

    [Sample(1.2, 2.5)]
    public static double IntegerDivision(double[] x)
    {
        int a = 17, b = 5;
        return x[0] * (a / b) + x[1] * (a % b) + x[0] * ((double)a / b) + -7 / 2 * x[1];
    }

    [Sample(1.2, 2.5)]
    public static double Tables(double[] x) => Weights[1] * x[0] + Table[1, 0] * x[1] * Scale + Weights[^1] * x[0] * x[1];

    [Sample(0.7, 0.3)]
    public static double Functions(double[] x) =>
        Math.Atan2(x[0], x[1]) + Math.Pow(x[0], x[1]) + Math.Clamp(x[0], 0, 1) * Math.FusedMultiplyAdd(x[0], x[1], 1)
        + Math.CopySign(x[0], -x[1]) + Math.Cbrt(x[1]) + Math.Log2(x[0]) + Math.Asinh(x[1]) + double.Hypot(x[0], x[1]) + Math.Min(x[0], x[1]);

    [Sample(0.7, 0.3)]
    public static double PairsOfFunctions(double[] x)
    {
        var (sin, cos) = Math.SinCos(x[0]);
        return sin * cos + x[1] * sin;
    }

    [Sample(0.7, 2.3)]
    public static double Rounding(double[] x) => x[0] * Math.Floor(x[1]) + x[1] * Math.Round(x[0]) + Math.Sign(x[0]) * x[1] + Math.Truncate(x[1]) * x[0];

    [Sample(1.5, 2)]
    public static double IncrementsAndCompounds(double[] x)
    {
        var i = 0;
        var a = x[0];
        a += i++ * x[1];
        a -= ++i * 0.5;
        a *= i-- + 1;
        a /= --i + 3;
        a++;
        return a * a--;
    }

    [Sample(1.5, 2)]
    public static double Characters(double[] x)
    {
        var sum = 0.0;
        foreach (var c in "abc")
        {
            sum = sum * x[0] + (c - 'a') * x[1];
        }

        return sum;
    }

    [Sample(1.5, 2)]
    public static double Booleans(double[] x)
    {
        bool a = x[0] > 1, b = x[1] > 3;
        var both = a & b;
        var either = a | b;
        var odd = a != b;
        return (both ? x[0] : 0) + (either ? x[1] * x[0] : 0) + (odd == true ? x[1] : 1) + (!both ? 2 * x[0] : 0);
    }

    [Sample(1.5, 2)]
    public static double Singles(double[] x)
    {
        double sum = 0;
        for (var i = 0; i < 3; i++)
        {
            sum += Twice((float)i) * x[0] + x[1];
        }

        return sum;
    }

    [Sample(double.PositiveInfinity, 2), Sample(1, 2)]
    public static double Predicates(double[] x) => double.IsInfinity(x[0]) ? x[1] : double.IsNaN(x[1]) ? 1 : x[0] * x[1];

    private static float Twice(float t) => 2 * t;
}
