namespace ExprAD.Optimizers;

/// <summary>A point with the value and the gradient there.</summary>
internal sealed class Point(int count)
{
    public double[] X { get; } = new double[count];

    public double[] Gradient { get; } = new double[count];

    public double Value { get; set; }

    public bool IsFinite => double.IsFinite(Value) && double.IsFinite(DenseVectors.Largest(Gradient));

    public void Evaluate(SmoothFunction function) => Value = function.Evaluate(X, Gradient);

    /// <summary>Moves to <paramref name="from"/> + <paramref name="step"/>·<paramref name="direction"/> and evaluates there.</summary>
    public void MoveTo(SmoothFunction function, Point from, double step, double[] direction)
    {
        DenseVectors.AddScaled(from.X, step, direction, X);
        Evaluate(function);
    }
}
