namespace ExprAD.Optimizers.Directions;

/// <summary>As <see cref="BfgsDirection"/>, with the last steps in place of the matrix that they make: the two loops of J. Nocedal, 1980.</summary>
internal sealed class LimitedMemoryDirection(int count) : ISearchDirection
{
    private const int Memory = 10;

    private readonly LinkedList<(double[] Step, double[] Change, double Curvature)> kept = [];

    public double Curvature => 0.9;

    public void Find(Point at, double[] direction)
    {
        DenseVectors.Negate(at.Gradient, direction);
        if (kept.Last is null)
        {
            return;
        }

        var factors = new Stack<double>();
        for (var pair = kept.Last; pair is not null; pair = pair.Previous)
        {
            var (step, change, curvature) = pair.Value;
            var factor = DenseVectors.Dot(step, direction) / curvature;
            DenseVectors.AddScaled(direction, -factor, change, direction);
            factors.Push(factor);
        }

        var last = kept.Last.Value;
        var scale = last.Curvature / DenseVectors.Dot(last.Change, last.Change);
        for (var i = 0; i < count; i++)
        {
            direction[i] *= scale;
        }

        for (var pair = kept.First; pair is not null; pair = pair.Next)
        {
            var (step, change, curvature) = pair.Value;
            DenseVectors.AddScaled(direction, factors.Pop() - (DenseVectors.Dot(change, direction) / curvature), step, direction);
        }
    }

    public void Learn(Point from, Point to)
    {
        // The memory of the oldest step serves for the newest.
        var full = kept.Count == Memory ? kept.First : null;
        var (step, change) = full is null ? (new double[count], new double[count]) : (full.Value.Step, full.Value.Change);
        if (full is not null)
        {
            kept.RemoveFirst();
        }

        DenseVectors.Subtract(to.X, from.X, step);
        DenseVectors.Subtract(to.Gradient, from.Gradient, change);
        var curvature = DenseVectors.Dot(step, change);
        if (curvature > 1e-14 * DenseVectors.Norm(step) * DenseVectors.Norm(change))
        {
            kept.AddLast((step, change, curvature));
        }
    }

    public void Restart() => kept.Clear();
}
