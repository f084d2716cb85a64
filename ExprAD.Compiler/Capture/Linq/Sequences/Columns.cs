using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>An array that the function itself makes, taken apart: one array for each scalar that an element consists of.</summary>
internal sealed class Columns : Indexed
{
    private readonly Value shape;
    private readonly Node[] arrays;
    private readonly Type? collection;

    public Columns(Loops loops, Type elementType, Value shape, Node[] arrays, Node count, Type? collection = null)
        : base(loops, elementType, count, i => Load(loops, shape, arrays, i))
    {
        this.shape = shape;
        this.arrays = arrays;
        this.collection = collection;
        IsCollection = collection is not null;
    }

    public override Type Type => collection ?? base.Type;

    /// <summary>The value of an array or list: a plain one where elements are not taken apart.</summary>
    public Value AsCollection(Type type) => shape is NodeValue
        ? new NodeValue(arrays[0], type)
        : new Columns(Loops, ElementType, shape, arrays, Positions, type);

    public override Value Collect() => collection is null ? base.Collect() : this;

    public override bool IsInSight => Positions.Region is not { IsClosed: true } && arrays.All(a => a.Region is not { IsClosed: true });

    public override void Flatten(List<Node> nodes)
    {
        nodes.AddRange(arrays);
        nodes.Add(Positions);
    }

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        var rebuilt = new Columns(Loops, ElementType, shape, nodes[..arrays.Length].ToArray(), nodes[arrays.Length], collection);
        nodes = nodes[(arrays.Length + 1)..];
        return rebuilt;
    }

    public override bool HasShapeOf(Value other) =>
        other is Columns columns && columns.arrays.Length == arrays.Length && shape.HasShapeOf(columns.shape);

    private static Value Load(Loops loops, Value shape, Node[] arrays, Node at) =>
        ExpressionCapture.Rebuild(shape, [.. arrays.Select(a => loops.Builder.Load(a, [at], readOnly: false))]);
}
