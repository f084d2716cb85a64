using System.Linq.Expressions;

namespace ExprAD.Bench.Functions;

/// <summary>The negative log-likelihood of 1,000 labelled rows of 20 numbers: a sum of sums over captured data.</summary>
public class LogisticRegression() : VectorComparison(Columns)
{
    private const int Rows = 1000;
    private const int Columns = 20;

    private readonly double[][] rows = Samples.NormalRows(Rows, Columns, seed: 2);
    private readonly double[] labels = Array.ConvertAll(Samples.Normal(Rows, seed: 3), t => t < 0 ? -1.0 : 1.0);

    public override string Title => FormattableString.Invariant($"Logistic regression, {Rows:N0} × {Columns}");

    protected override Expression<Func<double[], double>> Source()
    {
        var (rows, labels) = (this.rows, this.labels);
        return w => rows.Zip(labels, (row, label) =>
            Math.Log(1 + Math.Exp(-label * row.Zip(w, (a, b) => a * b).Sum()))).Sum();
    }

    protected override double HandWritten(double[] x, double[] gradient)
    {
        Array.Clear(gradient);
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var dot = 0.0;
            for (var j = 0; j < row.Length; j++)
            {
                dot += row[j] * x[j];
            }

            var e = Math.Exp(-labels[i] * dot);
            sum += Math.Log(1 + e);
            var g = -labels[i] * e / (1 + e);
            for (var j = 0; j < row.Length; j++)
            {
                gradient[j] += g * row[j];
            }
        }

        return sum;
    }

#if TORCH
    private Tensor? matrix;
    private Tensor? signs;

    protected override Tensor TorchValue(Tensor x)
    {
        matrix ??= torch.tensor(rows.SelectMany(r => r).ToArray(), [Rows, Columns]).DetachFromDisposeScope();
        signs ??= torch.tensor(labels).DetachFromDisposeScope();
        return (-signs * matrix.mv(x)).exp().log1p().sum();
    }
#endif
}
