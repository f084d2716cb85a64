namespace ExprAD.Checking;

/// <summary>How far apart numbers may be that are called equal: relative to them, and to how much the function can change.</summary>
internal sealed record Tolerance(double Relative, double Absolute)
{
    /// <summary>Differences of a function computed in <see cref="float"/> tell less.</summary>
    public static Tolerance For(bool single, double value) =>
        single ? new(3e-3, 1e-4 * Math.Max(1, Math.Abs(value))) : new(1e-6, 1e-9 * Math.Max(1, Math.Abs(value)));

    /// <summary>Whether two exact derivatives are the same, computed in different orders.</summary>
    public bool SameButForRounding(double a, double b) =>
        a.Equals(b) || Math.Abs(a - b) <= (0.1 * Absolute) + (0.1 * Relative * Math.Max(Math.Abs(a), Math.Abs(b)));

    /// <summary>Whether differences tell anything.</summary>
    public bool IsUsable(Estimate estimate) =>
        double.IsFinite(estimate.Value) && estimate.Error <= 100 * (Absolute + (Relative * Math.Abs(estimate.Value)));

    public bool Accepts(double gradient, Estimate estimate) =>
        IsUsable(estimate)
        && Math.Abs(gradient - estimate.Value) <= Absolute + (Relative * Math.Max(Math.Abs(gradient), Math.Abs(estimate.Value))) + (4 * estimate.Error);
}
