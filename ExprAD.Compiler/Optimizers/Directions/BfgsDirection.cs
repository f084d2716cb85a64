namespace ExprAD.Optimizers.Directions;

/// <summary>
/// −H·g, where H approximates the inverse of the Hessian and learns from each step s and change of gradient y:
/// H ← (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ, ρ = 1/sᵀy (Broyden, Fletcher, Goldfarb, Shanno, 1970).
/// </summary>
internal sealed class BfgsDirection(int count) : ISearchDirection
{
    private readonly double[] inverse = new double[count * count];
    private readonly double[] step = new double[count];
    private readonly double[] change = new double[count];
    private readonly double[] product = new double[count];
    private bool isEmpty = true;

    public double Curvature => 0.9;

    public void Find(Point at, double[] direction)
    {
        if (isEmpty)
        {
            DenseVectors.Negate(at.Gradient, direction);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            direction[i] = -DenseVectors.Dot(Row(i), at.Gradient);
        }
    }

    public void Learn(Point from, Point to)
    {
        DenseVectors.Subtract(to.X, from.X, step);
        DenseVectors.Subtract(to.Gradient, from.Gradient, change);
        var curvature = DenseVectors.Dot(step, change);
        if (!(curvature > 1e-14 * DenseVectors.Norm(step) * DenseVectors.Norm(change)))
        {
            return;
        }

        if (isEmpty)
        {
            // The size of the first step says how large the inverse is.
            Start(curvature / DenseVectors.Dot(change, change));
        }

        for (var i = 0; i < count; i++)
        {
            product[i] = DenseVectors.Dot(Row(i), change);
        }

        var factor = (1 + (DenseVectors.Dot(change, product) / curvature)) / curvature;
        for (var i = 0; i < count; i++)
        {
            var row = Row(i);
            for (var j = 0; j < count; j++)
            {
                row[j] += (factor * step[i] * step[j]) - (((product[i] * step[j]) + (step[i] * product[j])) / curvature);
            }
        }
    }

    public void Restart() => isEmpty = true;

    private void Start(double scale)
    {
        Array.Clear(inverse);
        for (var i = 0; i < count; i++)
        {
            inverse[(i * count) + i] = scale;
        }

        isEmpty = false;
    }

    private Span<double> Row(int i) => inverse.AsSpan(i * count, count);
}
