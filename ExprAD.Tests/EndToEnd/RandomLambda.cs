using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Tests.Generators;

namespace ExprAD.Tests.EndToEnd;

/// <summary>
/// A function at random: arithmetic, <see cref="Math"/>, conditionals, LINQ nested in itself, captured data, records, and blocks
/// with variables, assignments and loops. Numbers stay small enough, and mostly in the domains of what is done to them.
/// </summary>
internal sealed partial class RandomLambda
{
    private readonly Choices choices;
    private readonly bool statements;
    private readonly Expression captured = Expression.Constant(new Captured());
    private readonly ParameterExpression x = Expression.Parameter(typeof(double), "x");
    private readonly ParameterExpression w = Expression.Parameter(typeof(double[]), "w");
    private readonly ParameterExpression m = Expression.Parameter(typeof(Model), "m");
    private readonly ParameterExpression r = Expression.Parameter(typeof(double[][]), "r");
    private List<Expression> numbers;
    private List<Expression> wholes;
    private List<Expression> arrays;
    private int budget = 100;
    private int names;

    private RandomLambda(Choices choices, bool statements)
    {
        this.choices = choices;
        this.statements = statements;
        var b = Expression.Property(m, nameof(Model.B));
        var t = Expression.Property(m, nameof(Model.T));
        numbers =
        [
            Expression.Field(captured, nameof(Captured.C)), Expression.Field(t, "Item2"), Expression.Field(t, "Item1"),
            Expression.Property(b, nameof(Inner.P)), Expression.Property(m, nameof(Model.A)), x,
        ];
        wholes = [Expression.Field(captured, nameof(Captured.N)), Expression.ArrayLength(r), Expression.ArrayLength(w)];
        arrays = [Expression.Field(captured, nameof(Captured.Data)), Expression.Property(b, nameof(Inner.Q)), w];
    }

    /// <summary>With <paramref name="statements"/>: also what the C# compiler does not let into an expression lambda.</summary>
    public static Expression<Func<double, double[], Model, double[][], double>> Build(Choices choices, bool statements)
    {
        var random = new RandomLambda(choices, statements);
        var body = statements ? random.Program(6) : random.Number(6);
        return Expression.Lambda<Func<double, double[], Model, double[][], double>>(body, random.x, random.w, random.m, random.r);
    }

    private Expression Number(int depth)
    {
        if (depth <= 0 || budget-- <= 0)
        {
            return Leaf();
        }

        switch (choices.Next(22))
        {
            case 1: return Expression.Add(Number(depth - 1), Number(depth - 1));
            case 2: return Expression.Subtract(Number(depth - 1), Number(depth - 1));
            case 3: return Expression.Multiply(Number(depth - 1), Number(depth - 1));
            case 4: return Expression.Divide(Number(depth - 1), Positive(depth - 1));
            case 5 or 6: return Function(depth - 1);
            case 7: return Expression.Condition(Truth(depth - 1), Number(depth - 1), Number(depth - 1));
            case 8: return Guarded(depth - 1);
            case 9: return Expression.Negate(Number(depth - 1));
            case 10: return Expression.Convert(Whole(depth - 1), typeof(double));
            case 11: return Named(depth - 1);
            case 12 or 13 or 14 or 15 or 16: return Reduction(depth - 1);
            case 17: return Element(depth - 1);
            case 18 or 19 when statements: return Program(depth - 1);
            case 20: return Expression.Constant(choices.Number());
            case 21: return Expression.Power(Positive(depth - 1), Function(depth - 2));
            default: return Leaf();
        }
    }

    private Expression Leaf() => choices.PickLast(numbers);

    private Expression Positive(int depth)
    {
        var d = Number(depth - 1);
        return Expression.Add(Expression.Multiply(d, d), Expression.Constant(0.5));
    }

    private MethodCallExpression Function(int depth)
    {
        string[] any = [nameof(Math.Sin), nameof(Math.Cos), nameof(Math.Tanh), nameof(Math.Atan), nameof(Math.Abs), nameof(Math.Cbrt), nameof(Math.Asinh)];
        string[] positive = [nameof(Math.Sqrt), nameof(Math.Log), nameof(Math.Log2), nameof(Math.Log10)];
        string[] small = [nameof(Math.Exp), nameof(Math.Sinh), nameof(Math.Cosh), nameof(Math.Asin), nameof(Math.Acos), nameof(Math.Tan)];
        string[] pair = [nameof(Math.Max), nameof(Math.Min), nameof(Math.IEEERemainder), nameof(Math.CopySign)];
        return choices.Next(8) switch
        {
            1 => Call(choices.Pick(positive), Positive(depth)),
            2 => Call(choices.Pick(small), Call(nameof(Math.Sin), Number(depth - 1))),
            3 => Call(nameof(Math.Pow), Positive(depth), Expression.Constant(choices.Number())),
            4 => Call(nameof(Math.Pow), Number(depth - 1), Expression.Constant((double)(choices.Next(6) - 1))),
            5 => Call(nameof(Math.Atan2), Number(depth - 1), Positive(depth)),
            6 => Call(choices.Pick(pair), Number(depth - 1), Number(depth - 1)),
            7 => Call(nameof(Math.Clamp), Number(depth - 1), Expression.Constant(-1.1), Expression.Constant(1.2)),
            _ => Call(choices.Pick(any), Number(depth - 1)),
        };
    }

    /// <summary>What would be NaN, infinite or an exception, where it is not asked for.</summary>
    private ConditionalExpression Guarded(int depth)
    {
        var t = Number(depth);
        var zero = Expression.Constant(0.0);
        return choices.Next(5) switch
        {
            1 => Expression.Condition(Expression.GreaterThan(t, zero), Expression.Divide(Leaf(), t), Number(depth)),
            2 => Expression.Condition(Expression.LessThanOrEqual(t, zero), t, Call(nameof(Math.Sqrt), t)),
            3 => Expression.Condition(Expression.AndAlso(Truth(depth), Expression.GreaterThan(t, zero)), Call(nameof(Math.Log), t), zero),
            4 => Expression.Condition(
                Expression.GreaterThan(Expression.ArrayLength(w), Expression.Constant(choices.Next(4))),
                Expression.ArrayIndex(w, Expression.Constant(choices.Next(3))),
                t),
            _ => Expression.Condition(Expression.GreaterThan(t, zero), Call(nameof(Math.Log), t), Number(depth)),
        };
    }

    private Expression Truth(int depth)
    {
        if (depth > 0)
        {
            switch (choices.Next(9))
            {
                case 1: return Expression.AndAlso(Truth(depth - 1), Truth(depth - 1));
                case 2: return Expression.OrElse(Truth(depth - 1), Truth(depth - 1));
                case 3: return Expression.Not(Truth(depth - 1));
                case 4: return Expression.Equal(Expression.Modulo(Whole(depth - 1), Expression.Constant(2)), Expression.Constant(0));
                case 5: return Expression.LessThan(Whole(depth - 1), Whole(depth - 1));
                case 6: return Linq(choices.Flip() ? nameof(Enumerable.Any) : nameof(Enumerable.All), Sequence(depth - 1), Lambda(t => Truth(depth - 2)));
                case 7: return Expression.GreaterThanOrEqual(Number(depth - 1), Expression.Constant(choices.Number()));
            }
        }

        return Expression.LessThan(Leaf(), Number(depth - 1));
    }

    private Expression Whole(int depth)
    {
        if (depth > 0)
        {
            switch (choices.Next(8))
            {
                case 1: return Expression.Constant(choices.Next(5));
                case 2: return Expression.Add(Whole(depth - 1), Expression.Constant(1));
                case 3: return Linq(nameof(Enumerable.Count), Sequence(depth - 1));
                case 4: return Expression.Condition(Truth(depth - 1), Whole(depth - 1), Whole(depth - 1));
                case 5: return Expression.Multiply(Whole(depth - 1), Expression.Constant(2));
                case 6: return Expression.Modulo(Whole(depth - 1), Expression.Constant(3));
            }
        }

        return choices.PickLast(wholes);
    }

    /// <summary>A trip count that doesn't explode.</summary>
    private MethodCallExpression Few(int depth) =>
        Expression.Call(typeof(Math), nameof(Math.Min), null, Expression.Constant(4), Expression.Call(typeof(Math), nameof(Math.Abs), null, Whole(depth)));

    /// <summary>A name for a value, as a lambda that is invoked or by <see cref="Grad.Let"/>.</summary>
    private Expression Named(int depth)
    {
        var value = Number(depth);
        var body = Lambda(_ => Number(depth));
        return choices.Flip()
            ? Expression.Invoke(body, value)
            : Expression.Call(typeof(Grad), nameof(Grad.Let), [typeof(double), typeof(double)], value, body);
    }

    private Expression Element(int depth)
    {
        var array = choices.PickLast(arrays);
        var index = Whole(depth);
        var inside = Expression.LessThan(index, Expression.ArrayLength(array));
        return choices.Next(3) switch
        {
            1 => Expression.Condition(inside, Linq(nameof(Enumerable.ElementAt), array, index), Leaf()),
            2 => Expression.Condition(Expression.LessThan(index, Expression.ArrayLength(r)), Linq(nameof(Enumerable.Sum), Expression.ArrayIndex(r, index)), Leaf()),
            _ => Expression.Condition(inside, Expression.ArrayIndex(array, index), Leaf()),
        };
    }

    private static MethodCallExpression Call(string method, params Expression[] arguments) =>
        Expression.Call(typeof(Math), method, null, arguments);

    private LambdaExpression Lambda(Func<ParameterExpression, Expression> body) => Lambda(typeof(double), body);

    private LambdaExpression Lambda(Type type, Func<ParameterExpression, Expression> body)
    {
        var t = Fresh(type);
        return InsideLambda([t], () => Expression.Lambda(body(t), t));
    }

    /// <summary>Lambdas don't assign variables from outside.</summary>
    private LambdaExpression InsideLambda(ParameterExpression[] variables, Func<LambdaExpression> build)
    {
        var (before, outerExit) = (assignable, exit);
        (assignable, exit) = ([], null);
        var made = Inside(variables, build);
        (assignable, exit) = (before, outerExit);
        return made;
    }

    private ParameterExpression Fresh(Type type) => Expression.Parameter(type, $"t{names++}");

    /// <summary>Builds with what is visible inside; afterwards that is forgotten.</summary>
    private T Inside<T>(ParameterExpression[] variables, Func<T> build)
    {
        var (n, i, a) = (numbers, wholes, arrays);
        (numbers, wholes, arrays) = ([.. n], [.. i], [.. a]);
        foreach (var variable in variables)
        {
            (variable.Type == typeof(double) ? numbers : variable.Type == typeof(int) ? wholes : arrays).Add(variable);
        }

        var made = build();
        (numbers, wholes, arrays) = (n, i, a);
        return made;
    }

    /// <summary>An operator of LINQ on a sequence, found among its overloads by the types of its arguments.</summary>
    private static MethodCallExpression Linq(string name, params Expression[] arguments)
    {
        foreach (var method in typeof(Enumerable).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(o => o.Name == name && o.GetParameters().Length == arguments.Length))
        {
            if (Matching.Close(method, arguments) is { } closed)
            {
                return Expression.Call(closed, arguments);
            }
        }

        throw new InvalidOperationException($"No {name} takes ({string.Join(", ", arguments.Select(a => a.Type))}).");
    }
}
