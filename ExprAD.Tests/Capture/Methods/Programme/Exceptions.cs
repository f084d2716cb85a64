namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Checks that throw, and <c>finally</c>.</summary>
public static class Exceptions
{
    private static int depth;

    [Sample(1, 2)]
    public static double Checked(double[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Length < 2)
        {
            throw new ArgumentException("Too short.", nameof(x));
        }

        return x[0] * Positive(x[1]);
    }

    [Sample(1, 2)]
    public static double ThrowExpression(double[] x) => x[0] > 0 ? x[0] * x[1] : throw new InvalidOperationException("Negative.");

    [Sample(1, 2)]
    public static double Finally(double[] x)
    {
        depth++;
        try
        {
            return x[0] * x[1] * depth;
        }
        finally
        {
            depth--;
        }
    }

    [Sample(1, 2)]
    public static double FinallyInLoop(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            try
            {
                if (i == 1)
                {
                    continue;
                }

                if (i == 3)
                {
                    break;
                }

                sum += x[0] * i + x[1];
            }
            finally
            {
                depth = 0;
            }
        }

        return sum * sum;
    }

    private static double Positive(double t) => t > 0 ? t : throw new ArgumentOutOfRangeException(nameof(t));
}
