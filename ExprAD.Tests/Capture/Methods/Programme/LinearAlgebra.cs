namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Dense and banded systems, solved in place.</summary>
public static class LinearAlgebra
{
    [Sample(2, 1, -1, -3, -1, 2, -2, 1, 2.5)]
    public static double DeterminantByLu(double[] x)
    {
        var (lu, sign) = Factored(Matrix(x, 3));
        var det = sign;
        for (var i = 0; i < 3; i++)
        {
            det *= lu[i, i];
        }

        return det;
    }

    [Sample(2, 1, -1, -3, -1, 2, -2, 1, 2.5, 1, 2, 3)]
    public static double SolveByLu(double[] x)
    {
        const int n = 3;
        var a = Matrix(x, n);
        var p = new int[n];
        for (var i = 0; i < n; i++)
        {
            p[i] = i;
        }

        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[p[i], k]) > Math.Abs(a[p[pivot], k]))
                {
                    pivot = i;
                }
            }

            (p[k], p[pivot]) = (p[pivot], p[k]);
            for (var i = k + 1; i < n; i++)
            {
                a[p[i], k] /= a[p[k], k];
                for (var j = k + 1; j < n; j++)
                {
                    a[p[i], j] -= a[p[i], k] * a[p[k], j];
                }
            }
        }

        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            y[i] = x[n * n + p[i]];
            for (var j = 0; j < i; j++)
            {
                y[i] -= a[p[i], j] * y[j];
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                y[i] -= a[p[i], j] * y[j];
            }

            y[i] /= a[p[i], i];
        }

        return y[0] + 2 * y[1] * y[2];
    }

    [Sample(4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2)]
    public static double Cholesky(double[] x)
    {
        const int n = 3;
        var l = new double[n][];
        for (var i = 0; i < n; i++)
        {
            l[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = x[i * n + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= l[i][k] * l[j][k];
                }

                l[i][j] = i == j ? Math.Sqrt(sum) : sum / l[j][j];
            }
        }

        return Math.Log(l[0][0]) + Math.Log(l[1][1]) + Math.Log(l[2][2]) + l[2][0] * l[1][0];
    }

    [Sample(1, 0.5, 1, 2, 1, 3.5, 1, 4, 1.1, 2.2, 2.9, 4.3)]
    public static double LeastSquaresByHouseholder(double[] x)
    {
        const int m = 4;
        const int n = 2;
        var a = new double[m, n];
        var b = new double[m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                a[i, j] = x[i * n + j];
            }

            b[i] = x[m * n + i];
        }

        var v = new double[m];
        for (var k = 0; k < n; k++)
        {
            var norm = 0.0;
            for (var i = k; i < m; i++)
            {
                v[i] = a[i, k];
                norm += v[i] * v[i];
            }

            norm = Math.Sqrt(norm);
            v[k] += v[k] > 0 ? norm : -norm;
            var scale = 0.0;
            for (var i = k; i < m; i++)
            {
                scale += v[i] * v[i];
            }

            for (var j = k; j <= n; j++)
            {
                var dot = 0.0;
                for (var i = k; i < m; i++)
                {
                    dot += v[i] * (j < n ? a[i, j] : b[i]);
                }

                for (var i = k; i < m; i++)
                {
                    var change = 2 * dot / scale * v[i];
                    if (j < n)
                    {
                        a[i, j] -= change;
                    }
                    else
                    {
                        b[i] -= change;
                    }
                }
            }
        }

        var slope = b[1] / a[1, 1];
        var offset = (b[0] - a[0, 1] * slope) / a[0, 0];
        return slope * slope + 3 * offset;
    }

    [Sample(4, 5, 6, 1, 0.5, -1, 0.7, 1, 2, 3)]
    public static double Thomas(double[] x)
    {
        const int n = 3;
        var upper = new double[n];
        var right = new double[n];
        upper[0] = x[n] / x[0];
        right[0] = x[2 * n + 1] / x[0];
        for (var i = 1; i < n; i++)
        {
            var lower = x[n + 1 + i];
            var divisor = x[i] - lower * upper[i - 1];
            upper[i] = i < n - 1 ? x[n + 1] / divisor : 0;
            right[i] = (x[2 * n + 1 + i] - lower * right[i - 1]) / divisor;
        }

        for (var i = n - 2; i >= 0; i--)
        {
            right[i] -= upper[i] * right[i + 1];
        }

        return right[0] * right[1] + right[2];
    }

    [Sample(4, 1, 0.5, 1, 5, 1, 0.5, 1, 6, 1, 2, 3)]
    public static double GaussSeidel(double[] x)
    {
        const int n = 3;
        var y = new double[n];
        for (var sweep = 0; sweep < 15; sweep++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = x[n * n + i];
                for (var j = 0; j < n; j++)
                {
                    if (j != i)
                    {
                        sum -= x[i * n + j] * y[j];
                    }
                }

                y[i] = sum / x[i * n + i];
            }
        }

        return y[0] + y[1] * y[2];
    }

    [Sample(4, 1, 1, 3, 1, 2)]
    public static double ConjugateGradients(double[] x)
    {
        double[] y = [0, 0];
        double[] r = [x[4], x[5]];
        var p = (double[])r.Clone();
        var rr = Dot(r, r);
        for (var k = 0; k < 2; k++)
        {
            double[] ap = [x[0] * p[0] + x[1] * p[1], x[2] * p[0] + x[3] * p[1]];
            var alpha = rr / Dot(p, ap);
            Add(y, alpha, p);
            Add(r, -alpha, ap);
            var next = Dot(r, r);
            var beta = k == 1 ? 0 : next / rr;
            for (var i = 0; i < 2; i++)
            {
                p[i] = r[i] + beta * p[i];
            }

            rr = next;
        }

        return y[0] * y[1] + y[0];
    }

    [Sample(2, 1, 1, 3)]
    public static double PowerIteration(double[] x)
    {
        double[] v = [1, 1];
        var lambda = 0.0;
        for (var k = 0; k < 30; k++)
        {
            double[] w = [x[0] * v[0] + x[1] * v[1], x[2] * v[0] + x[3] * v[1]];
            lambda = Math.Sqrt(Dot(w, w));
            v = [w[0] / lambda, w[1] / lambda];
        }

        return lambda;
    }

    [Sample(1, 2, 3, 4)]
    public static double MatrixPower(double[] x)
    {
        var a = Matrix(x, 2);
        var result = new double[,] { { 1, 0 }, { 0, 1 } };
        for (var n = 5; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
            {
                result = Times(result, a);
            }

            a = Times(a, a);
        }

        return Math.Log(result[0, 0] + result[1, 1]);
    }

    [Sample(1, 2, 3, 4, 5, 6)]
    public static double JaggedProduct(double[] x)
    {
        double[][] rows = [[x[0], x[1]], [x[2], x[3]], [x[4], x[5]]];
        var sum = 0.0;
        foreach (var a in rows)
        {
            foreach (var b in rows)
            {
                sum += a[0] * b[1] - (a == b ? a[1] : 0);
            }
        }

        return sum;
    }

    private static double[,] Matrix(double[] x, int n)
    {
        var a = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                a[i, j] = x[i * n + j];
            }
        }

        return a;
    }

    private static (double[,] Lu, double Sign) Factored(double[,] a)
    {
        var n = a.GetLength(0);
        var sign = 1.0;
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(a[i, k]) > Math.Abs(a[pivot, k]) ? i : pivot;
            }

            if (pivot != k)
            {
                sign = -sign;
                for (var j = 0; j < n; j++)
                {
                    (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
                }
            }

            for (var i = k + 1; i < n; i++)
            {
                var factor = a[i, k] /= a[k, k];
                for (var j = k + 1; j < n; j++)
                {
                    a[i, j] -= factor * a[k, j];
                }
            }
        }

        return (a, sign);
    }

    private static double[,] Times(double[,] a, double[,] b)
    {
        var n = a.GetLength(0);
        var c = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < n; k++)
                {
                    c[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return c;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Add(double[] to, double factor, double[] what)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += factor * what[i];
        }
    }
}
