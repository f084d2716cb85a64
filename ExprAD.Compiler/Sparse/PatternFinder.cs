using System.Collections.Concurrent;
using ExprAD.Emission;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Sparsity;

namespace ExprAD.Sparse;

/// <summary>
/// Finds where the Jacobian of a graph can differ from zero, and what follows from that (a <typeparamref name="TPlan"/>), at the inputs it is called with.
/// What was found is found again where the same integers decide the way that the function takes (<see cref="PatternKey"/>);
/// a function that decides by floating-point numbers is looked at anew at each call, and only the plan of an equal pattern is kept.
/// </summary>
internal sealed class PatternFinder<TPlan>
{
    /// <summary>For how many patterns plans are kept.</summary>
    private const int Capacity = 32;

    private readonly IReadOnlyList<int> inputs;
    private readonly Func<Pattern, TPlan> plan;
    private readonly GraphFunction dependence;
    private readonly GraphFunction? key;
    private readonly int count;
    private readonly ConcurrentDictionary<long[], TPlan> byKey = new(KeyComparer.Instance);
    private Planned? last;

    public PatternFinder(Graph graph, IReadOnlyList<int> inputs, GradOptions options, Func<Pattern, TPlan> plan)
    {
        (this.inputs, this.plan, count) = (inputs, plan, graph.Inputs.Count);
        var made = Pipeline.Dependences(graph, inputs, options);
        dependence = new GraphFunction(made);
        key = PatternKey.Of(made, count) is { } integers ? new GraphFunction(integers) : null;
    }

    /// <param name="values">The values of the graph's inputs. Those it writes to are written to.</param>
    public TPlan Find(object?[] values)
    {
        if (key is null)
        {
            return PlanOf(Run(values));
        }

        var integers = Array.ConvertAll(key.Run(values), v => v is bool b ? (b ? 1 : 0) : Convert.ToInt64(v, null));
        long[] shapes = [.. integers, .. inputs.SelectMany(i => Lengths(values[i]))];
        if (!byKey.TryGetValue(shapes, out var known))
        {
            if (byKey.Count >= Capacity)
            {
                byKey.Clear();
            }

            known = byKey.GetOrAdd(shapes, _ => plan(Run(values)));
        }

        return known;
    }

    private TPlan PlanOf(Pattern pattern)
    {
        if (last is { } kept && kept.Pattern.SameAs(pattern))
        {
            return kept.Plan;
        }

        var made = plan(pattern);
        last = new(pattern, made);
        return made;
    }

    private Pattern Run(object?[] values)
    {
        var columns = 0;
        object?[] seeds = [.. inputs.Select(i => SetMemory.Singletons(values[i], ref columns))];
        var sets = new IndexSets(columns);
        return Pattern.Of(columns, [.. dependence.Run([.. values, sets, .. seeds]).SelectMany(SetMemory.Flatten).Select(set => sets[set])]);
    }

    /// <summary>The shape of an input, to any depth, which says where its numbers lie among all.</summary>
    private static IEnumerable<long> Lengths(object? value) => value switch
    {
        Array numbers => Enumerable.Range(0, numbers.Rank).Select(d => numbers.GetLongLength(d))
            .Concat(IrType.Of(numbers.GetType()).Element.IsArray ? numbers.Cast<object?>().SelectMany(Lengths) : []),
        System.Collections.ICollection list => [list.Count],
        null => [-1],
        _ => [],
    };

    private sealed record Planned(Pattern Pattern, TPlan Plan);

    private sealed class KeyComparer : IEqualityComparer<long[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(long[] key)
        {
            var hash = default(HashCode);
            foreach (var integer in key)
            {
                hash.Add(integer);
            }

            return hash.ToHashCode();
        }
    }
}
