namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Differential equations, step by step.</summary>
public static class Integration
{
    [Sample(1, 0.5, 0.3)]
    public static double EulerLogistic(double[] x)
    {
        var (y, r, k) = (x[2], x[0], 2 * x[1]);
        for (var t = 0; t < 25; t++)
        {
            y += 0.1 * r * y * (1 - y / k);
        }

        return y;
    }

    [Sample(1, 0.5, 2)]
    public static double RungeKutta4(double[] x)
    {
        double[] y = [x[0], x[1]];
        const double h = 0.05;
        for (var step = 0; step < 20; step++)
        {
            var k1 = Pendulum(y, x[2]);
            var k2 = Pendulum(Ahead(y, k1, h / 2), x[2]);
            var k3 = Pendulum(Ahead(y, k2, h / 2), x[2]);
            var k4 = Pendulum(Ahead(y, k3, h), x[2]);
            for (var i = 0; i < 2; i++)
            {
                y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            }
        }

        return y[0] * y[0] + y[1];
    }

    [Sample(1, 0.7)]
    public static double AdaptiveHeun(double[] x)
    {
        var (t, y, h) = (0.0, x[0], 0.25);
        while (t < 1)
        {
            if (t + h > 1)
            {
                h = 1 - t;
            }

            var k1 = Decay(y, x[1]);
            var k2 = Decay(y + h * k1, x[1]);
            var error = Math.Abs(h * (k2 - k1) / 2);
            if (error < 1e-3)
            {
                t += h;
                y += h * (k1 + k2) / 2;
                h *= error < 1e-4 ? 2 : 1;
            }
            else
            {
                h /= 2;
            }
        }

        return y * y;
    }

    [Sample(1, 1.1, 0.9, 1.2, 1)]
    public static double LeapfrogWave(double[] x)
    {
        var n = x.Length;
        var (before, now, after) = (new double[n], new double[n], new double[n]);
        now[2] = 1;
        before[2] = 1;
        var misfit = 0.0;
        for (var step = 0; step < 12; step++)
        {
            for (var i = 0; i < n; i++)
            {
                var left = i > 0 ? now[i - 1] : 0;
                var right = i < n - 1 ? now[i + 1] : 0;
                after[i] = 2 * now[i] - before[i] + 0.1 * x[i] * x[i] * (left - 2 * now[i] + right);
            }

            (before, now, after) = (now, after, before);
            var difference = now[1] - 0.3;
            misfit += difference * difference;
        }

        return misfit;
    }

    [Sample(1, 0, 0.3)]
    public static double VerletWithDelegate(double[] x)
    {
        var (q, v) = (x[0], x[1]);
        Func<double, double> force = t => -t - x[2] * t * t * t;
        var a = force(q);
        for (var i = 0; i < 20; i++)
        {
            q += 0.1 * v + 0.005 * a;
            var next = force(q);
            v += 0.05 * (a + next);
            a = next;
        }

        return 0.5 * v * v + 0.5 * q * q;
    }

    [Sample(0.2, 1.3)]
    public static double HeatEquation(double[] x)
    {
        var u = new double[8];
        for (var i = 0; i < u.Length; i++)
        {
            u[i] = Math.Sin(x[1] * i);
        }

        var next = new double[8];
        for (var t = 0; t < 10; t++)
        {
            for (var i = 1; i < u.Length - 1; i++)
            {
                next[i] = u[i] + x[0] * (u[i - 1] - 2 * u[i] + u[i + 1]);
            }

            Array.Copy(next, u, u.Length);
        }

        return u[3] * u[4];
    }

    [Sample(0.5, 0.7)]
    public static double ImplicitEulerWithNewton(double[] x)
    {
        var y = x[0];
        for (var step = 0; step < 5; step++)
        {
            var z = y;
            for (var k = 0; k < 20; k++)
            {
                var residual = z - y + 0.2 * x[1] * z * z;
                if (Math.Abs(residual) < 1e-13)
                {
                    break;
                }

                z -= residual / (1 + 0.4 * x[1] * z);
            }

            y = z;
        }

        return y;
    }

    [Sample(0.5, 2)]
    public static double SimpsonRule(double[] x)
    {
        const int n = 10;
        var h = (x[1] - x[0]) / n;
        var sum = Math.Exp(-x[0] * x[0]) + Math.Exp(-x[1] * x[1]);
        for (var i = 1; i < n; i++)
        {
            var t = x[0] + i * h;
            sum += (i % 2 == 0 ? 2 : 4) * Math.Exp(-t * t);
        }

        return sum * h / 3;
    }

    private static double[] Pendulum(double[] y, double g) => [y[1], -g * Math.Sin(y[0])];

    private static double[] Ahead(double[] y, double[] k, double h)
    {
        var ahead = new double[y.Length];
        for (var i = 0; i < y.Length; i++)
        {
            ahead[i] = y[i] + h * k[i];
        }

        return ahead;
    }

    private static double Decay(double y, double rate) => -rate * y * (1 + 0.1 * y * y);
}
