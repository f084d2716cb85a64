namespace ExprAD.Optimizers.Directions;

/// <summary>−g + β·d, d being the last direction and β = max(0, gᵀ(g − g₋)/g₋ᵀg₋) (E. Polak, G. Ribière, 1969; restarts by M. J. D. Powell).</summary>
internal sealed class ConjugateDirection(int count) : ISearchDirection
{
    private readonly double[] last = new double[count];
    private double factor;

    public double Curvature => 0.1;

    public void Find(Point at, double[] direction)
    {
        for (var i = 0; i < count; i++)
        {
            last[i] = direction[i] = (factor * last[i]) - at.Gradient[i];
        }
    }

    public void Learn(Point from, Point to)
    {
        var (before, after, mixed) = (DenseVectors.Dot(from.Gradient, from.Gradient), DenseVectors.Dot(to.Gradient, to.Gradient), DenseVectors.Dot(to.Gradient, from.Gradient));
        factor = Math.Abs(mixed) >= 0.2 * after ? 0 : Math.Max(0, (after - mixed) / before);
    }

    public void Restart() => factor = 0;
}
