using System.Linq.Expressions;

namespace ExprAD.Kernels;

/// <summary>Checks that what a gradient is written to is no part of the argument, and that no two parts are written to one place.</summary>
internal static class Distinctness
{
    /// <summary>Up to so many places each is compared with each, which takes next to no time; more go through a set.</summary>
    private const int Few = 6;

    [ThreadStatic]
    private static HashSet<object>? places;

    /// <summary>The statements that check the places, given with their counterparts in the argument, against these and <paramref name="others"/>.</summary>
    public static IEnumerable<Expression> Check(IReadOnlyList<(Expression Place, Expression Argument)> memory, IReadOnlyList<Expression> others) => memory.Count <= Few
        ? EachWithEach(memory, [.. memory.Select(m => m.Argument), .. others])
        :
        [
            Call(Forget),
            .. memory.Select(m => Call(Remember, m.Place)),
            .. memory.Select(m => Call(Compare, m.Argument)),
            .. others.Select(o => Call(Compare, o)),
            Call(Forget),
        ];

    public static void Differ(object? place, object? other)
    {
        if (place is not null && ReferenceEquals(place, other))
        {
            throw Shared();
        }
    }

    private static IEnumerable<Expression> EachWithEach(IReadOnlyList<(Expression Place, Expression Argument)> memory, IReadOnlyList<Expression> read)
    {
        for (var i = 0; i < memory.Count; i++)
        {
            var place = memory[i].Place;
            foreach (var other in read.Concat(memory.Take(i).Select(m => m.Place)).Where(o => o.Type == place.Type))
            {
                yield return Call(Differ, place, other);
            }
        }
    }

    private static void Remember(object? place)
    {
        places ??= new HashSet<object>(ReferenceEqualityComparer.Instance);
        if (place is not null && !places.Add(place))
        {
            Forget();
            throw Shared();
        }
    }

    private static void Compare(object? other)
    {
        if (other is not null && places!.Contains(other))
        {
            Forget();
            throw Shared();
        }
    }

    /// <summary>Keeps nothing of the caller's alive.</summary>
    private static void Forget() => places?.Clear();

    private static MethodCallExpression Call(Delegate check, params Expression[] operands) => Expression.Call(check.Method, operands);

    private static ArgumentException Shared() =>
        Destinations.Refused("Memory of the argument's can't receive the gradient too, nor can one place receive two parts of it.");
}
