namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary><c>foreach</c> over what is no array.</summary>
public static class Iteration
{
    private static readonly List<double> Weights = [0.5, -1, 2];

    [Sample(1, 2, 3)]
    public static double OverListOfData(double[] x)
    {
        double sum = 0;
        var i = 0;
        foreach (var w in Weights)
        {
            sum += w * x[i] * x[i];
            i++;
        }

        return sum;
    }

    [Sample(1, 2, 3)]
    public static double OverQuery(double[] x)
    {
        var product = 1.0;
        foreach (var t in x.Select(t => t + 1).Where(t => t > 2))
        {
            product *= t;
        }

        return product;
    }

    [Sample(1, 2, 3)]
    public static double OverInterface(double[] x)
    {
        IEnumerable<double> weights = Weights;
        var (sum, factor) = (0.0, 1.0);
        foreach (var w in weights)
        {
            if (w < 0)
            {
                continue;
            }

            factor *= x[0];
            sum += w * factor;
        }

        return sum + x[1] * x[2];
    }

    [Sample(1, 2, 3)]
    public static double WithBreak(double[] x)
    {
        var sum = 0.0;
        foreach (var w in Weights)
        {
            if (w > 1)
            {
                break;
            }

            sum += w * x[1];
        }

        return sum * sum;
    }
}
