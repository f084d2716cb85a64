using System.Linq.Expressions;
using ExprAD.Tests.Generators;

namespace ExprAD.Tests.Capture.Linq;

/// <summary>Chains of operators over an array <c>x</c> and captured data, with lambdas that see <c>x</c> too.</summary>
internal sealed class RandomPipelines(Choices choices)
{
    private static readonly double[] Data = [0.5, -1.25, 2, 0.75, 3];

    private static readonly Expression<Func<double[], double, double>>[] Maps =
    [
        (x, t) => t + 1, (x, t) => t * t - 0.5, (x, t) => Math.Sin(t), (x, t) => -t,
        (x, t) => t * x.Length, (x, t) => x.Sum(u => u * t), (x, t) => x.Where(u => u < t).Select(u => u - t).Sum(),
        (x, t) => x.Append(t).Max(), (x, t) => Math.Exp(-t * t) + Math.Cos(t) * t,
    ];

    private static readonly Expression<Func<double[], double, int, double>>[] IndexedMaps =
        [(x, t, i) => t * i, (x, t, i) => i < x.Length ? x[i] - t : t, (x, t, i) => i % 2 == 0 ? t : -t];

    private static readonly Expression<Func<double[], double, bool>>[] Predicates =
        [(x, t) => t > 0, (x, t) => t < 2, (x, t) => x.Any(u => u > t), (x, t) => t * t > 1 && t < 3, (x, t) => x.Length > 2];

    private static readonly Expression<Func<double[], double, int, bool>>[] IndexedPredicates =
        [(x, t, i) => i % 2 == 0, (x, t, i) => i < 2 || t > 0, (x, t, i) => i != x.Length - 1];

    private static readonly Expression<Func<double[], double, double, double>>[] Combinations =
        [(x, a, b) => a * b, (x, a, b) => a - 2 * b, (x, a, b) => a > b ? a : b * x.Length, (x, a, b) => 0.5 * a + b];

    private static readonly Expression<Func<double[], IEnumerable<double>, double>>[] OfChunks =
        [(x, c) => c.Sum(), (x, c) => c.Max() - c.Min(), (x, c) => c.First() * c.Count(), (x, c) => c.Zip(x, (a, b) => a * b).Sum()];

    private readonly ParameterExpression x = Expression.Parameter(typeof(double[]), "x");
    private int room = 14;

    public Expression<Func<double[], double>> Build() => Expression.Lambda<Func<double[], double>>(Terminal(Sequence()), x);

    public double[] Argument() => [.. Enumerable.Range(0, choices.Next(6)).Select(_ => choices.Next(8) == 7 ? double.NaN : choices.Number())];

    private Expression Sequence()
    {
        var sequence = Source();
        for (var left = choices.Next(6); left > 0 && room > 0; left--)
        {
            room--;
            sequence = Operator(sequence);
        }

        return sequence;
    }

    private Expression Source() => choices.Next(room > 0 ? 7 : 2) switch
    {
        0 => x,
        1 => Expression.Constant(Data),
        2 => Call("Select", [typeof(int), typeof(double)], Call("Range", [], Number(choices.Next(5) - 2), Number(choices.Next(5))), With<int, double>((x, i) => i * 0.5)),
        3 => Call("Repeat", [typeof(double)], Expression.Constant(choices.Number()), Number(choices.Next(4))),
        4 => Expression.NewArrayInit(typeof(double), Enumerable.Range(0, choices.Next(4)).Select(_ => Expression.Constant(choices.Number()))),
        5 => Call("Empty", [typeof(double)]),
        _ => Expression.Constant(Data.ToList()),
    };

    private Expression Operator(Expression s) => choices.Next(31) switch
    {
        0 => Of("Select", s, [typeof(double), typeof(double)], Pick(Maps)),
        1 => Of("Where", s, Pick(Predicates)),
        2 => Of("Select", s, [typeof(double), typeof(double)], Pick(IndexedMaps)),
        3 => Of("Where", s, Pick(IndexedPredicates)),
        4 => Of("Take", s, Few()),
        5 => Of("Skip", s, Few()),
        6 => Of("TakeLast", s, Few()),
        7 => Of("SkipLast", s, Few()),
        8 => Of("TakeWhile", s, Pick(Predicates)),
        9 => Of("SkipWhile", s, Pick(Predicates)),
        10 => Of("TakeWhile", s, Pick(IndexedPredicates)),
        11 => Of("SkipWhile", s, Pick(IndexedPredicates)),
        12 => Of("Reverse", Seen(s)),
        13 => Of("Concat", s, Sequence()),
        14 => Of("Append", s, Expression.Constant(choices.Number())),
        15 => Of("Prepend", s, Terminal(Sequence(), mayRaise: false)),
        16 => Of("DefaultIfEmpty", s),
        17 => Of("DefaultIfEmpty", s, Expression.Constant(choices.Number())),
        18 => Of("OrderBy", s, [typeof(double), typeof(double)], Pick(Maps)),
        19 => Call("ThenByDescending", [typeof(double), typeof(double)], Of("OrderBy", s, [typeof(double), typeof(double)], With<double, double>((x, t) => Math.Floor(t))), Pick(Maps)),
        20 => Of("Order", s),
        21 => Of("ToArray", s),
        22 => Of("ToList", s),
        23 => Of("Zip", s, [typeof(double), typeof(double), typeof(double)], Sequence(), Pick(Combinations)),
        24 => Pairs(Of("Zip", s, [typeof(double), typeof(double)], Sequence())),
        25 => Of("SelectMany", s, [typeof(double), typeof(double)], Inner()),
        26 => Of("SelectMany", s, [typeof(double), typeof(double), typeof(double)], Inner(), Pick(Combinations)),
        27 => Call("Select", [typeof(double[]), typeof(double)], Of("Chunk", s, Number(choices.Next(3) + 1)), Chunked()),
        28 => Pairs(Of("Select", s, [typeof(double), typeof((double, double))], With<double, (double, double)>((x, t) => ValueTuple.Create(t, t * 2)))),
        29 => Of("AsEnumerable", s),
        _ => Of("OrderByDescending", s, [typeof(double), typeof(bool)], Pick(Predicates)),
    };

    private Expression Terminal(Expression s, bool mayRaise = true) => choices.Next(mayRaise ? 24 : 7) switch
    {
        0 => Call("Sum", [], s),
        1 => Of("Sum", s, [typeof(double)], Pick(Maps)),
        2 => Of("Aggregate", s, [typeof(double), typeof(double)], Expression.Constant(1.0), Pick(Combinations)),
        3 => Number(Of("Count", s)),
        4 => Number(Of("Count", s, Pick(Predicates))),
        5 => Truth(Of("Any", s, Pick(Predicates))),
        6 => Of("FirstOrDefault", s, Pick(Predicates)),
        7 => Call("Average", [], s),
        8 => Call("Max", [], s),
        9 => Of("Min", s, [typeof(double)], Pick(Maps)),
        10 => Of("Aggregate", s, Pick(Combinations)),
        11 => Truth(Of("All", s, Pick(Predicates))),
        12 => Of("First", s),
        13 => Of("First", s, Pick(Predicates)),
        14 => Of("Last", s),
        15 => Of("Last", s, Pick(Predicates)),
        16 => Of("Single", s),
        17 => Of("SingleOrDefault", s, Pick(Predicates)),
        18 => Of("ElementAtOrDefault", s, Few()),
        19 => Of("MaxBy", s, [typeof(double), typeof(double)], Pick(Maps)),
        20 => Of("MinBy", s, [typeof(double), typeof(double)], Pick(Maps)),
        21 => Expression.ArrayIndex(Of("ToArray", s), Number(choices.Next(4))),
        22 => Truth(Of("Contains", s, Expression.Constant(0.5))),
        _ => Of("Last", s, Pick(Predicates)),
    };

    private Expression Inner()
    {
        var t = Expression.Parameter(typeof(double), "t");
        var inner = Of("Select", Sequence(), [typeof(double), typeof(double)], Substitute(Pick<double[], double, double, double>((x, a, b) => a * b), t));
        return Expression.Lambda<Func<double, IEnumerable<double>>>(inner, t);
    }

    private Expression Chunked()
    {
        var f = choices.Pick(OfChunks);
        var chunk = Expression.Parameter(typeof(double[]), "c");
        return Expression.Lambda<Func<double[], double>>(new Substitution(new() { [f.Parameters[0]] = x, [f.Parameters[1]] = chunk }).Visit(f.Body), chunk);
    }

    private MethodCallExpression Pairs(Expression pairs) =>
        Call("Select", [typeof((double, double)), typeof(double)], pairs, With<(double, double), double>((x, p) => p.Item1 - p.Item2));

    private ConstantExpression Few() => Number(choices.Next(5) - 1);

    private LambdaExpression Pick(IReadOnlyList<LambdaExpression> of) => Bind(choices.Pick(of));

    private static Expression<Func<A, B, C, D>> Pick<A, B, C, D>(Expression<Func<A, B, C, D>> f) => f;

    private LambdaExpression With<T, R>(Expression<Func<double[], T, R>> f) => Bind(f);

    /// <summary>A lambda whose first parameter is the function's own.</summary>
    private LambdaExpression Bind(LambdaExpression f)
    {
        ParameterExpression[] rest = [.. f.Parameters.Skip(1).Select(p => Expression.Parameter(p.Type, p.Name))];
        return Expression.Lambda(new Substitution(f.Parameters.Zip(rest.Prepend(x)).ToDictionary(p => p.First, p => p.Second)).Visit(f.Body), rest);
    }

    private LambdaExpression Substitute(LambdaExpression f, ParameterExpression second)
    {
        var last = Expression.Parameter(typeof(double), "u");
        return Expression.Lambda(new Substitution(new() { [f.Parameters[0]] = x, [f.Parameters[1]] = second, [f.Parameters[2]] = last }).Visit(f.Body), last);
    }

    private static ConstantExpression Number(int n) => Expression.Constant(n);

    private static UnaryExpression Number(Expression n) => Expression.Convert(n, typeof(double));

    private static ConditionalExpression Truth(Expression b) => Expression.Condition(b, Expression.Constant(1.5), Expression.Constant(-0.5));

    /// <summary>Arrays have a Reverse of their own.</summary>
    private static Expression Seen(Expression s) => s.Type.IsArray ? Expression.Convert(s, typeof(IEnumerable<double>)) : s;

    private static MethodCallExpression Of(string name, Expression s, params Expression[] arguments) => Of(name, s, [typeof(double)], arguments);

    private static MethodCallExpression Of(string name, Expression s, Type[] types, params Expression[] arguments) => Call(name, types, [s, .. arguments]);

    private static MethodCallExpression Call(string name, Type[] types, params Expression[] arguments) =>
        Expression.Call(typeof(Enumerable), name, types, arguments);

    private sealed class Substitution(Dictionary<ParameterExpression, ParameterExpression> of) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => of.GetValueOrDefault(node, node);
    }
}
