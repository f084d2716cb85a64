namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Problems that are solved by way of smaller ones.</summary>
public static class Halving
{
    [Sample(0.7)]
    public static double MutualSineAndCosine(double[] x) => Sine(x[0], 6) * Cosine(x[0], 6);

    [Sample(0.3)]
    public static double LegendrePolynomial(double[] x) => Legendre(5, x[0]);

    [Sample(3, 1, 2, 5, 4)]
    public static double Quicksort(double[] x)
    {
        var a = (double[])x.Clone();
        Sort(a, 0, a.Length - 1);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += i * a[i] * a[i];
        }

        return sum;
    }

    private static double Sine(double x, int depth) => depth == 0 ? x : 2 * Sine(x / 2, depth - 1) * Cosine(x / 2, depth - 1);

    private static double Cosine(double x, int depth)
    {
        if (depth == 0)
        {
            return 1 - x * x / 2;
        }

        var c = Cosine(x / 2, depth - 1);
        return 2 * c * c - 1;
    }

    private static double Legendre(int n, double x) =>
        n == 0 ? 1 : n == 1 ? x : ((2 * n - 1) * x * Legendre(n - 1, x) - (n - 1) * Legendre(n - 2, x)) / n;

    private static void Sort(double[] a, int low, int high)
    {
        if (low >= high)
        {
            return;
        }

        var pivot = a[(low + high) / 2];
        var (i, j) = (low, high);
        while (i <= j)
        {
            while (a[i] < pivot)
            {
                i++;
            }

            while (a[j] > pivot)
            {
                j--;
            }

            if (i <= j)
            {
                (a[i], a[j]) = (a[j], a[i]);
                i++;
                j--;
            }
        }

        Sort(a, low, j);
        Sort(a, i, high);
    }
}
