namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Arrays that are made, changed, aliased and swapped.</summary>
public static class Storage
{
    [Sample(1, 2, 3)]
    public static double Prefix(double[] x)
    {
        var sums = new double[x.Length + 1];
        for (var i = 0; i < x.Length; i++)
        {
            sums[i + 1] = sums[i] + x[i] * x[i];
        }

        return sums[^1] * sums[1];
    }

    [Sample(1, 2, 3)]
    public static double AddInPlace(double[] x)
    {
        var a = new double[2];
        for (var i = 0; i < x.Length; i++)
        {
            a[i % 2] += x[i] * (i + 1);
            a[0] *= 1.5;
        }

        return a[0] * a[1];
    }

    [Sample(1, 2, 3)]
    public static double Literal(double[] x)
    {
        double[] weights = [0.5, -1, 2];
        var made = new[] { x[0], x[1] * x[2], 1 };
        return weights[0] * made[0] + weights[1] * made[1] * weights[2] + made[2];
    }

    [Sample(1, 2, 3, 4)]
    public static double Rectangular(double[] x)
    {
        var m = new double[2, 2];
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                m[i, j] = x[i * 2 + j];
                m[i, j] *= 2;
            }
        }

        return m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0];
    }

    [Sample(3, 1, 2)]
    public static double InsertionSort(double[] x)
    {
        var a = (double[])x.Clone();
        for (var i = 1; i < a.Length; i++)
        {
            var key = a[i];
            var j = i - 1;
            while (j >= 0 && a[j] > key)
            {
                a[j + 1] = a[j];
                j--;
            }

            a[j + 1] = key;
        }

        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * (i + 1) * (i + 1);
        }

        return sum;
    }

    [Sample(1, 2, 3)]
    public static double Swapped(double[] x)
    {
        var (a, b) = (new double[3], new double[3]);
        for (var i = 0; i < 3; i++)
        {
            a[i] = x[i];
        }

        for (var t = 0; t < 4; t++)
        {
            for (var i = 0; i < 3; i++)
            {
                b[i] = 0.5 * a[i] + 0.25 * a[(i + 1) % 3];
            }

            (a, b) = (b, a);
        }

        return a[0] * a[1] + a[2];
    }

    [Sample(1, 2, 3)]
    public static double IncrementIndex(double[] x)
    {
        var a = new double[4];
        var n = 0;
        a[n++] = x[0];
        a[n++] = x[1] * x[0];
        a[n] = x[2];
        return a[0] + a[1] * a[--n] + a[n + 1];
    }
}
