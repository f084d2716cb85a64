namespace ExprAD.Tests.Capture.Methods.Programme;

#pragma warning disable IDE0011, SA1503

/// <summary>Decisions.</summary>
public static class Branches
{
    [Sample(0.5), Sample(-0.5)]
    public static double IfElse(double[] x)
    {
        if (x[0] > 0)
        {
            return x[0] * x[0];
        }

        return 3 * x[0];
    }

    [Sample(0.5, 2), Sample(-0.5, 1)]
    public static double IfOnly(double[] x)
    {
        var y = x[0];
        if (y < 0)
        {
            y = -y * x[1];
        }

        return y * y + x[1];
    }

    [Sample(0.5, 2), Sample(3, 1), Sample(-1, 2)]
    public static double Ternary(double[] x) => x[0] > 0 ? x[0] > 2 ? x[0] * x[1] : x[1] : Math.Sin(x[0]);

    [Sample(0.5, 2), Sample(3, 1), Sample(-1, 2)]
    public static double TernaryWithin(double[] x) => x[0] * (x[0] > 0 && x[1] < 1.5 ? x[1] : Math.Exp(x[0])) + x[1];

    [Sample(0.5, 2), Sample(3, 1), Sample(-1, 2), Sample(-1, -2)]
    public static double ShortCircuit(double[] x)
    {
        var positive = x[0] > 0 && x[1] > 0;
        var any = x[0] > 0 || x[1] > 0;
        if (positive || (any && x[0] < -0.5))
        {
            return x[0] * x[1];
        }

        return any ? x[0] : x[1] * x[1];
    }

    [Sample(0.5), Sample(1.5), Sample(2.5), Sample(7.5)]
    public static double SwitchStatement(double[] x)
    {
        switch ((int)x[0])
        {
            case 0:
                return x[0];
            case 1:
            case 2:
                return x[0] * x[0];
            case 3:
                return 1;
            default:
                return Math.Sqrt(x[0]);
        }
    }

    [Sample(0.5), Sample(1.5), Sample(2.5), Sample(-7.5)]
    public static double SwitchExpression(double[] x) => x[0] switch
    {
        < 0 => -x[0],
        < 1 => x[0] * x[0],
        >= 1 and < 2 => Math.Exp(x[0]),
        _ => Math.Log(x[0]),
    };

    [Sample(double.NaN, 1), Sample(1, 2), Sample(2, 1)]
    public static double NaNComparisons(double[] x)
    {
        var count = 0;
        if (x[0] < x[1]) count += 1;
        if (!(x[0] < x[1])) count += 2;
        if (x[0] >= x[1]) count += 4;
        if (!(x[0] >= x[1])) count += 8;
        if (x[0] == x[1]) count += 16;
        if (x[0] != x[1]) count += 32;
        return count + x[1];
    }
}
