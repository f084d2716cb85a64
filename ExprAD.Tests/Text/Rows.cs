namespace ExprAD.Tests.Text;

/// <summary>Data as a user might have it.</summary>
public sealed class Rows
{
    public static double[] Table = [1, 2, 4];

    internal double Hidden = 2;

    private double secret = 3;

    public double Reveal() => secret + Hidden;

    public double[] Y = [1, 2, 3];

    public double[][] X { get; set; } = [];

    public Rows? Next { get; set; }

    public static double First(double[] y) => y[0];

    public static double Scale(double x, int n) => x * n;
}
