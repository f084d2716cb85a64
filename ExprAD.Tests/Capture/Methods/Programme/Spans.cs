namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Spans over arrays, parts of arrays, and memory of the stack.</summary>
public static class Spans
{
    [Sample(1, 2, 3, 4)]
    public static double OverAnArray(double[] x)
    {
        Span<double> span = x;
        span[1] = span[0] * span[2];
        return x[1] * span[1] + span.Length;
    }

    [Sample(1, 2, 3, 4)]
    public static double OfAPart(double[] x)
    {
        var part = x.AsSpan(1, 2);
        part[0] *= part[1];
        var last = part.Slice(1);
        last.Fill(x[0]);
        return x[1] * x[2] + Sum(part);
    }

    [Sample(1, 2, 3, 4)]
    public static double Halved(double[] x) => Halve(x);

    [Sample(1, 2, 3, 4)]
    public static double OnTheStack(double[] x)
    {
        Span<double> sums = stackalloc double[x.Length];
        sums[0] = x[0];
        for (var i = 1; i < x.Length; i++)
        {
            sums[i] = sums[i - 1] * x[i] + x[i];
        }

        return sums[^1];
    }

    [Sample(1, 2, 3, 4)]
    public static double Copied(double[] x)
    {
        Span<double> copy = new double[6];
        x.AsSpan().CopyTo(copy.Slice(1));
        copy.Slice(0, 4).CopyTo(copy.Slice(2));
        copy[1..3].Clear();
        return Sum(copy) * copy[4] + copy.ToArray()[5];
    }

    [Sample(1, 2, 3, 4)]
    public static double EachByReference(double[] x)
    {
        foreach (ref var t in x.AsSpan())
        {
            t *= t;
        }

        return x[0] + x[1] * x[2];
    }

    [Sample(1, 2, 3, 4)]
    public static double SwappedBuffers(double[] x)
    {
        Span<double> now = stackalloc double[3];
        Span<double> next = stackalloc double[3];
        x.AsSpan(0, 3).CopyTo(now);
        for (var step = 0; step < 4; step++)
        {
            for (var i = 0; i < 3; i++)
            {
                next[i] = now[i] + 0.1 * x[3] * now[(i + 1) % 3];
            }

            var kept = now;
            now = next;
            next = kept;
        }

        return now[0] * now[1];
    }

    private static double Sum(ReadOnlySpan<double> span)
    {
        var sum = 0.0;
        foreach (var t in span)
        {
            sum += t;
        }

        return sum;
    }

    private static double Halve(ReadOnlySpan<double> x) =>
        x.Length == 4 ? Sum(x[..2]) * Sum(x[2..]) : 0;
}
