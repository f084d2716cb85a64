using System.Linq.Expressions;

namespace ExprAD.Tests.Optimizers;

/// <summary>A sum of squares to be minimised: residuals, the standard start, and the values of the minima that are published.</summary>
internal sealed record TestProblem(string Name, Expression<Func<double[], double[]>> Residuals, double[] Start, params double[] Minima)
{
    /// <summary>The sum of the squares of the residuals, as a function of its own.</summary>
    public Expression<Func<double[], double>> SumOfSquares()
    {
        Expression<Func<double[], double>> sum = r => r.Sum(t => t * t);
        return Expression.Lambda<Func<double[], double>>(Expression.Invoke(sum, Residuals.Body), Residuals.Parameters);
    }

    public override string ToString() => Name;
}
