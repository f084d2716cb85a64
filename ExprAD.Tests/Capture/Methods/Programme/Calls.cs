namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Methods that call others.</summary>
public static class Calls
{
    [Sample(1, 2)]
    public static double Helpers(double[] x) => Square(x[0]) + Square(x[1]) * Dot(x, x);

    [Sample(1, 2)]
    public static double Fill(double[] x)
    {
        var a = new double[2];
        Into(a, x);
        return a[0] * a[1];
    }

    [Sample(1, 2)]
    public static double Optional(double[] x) => Scaled(x[0]) + Scaled(x[1], by: 3);

    [Sample(1, 2)]
    public static double Generic(double[] x) => Second(x[0], x[1]) * Second(1, x[0]);

    private static double Square(double x) => x * x;

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Into(double[] a, double[] x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            a[i] = x[i] * x[i];
        }
    }

    private static double Scaled(double x, double by = 2) => x * by;

    private static T Second<T>(T first, T second)
    {
        _ = first;
        return second;
    }
}
