namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Loops of every kind.</summary>
public static class Looping
{
    [Sample(1, 2, 3)]
    public static double For(double[] x)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i] * (i + 1);
        }

        return sum;
    }

    [Sample(1, 2, 3)]
    public static double ForEach(double[] x)
    {
        double sum = 0;
        foreach (var t in x)
        {
            sum += Math.Sin(t);
        }

        return sum;
    }

    [Sample(2)]
    public static double WhileNewton(double[] x)
    {
        var y = 1.0;
        while (Math.Abs(y * y - x[0]) > 1e-14)
        {
            y = 0.5 * (y + x[0] / y);
        }

        return y;
    }

    [Sample(0.7)]
    public static double DoWhile(double[] x)
    {
        var (term, sum, n) = (1.0, 0.0, 0);
        do
        {
            sum += term;
            n++;
            term *= x[0] / n;
        }
        while (n < 20);
        return sum;
    }

    [Sample(1, -2, 3, -4)]
    public static double BreakContinue(double[] x)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] < -3)
            {
                break;
            }

            if (x[i] < 0)
            {
                continue;
            }

            sum += x[i] * x[i];
        }

        return sum;
    }

    [Sample(1, 2, 3, 4)]
    public static double NestedTriangular(double[] x)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                sum += x[i] * x[j];
            }
        }

        return sum;
    }

    [Sample(1, 2, 3, 4)]
    public static double ReturnFromLoop(double[] x)
    {
        var product = 1.0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++)
            {
                product *= x[j];
                if (product > 20)
                {
                    return product * x[i];
                }
            }
        }

        return product;
    }

    [Sample(1, 2, 3)]
    public static double ZeroTrips(double[] x)
    {
        var sum = x[0];
        for (var i = 5; i < x.Length; i++)
        {
            sum *= x[i];
        }

        return sum;
    }

    [Sample(1, 2, 3)]
    public static double Backwards(double[] x)
    {
        var y = 0.0;
        for (var i = x.Length - 1; i >= 0; i--)
        {
            y = y * 0.5 + x[i];
        }

        return y;
    }

    [Sample(1.5)]
    public static double GotoLoop(double[] x)
    {
        var y = x[0];
        var i = 0;
    again:
        y = y * x[0] + i;
        i++;
        if (i < 4)
        {
            goto again;
        }

        return y;
    }
}
