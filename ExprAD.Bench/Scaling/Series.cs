using System.Linq.Expressions;

namespace ExprAD.Bench.Scaling;

/// <summary>The cheapest of loops: what is beside the arithmetic shows.</summary>
public class Polynomial : ScalingSeries
{
    internal override string Title => "Σ x² (1 - x)";

    protected override Expression<Func<double[], double>> Source() => x => x.Sum(t => t * t * (1 - t));
}

/// <summary>Each term adds to the gradient in two places.</summary>
public class Neighbours : ScalingSeries
{
    internal override string Title => "Σ (xᵢ₊₁ - xᵢ²)² + x₀";

    protected override Expression<Func<double[], double>> Source() =>
        x => Enumerable.Range(0, x.Length - 1).Sum(i => (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i])) + x[0];
}

/// <summary>The second reduction needs what the first one found.</summary>
public class LogSumExpSeries : ScalingSeries
{
    internal override string Title => "log Σ exp x";

    protected override Expression<Func<double[], double>> Source() =>
        x => Grad.Let(x.Max(), m => m + Math.Log(x.Sum(t => Math.Exp(t - m))));
}

/// <summary>What one step hands to the next is needed again on the way back: a tape of one number a step.</summary>
public class Recurrence : ScalingSeries
{
    internal override string Title => "s ← sin s + xᵢ";

    protected override Expression<Func<double[], double>> Source() => x => x.Aggregate(0.0, (s, t) => Math.Sin(s) + t);
}

/// <summary><see cref="Neighbours"/> as a program writes it that makes its expressions term by term: no loop, and a tree as deep as it is long.</summary>
public class WrittenOut : ScalingSeries
{
    /// <summary>Five nodes a term: up to 50,000.</summary>
    public override IReadOnlyList<int> Sizes { get; } = [10, 100, 1_000, 10_000];

    internal override string Title => "the same, term by term";

    protected override Expression<Func<double[], double>> Source()
    {
        var x = Expression.Parameter(typeof(double[]), "x");
        Expression At(int i) => Expression.ArrayIndex(x, Expression.Constant(i));
        var sum = At(0);
        for (var i = 0; i < N - 1; i++)
        {
            var difference = Expression.Subtract(At(i + 1), Expression.Multiply(At(i), At(i)));
            sum = Expression.Add(sum, Expression.Multiply(difference, difference));
        }

        return Expression.Lambda<Func<double[], double>>(sum, x);
    }
}
