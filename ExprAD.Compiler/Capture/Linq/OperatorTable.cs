namespace ExprAD.Capture.Linq;

/// <summary>What each operator means, by its name; one that gives null has no meaning for derivatives with these arguments.</summary>
internal static class OperatorTable
{
    public delegate Value? Operator(LinqCall call);

    /// <summary>The methods of <see cref="Enumerable"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Operator> Enumerable = new Dictionary<string, Operator>
    {
        ["Range"] = Creation.Range,
        ["Repeat"] = Creation.Repeat,
        ["Empty"] = Creation.Empty,
        ["InfiniteSequence"] = Creation.InfiniteSequence,

        ["Select"] = Projection.Select,
        ["SelectMany"] = Projection.SelectMany,
        ["Cast"] = Projection.Cast,
        ["OfType"] = Projection.OfType,
        ["Index"] = Projection.Index,
        ["Zip"] = Zipping.Zip,

        ["Where"] = Filtering.Where,
        ["TakeWhile"] = Filtering.TakeWhile,
        ["SkipWhile"] = Filtering.SkipWhile,

        ["Take"] = Slicing.Take,
        ["Skip"] = Slicing.Skip,
        ["TakeLast"] = Slicing.TakeLast,
        ["SkipLast"] = Slicing.SkipLast,
        ["Reverse"] = Slicing.Reverse,
        ["Chunk"] = Slicing.Chunk,

        ["Concat"] = Chaining.Concat,
        ["Append"] = Chaining.Append,
        ["Prepend"] = Chaining.Prepend,
        ["DefaultIfEmpty"] = Chaining.DefaultIfEmpty,

        ["OrderBy"] = Ordering.OrderBy,
        ["OrderByDescending"] = Ordering.OrderByDescending,
        ["ThenBy"] = Ordering.ThenBy,
        ["ThenByDescending"] = Ordering.ThenByDescending,
        ["Order"] = Ordering.Order,
        ["OrderDescending"] = Ordering.OrderDescending,

        ["Sum"] = Reductions.Sum,
        ["Average"] = Reductions.Average,
        ["Aggregate"] = Reductions.Aggregate,
        ["Max"] = Extremes.Max,
        ["Min"] = Extremes.Min,
        ["MaxBy"] = Extremes.MaxBy,
        ["MinBy"] = Extremes.MinBy,

        ["Any"] = Questions.Any,
        ["All"] = Questions.All,
        ["Count"] = Questions.Count,
        ["LongCount"] = Questions.Count,
        ["Contains"] = Questions.Contains,
        ["SequenceEqual"] = Questions.SequenceEqual,

        ["First"] = Search.First,
        ["FirstOrDefault"] = Search.First,
        ["Last"] = Search.Last,
        ["LastOrDefault"] = Search.Last,
        ["Single"] = Search.Single,
        ["SingleOrDefault"] = Search.Single,
        ["ElementAt"] = Search.ElementAt,
        ["ElementAtOrDefault"] = Search.ElementAt,

        ["AsEnumerable"] = Materialisation.Same,
        ["ToArray"] = Materialisation.ToArray,
        ["ToList"] = Materialisation.ToList,
    };

    /// <summary>Methods of <see cref="MemoryExtensions"/> and of spans, which the compiler prefers where an array is at hand.</summary>
    public static readonly IReadOnlyDictionary<string, Operator> Spans = new Dictionary<string, Operator>
    {
        ["op_Implicit"] = Materialisation.Same,
        ["AsSpan"] = Materialisation.AsSpan,
        ["Slice"] = Materialisation.AsSpan,
        ["ToArray"] = Materialisation.ToArray,
        ["Contains"] = Questions.Contains,
        ["IndexOf"] = Questions.IndexOf,
        ["SequenceEqual"] = Questions.SequenceEqual,
    };

    /// <summary>Static methods of <see cref="Array"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Operator> Arrays = new Dictionary<string, Operator>
    {
        ["ConvertAll"] = Projection.ConvertAll,
        ["Empty"] = Creation.Empty,
        ["Exists"] = Questions.Any,
        ["TrueForAll"] = Questions.All,
        ["IndexOf"] = Questions.IndexOf,
        ["FindIndex"] = Questions.FindIndex,
        ["Find"] = Search.Find,
        ["FindLast"] = Search.FindLast,
        ["FindAll"] = Filtering.FindAll,
    };

    /// <summary>Methods of <see cref="List{T}"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Operator> Lists = new Dictionary<string, Operator>
    {
        ["ConvertAll"] = Projection.ConvertAll,
        ["Exists"] = Questions.Any,
        ["TrueForAll"] = Questions.All,
        ["Contains"] = Questions.Contains,
        ["IndexOf"] = Questions.IndexOf,
        ["FindIndex"] = Questions.FindIndex,
        ["Find"] = Search.Find,
        ["FindLast"] = Search.FindLast,
        ["FindAll"] = Filtering.FindAll,
        ["ToArray"] = Materialisation.ToArray,
        ["GetRange"] = Slicing.GetRange,
    };

    /// <summary>The operators among the methods of <paramref name="type"/>; null where it has none.</summary>
    public static IReadOnlyDictionary<string, Operator>? Of(Type? type) =>
        type == typeof(System.Linq.Enumerable) ? Enumerable
        : type == typeof(MemoryExtensions) ? Spans
        : type == typeof(Array) ? Arrays
        : type is not { IsGenericType: true } ? null
        : type.GetGenericTypeDefinition() == typeof(List<>) ? Lists
        : Transparent.IsSpan(type) ? Spans
        : null;
}
