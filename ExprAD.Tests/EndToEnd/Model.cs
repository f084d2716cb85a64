namespace ExprAD.Tests.EndToEnd;

/// <summary>Parameters of generated functions: numbers, arrays, a record in a record, a tuple.</summary>
public sealed record Model(double A, Inner B, (double U, double V) T);

public sealed record Inner(double P, double[] Q);

/// <summary>What generated functions capture.</summary>
public sealed class Captured
{
    public double C = 0.75;
    public int N = 3;
    public double[] Data = [0.5, -1.25, 2.0, 0.125];
    public double[][] Table = [[1.5, -0.5], [], [0.25]];
}
