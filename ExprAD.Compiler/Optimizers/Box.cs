namespace ExprAD.Optimizers;

/// <summary>Bounds on unknowns.</summary>
internal sealed class Box(double[] lower, double[] upper)
{
    /// <summary>The bounds that were asked for; null where there are none.</summary>
    /// <exception cref="ArgumentException">There are more or fewer than unknowns, or a lower one is above its upper one.</exception>
    public static Box? Of(MinimizationOptions options, int count)
    {
        if (options.LowerBounds is null && options.UpperBounds is null)
        {
            return null;
        }

        var lower = Bounds(options.LowerBounds, count, double.NegativeInfinity, nameof(options.LowerBounds));
        var upper = Bounds(options.UpperBounds, count, double.PositiveInfinity, nameof(options.UpperBounds));
        for (var i = 0; i < count; i++)
        {
            if (!(lower[i] <= upper[i]))
            {
                throw new ArgumentException($"Unknown {i} is to be at least {lower[i]} and at most {upper[i]}.", nameof(options));
            }
        }

        return new Box(lower, upper);
    }

    public void Project(Span<double> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Math.Clamp(x[i], lower[i], upper[i]);
        }
    }

    /// <summary>Sets to zero what, followed against its sign, would lead from <paramref name="x"/> out of the bounds.</summary>
    public void Free(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, Span<double> free)
    {
        for (var i = 0; i < x.Length; i++)
        {
            free[i] = IsHeld(x[i], gradient[i], i) ? 0 : gradient[i];
        }
    }

    /// <summary>As <see cref="Free"/>, for a direction at a point of that gradient.</summary>
    public void Hold(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (var i = 0; i < x.Length; i++)
        {
            direction[i] = IsHeld(x[i], gradient[i], i) ? 0 : direction[i];
        }
    }

    private bool IsHeld(double x, double slope, int i) => (x <= lower[i] && slope > 0) || (x >= upper[i] && slope < 0);

    private static double[] Bounds(IReadOnlyList<double>? bounds, int count, double none, string name)
    {
        if (bounds is null)
        {
            return [.. Enumerable.Repeat(none, count)];
        }

        return bounds.Count == count ? [.. bounds] : throw new ArgumentException($"{name} has {bounds.Count} elements for {count} unknowns.");
    }
}
