using System.Numerics;
using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench.Evals;

/// <summary>A determinant by expansion along the first row, and of each minor along its own first row.</summary>
internal sealed class Determinant(GradOptions options) : Eval
{
    public override IEnumerable<EvalFunction> Functions =>
    [
        new EvalFunction<Input, double>("primal", input =>
        {
            var determinant = Of(input.Ell);
            return () => determinant.Value(input.A);
        }),
        new EvalFunction<Input, double[]>("gradient", input =>
        {
            var (determinant, gradient) = (Of(input.Ell), new double[input.A.Length]);
            return () =>
            {
                determinant.ValueAndGradient(input.A, gradient);
                return gradient;
            };
        }),
    ];

    private GradientFunction<double[]> Of(int size) => Grad.Of((double[] a) => Minor(a, size, 0, (1 << size) - 1), options);

    /// <summary>That of the rows from <paramref name="row"/> on and of the columns in the set <paramref name="columns"/>.</summary>
    private static double Minor(double[] a, int size, int row, int columns)
    {
        if (row == size - 1)
        {
            return a[row * size + BitOperations.TrailingZeroCount(columns)];
        }

        var (sum, sign) = (0.0, 1.0);
        for (var rest = columns; rest != 0; rest &= rest - 1)
        {
            var column = BitOperations.TrailingZeroCount(rest);
            sum += sign * a[row * size + column] * Minor(a, size, row + 1, columns & ~(1 << column));
            sign = -sign;
        }

        return sum;
    }

    internal sealed record Input(double[] A, int Ell);
}
