using ExprAD.Tests.Generators;

namespace ExprAD.Tests.EndToEnd;

/// <summary>Arguments of generated functions, or a gradient, which has the same shape.</summary>
internal sealed record Arguments(double X, double[] W, Model M, double[][] R)
{
    public static Arguments Of(Choices choices)
    {
        double[] Numbers() => [.. Enumerable.Range(0, choices.Next(5)).Select(_ => choices.Number())];
        return new(
            choices.Number(),
            Numbers(),
            new Model(choices.Number(), new Inner(choices.Number(), Numbers()), (choices.Number(), choices.Number())),
            [.. Enumerable.Range(0, choices.Next(4)).Select(_ => Numbers())]);
    }

    public T Apply<T>(Func<double, double[], Model, double[][], T> f)
    {
        var own = Copy();
        return f(own.X, own.W, own.M, own.R);
    }

    public Arguments Copy() => With(Flatten());

    /// <summary>The same shape with other numbers.</summary>
    public Arguments With(double[] numbers)
    {
        var at = 0;
        double Next() => numbers[at++];
        double[] Row(double[] row) => Array.ConvertAll(row, _ => Next());
        return new(Next(), Row(W), new Model(Next(), new Inner(Next(), Row(M.B.Q)), (Next(), Next())), Array.ConvertAll(R, Row));
    }

    public double[] Flatten() => [X, .. W, M.A, M.B.P, .. M.B.Q, M.T.U, M.T.V, .. R.SelectMany(r => r)];

    /// <summary>The numbers in a result of a graph.</summary>
    public static IEnumerable<double> Flatten(object? value) => value switch
    {
        double[] array => array,
        double[][] rows => rows.SelectMany(r => r),
        _ => [(double)value!],
    };

    public override string ToString() =>
        $"({X:R}, {Text(W)}, ({M.A:R}, ({M.B.P:R}, {Text(M.B.Q)}), {M.T}), [{string.Join(", ", R.Select(Text))}])";

    private static string Text(double[] row) => $"[{string.Join(", ", row.Select(t => t.ToString("R", null)))}]";
}
