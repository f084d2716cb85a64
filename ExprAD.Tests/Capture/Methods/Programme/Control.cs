namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Jumps of every kind.</summary>
public static class Control
{
    private enum Kind
    {
        Linear,
        Square,
        Root = 7,
    }

    [Sample(1, -2, 3), Sample(-1, 2, 3)]
    public static double GotoOut(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++)
            {
                if (x[i] * x[j] < -3)
                {
                    goto done;
                }

                sum += x[i] * x[j];
            }
        }

    done:
        return sum * x[0];
    }

    [Sample(1, 2, 3)]
    public static double ContinueInDo(double[] x)
    {
        var (i, product) = (0, 1.0);
        do
        {
            i++;
            if (i == 2)
            {
                continue;
            }

            product *= x[i % 3];
        }
        while (i < 5);
        return product;
    }

    [Sample(2)]
    public static double InfiniteWithBreak(double[] x)
    {
        var (y, n) = (x[0], 0);
        while (true)
        {
            y = Math.Sqrt(y) + 1;
            if (++n > 6)
            {
                break;
            }
        }

        return y * n;
    }

    [Sample(1, 2, 3)]
    public static double SwitchInLoop(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < 7; i++)
        {
            switch (i % 4)
            {
                case 0:
                    continue;
                case 1:
                    sum += x[0];
                    break;
                case 2:
                    sum *= x[1];
                    goto case 3;
                case 3:
                    sum += x[2] * i;
                    break;
            }
        }

        return sum;
    }

    [Sample(1, 2)]
    public static double SwitchOnText(double[] x)
    {
        var sum = 0.0;
        foreach (var name in new[] { "sin", "cos", "other", "exp" })
        {
            sum += name switch
            {
                "sin" => Math.Sin(x[0]),
                "cos" => Math.Cos(x[1]),
                "exp" => Math.Exp(x[0] * x[1]),
                _ => x[1],
            };
        }

        return sum;
    }

    [Sample(4, 2)]
    public static double SwitchOnEnum(double[] x)
    {
        var sum = 0.0;
        Kind[] kinds = [Kind.Root, Kind.Linear, Kind.Square];
        foreach (var kind in kinds)
        {
            sum += kind switch
            {
                Kind.Linear => x[0],
                Kind.Square => x[1] * x[1],
                Kind.Root => Math.Sqrt(x[0] * x[1]),
                _ => throw new InvalidOperationException(),
            };
        }

        return sum;
    }

    [Sample(1, 2), Sample(3, 2), Sample(-1, 2), Sample(0.5, -2)]
    public static double SwitchWhen(double[] x)
    {
        switch (x[0])
        {
            case < 0:
                return -x[0] * x[1];
            case var t when t > x[1]:
                return t * t;
            case >= 0 and <= 1 when x[1] < 0:
                return x[1] * x[1] * x[0];
            default:
                return x[0] + x[1];
        }
    }

    [Sample(1, 2)]
    public static double AssignmentInCondition(double[] x)
    {
        double y, sum = 0;
        var i = 0;
        while ((y = x[0] - i * 0.3) > 0 && i < 10)
        {
            sum += y * x[1];
            i++;
        }

        return sum + y;
    }

    [Sample(1, 2, 3, 4)]
    public static double TwoVariables(double[] x)
    {
        var sum = 0.0;
        for (int i = 0, j = x.Length - 1; i < j; i++, j--)
        {
            sum += x[i] * x[j] * (j - i);
        }

        return sum;
    }

    [Sample(1, 2, 3)]
    public static double StepsOfTwo(double[] x)
    {
        var sum = 0.0;
        for (var i = 10; i > 0; i -= 3)
        {
            sum = sum / 2 + x[i % 3] * i;
        }

        for (long k = 0; k <= 4; k += 2)
        {
            sum += x[0] * k;
        }

        return sum;
    }

    [Sample(1, 2, 3), Sample(-1, 2, 3), Sample(1, -2, 3)]
    public static double GuardClauses(double[] x)
    {
        if (x[0] < 0)
        {
            return x[1];
        }

        if (x[1] < 0)
        {
            if (x[2] > 0)
            {
                return x[0] * x[2];
            }

            return 0;
        }

        var y = x[0] * x[1];
        return y > 1 ? y * x[2] : y;
    }

    [Sample(1, 2, 3)]
    public static double FlaggedExit(double[] x)
    {
        var found = false;
        var best = 0.0;
        for (var i = 0; i < x.Length && !found; i++)
        {
            for (var j = 0; j < x.Length; j++)
            {
                if (x[i] + x[j] > 3.5)
                {
                    best = x[i] * x[j];
                    found = true;
                    break;
                }
            }
        }

        return found ? best * best : x[0];
    }

    [Sample(0.7, 1.5)]
    public static double ConditionsWithCalls(double[] x)
    {
        var sum = 0.0;
        if (IsSmall(x[0]) && (IsSmall(x[1]) || !IsSmall(x[0] + 1)))
        {
            sum += x[0];
        }

        sum += IsSmall(x[1]) ^ IsSmall(x[0]) ? x[1] * x[0] : 1;
        sum *= IsSmall(x[0]) | IsSmall(x[1]) ? 2 : 3;
        return sum;
    }

    [Sample(1.3, 0.2)]
    public static double NestedTernaries(double[] x) =>
        (x[0] > 1 ? x[1] > 1 ? 1 : x[1] : x[0]) * (x[1] < 0.5 ? Math.Max(x[0], x[1] > 0 ? x[0] * 2 : x[1]) : 4) + (x[0] < 0 ? -1 : 1) * x[1];

    [Sample(1, 2)]
    public static double Coalescing(double[] x)
    {
        double? none = null;
        double? some = x[0] > 0 ? x[0] * x[1] : null;
        double[]? missing = x[0] > 5 ? x : null;
        none ??= x[1];
        return (some ?? 3) * none.Value + (missing?.Length ?? 2) * x[0];
    }

    private static bool IsSmall(double t) => t < 1;
}
