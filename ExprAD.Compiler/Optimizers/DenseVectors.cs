namespace ExprAD.Optimizers;

/// <summary>Arithmetic of vectors in arrays.</summary>
internal static class DenseVectors
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static double Norm(ReadOnlySpan<double> a)
    {
        var largest = Largest(a);
        if (largest == 0 || !double.IsFinite(largest))
        {
            return largest;
        }

        // Scaled, so that no square overflows.
        var sum = 0.0;
        foreach (var x in a)
        {
            sum += x / largest * (x / largest);
        }

        return largest * Math.Sqrt(sum);
    }

    /// <summary>The greatest magnitude; NaN where there is one.</summary>
    public static double Largest(ReadOnlySpan<double> a)
    {
        var largest = 0.0;
        foreach (var x in a)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        return largest;
    }

    /// <summary>into = a + t·b.</summary>
    public static void AddScaled(ReadOnlySpan<double> a, double t, ReadOnlySpan<double> b, Span<double> into)
    {
        for (var i = 0; i < a.Length; i++)
        {
            into[i] = a[i] + (t * b[i]);
        }
    }

    public static void Subtract(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> into) => AddScaled(a, -1, b, into);

    public static void Negate(ReadOnlySpan<double> a, Span<double> into)
    {
        for (var i = 0; i < a.Length; i++)
        {
            into[i] = -a[i];
        }
    }

    /// <summary>The greatest change of an element, relative to its size or to 1.</summary>
    public static double RelativeChange(ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        var change = 0.0;
        for (var i = 0; i < from.Length; i++)
        {
            change = Math.Max(change, Math.Abs(to[i] - from[i]) / Math.Max(Math.Abs(from[i]), 1e-8));
        }

        return change;
    }
}
