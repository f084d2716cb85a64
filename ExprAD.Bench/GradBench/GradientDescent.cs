namespace ExprAD.Bench.GradBench;

/// <summary>Descent along the gradient, with a step that grows after ten successes and halves after a failure: the solver that GradBench's evals prescribe.</summary>
internal static class GradientDescent
{
    private const double Close = 1e-5;

    /// <summary>Where <paramref name="f"/> is smallest, searched for from <paramref name="start"/> on.</summary>
    public static double[] Minimum(Func<double[], double> f, Func<double[], double[]> gradient, double[] start)
    {
        var x = start.ToArray();
        var value = f(x);
        var slope = gradient(x);
        var (step, successes) = (1e-5, 0);
        while (Length(slope) > Close)
        {
            if (successes == 10)
            {
                step *= 2;
                successes = 0;
                continue;
            }

            var next = new double[x.Length];
            var distance = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                next[i] = x[i] - step * slope[i];
                distance += (next[i] - x[i]) * (next[i] - x[i]);
            }

            if (Math.Sqrt(distance) <= Close)
            {
                break;
            }

            var nextValue = f(next);
            if (nextValue < value)
            {
                x = next;
                value = nextValue;
                slope = gradient(x);
                successes++;
            }
            else
            {
                step /= 2;
                successes = 0;
            }
        }

        return x;
    }

    private static double Length(double[] x)
    {
        var sum = 0.0;
        foreach (var t in x)
        {
            sum += t * t;
        }

        return Math.Sqrt(sum);
    }
}
