using System.Linq.Expressions;
using System.Runtime.InteropServices;
using ExprAD.Capture;

namespace ExprAD.Caching;

/// <summary>
/// What a lambda says, apart from the objects it captured: two lambdas with equal keys compile to the same code.
/// A list of numbers (kinds of nodes, counts, references to nodes seen before) and one of symbols
/// (types, methods, members, names, values of constants), both in the order of one walk. Holds no node and no data.
/// </summary>
internal sealed class StructuralKey : IEquatable<StructuralKey>
{
    private readonly int[] shape;
    private readonly object?[] symbols;
    private readonly int hash;

    public StructuralKey(ReadOnlySpan<int> shape, ReadOnlySpan<object?> symbols)
    {
        this.shape = shape.ToArray();
        this.symbols = symbols.ToArray();
        var sum = default(HashCode);
        sum.AddBytes(MemoryMarshal.AsBytes(shape));
        foreach (var symbol in symbols)
        {
            sum.Add(symbol);
        }

        hash = sum.ToHashCode();
    }

    /// <summary>The key of a lambda, and what it captured.</summary>
    public static (StructuralKey Key, CapturedConstants Constants) Of(LambdaExpression lambda)
    {
        var walk = new StructuralWalk();
        walk.Run(lambda);
        return (walk.Key, walk.Constants);
    }

    public bool Equals(StructuralKey? other) =>
        other is not null && hash == other.hash && shape.AsSpan().SequenceEqual(other.shape) && symbols.AsSpan().SequenceEqual(other.symbols);

    public override bool Equals(object? obj) => Equals(obj as StructuralKey);

    public override int GetHashCode() => hash;
}
