namespace ExprAD.Optimizers.Directions;

/// <summary>Where to go from a point, by what was learnt on the way there.</summary>
internal interface ISearchDirection
{
    /// <summary>How much of the slope a line search may leave.</summary>
    double Curvature { get; }

    /// <summary>The direction at <paramref name="at"/>, into <paramref name="direction"/>. One that does not lead down is replaced by the caller.</summary>
    void Find(Point at, double[] direction);

    /// <summary>Learns from a step.</summary>
    void Learn(Point from, Point to);

    /// <summary>Forgets everything.</summary>
    void Restart();
}
