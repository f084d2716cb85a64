namespace ExprAD.Tests.Generators;

/// <summary>Two ways of computing one thing differ. Not an assertion: while a program is made smaller, failures are counted, not reported.</summary>
internal sealed class DisagreementException(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds)
        {
            throw new DisagreementException(message);
        }
    }

    /// <summary>Equal bit for bit, where any NaN equals any other.</summary>
    public static void UnlessSame(double expected, double actual, string what) =>
        Unless(expected.Equals(actual) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual)), $"{what}: {expected:R} expected, {actual:R} given");

    /// <summary>Equal up to rounding.</summary>
    public static void UnlessClose(double expected, double actual, string what, double tolerance = 1e-9) =>
        Unless(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: {expected:R} expected, {actual:R} given");
}
