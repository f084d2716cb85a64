using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>
/// Loops over all numbers of an array, of the rows of a jagged one too. Each has a position on a tape: the places of one array follow
/// one another, as in memory.
/// </summary>
internal sealed class ElementWalk(GraphBuilder builder)
{
    /// <summary>What is done with one element: its array, its indices, its position.</summary>
    public delegate void Visit(Node array, Node[] indices, Node position);

    public static bool Covers(IrType array)
    {
        var type = array;
        while (type is { IsArray: true, Rank: 1 } && type.Element.IsArray)
        {
            type = type.Element;
        }

        return type.IsArray && type.Element.IsScalar;
    }

    /// <summary>The numbers that an array holds, as an <c>i64</c>; none where it is null.</summary>
    public Node Size(Node array) => UnlessNull(
        array,
        builder.Number(0, IrType.I64),
        () => !array.Type.Element.IsArray
            ? Lengths(array).Aggregate((a, b) => builder.Apply(Ops.Mul, a, b))
            : builder.For(builder.Length(array), [builder.Number(0, IrType.I64)], (i, sum) =>
                [builder.Apply(Ops.Add, sum[0], Size(Row(array, i)))])[0]);

    /// <summary>Visits all elements, the first of which has the position <paramref name="start"/>. Returns the position after the last.</summary>
    public Node Run(Node array, Node start, Visit visit) => UnlessNull(
        array,
        start,
        () => array.Type.Element.IsArray
            ? builder.For(builder.Length(array), [start], (i, at) => [Run(Row(array, i), at[0], visit)])[0]
            : Nest(array, [], builder.Number(0, IrType.I64), start, visit));

    /// <summary>A loop for each dimension; the position is ((i·n₁ + j)·n₂ + k) + start.</summary>
    private Node Nest(Node array, Node[] indices, Node offset, Node start, Visit visit)
    {
        var lengths = Lengths(array);
        if (indices.Length == array.Type.Rank)
        {
            visit(array, indices, builder.Apply(Ops.Add, start, offset));
        }
        else
        {
            var dimension = indices.Length;
            builder.For(builder.Length(array, dimension), [], (i, _) =>
            {
                var inner = builder.Apply(Ops.Add, builder.Apply(Ops.Mul, offset, lengths[dimension]), builder.Convert(i, IrType.I64));
                Nest(array, [.. indices, i], inner, start, visit);
                return [];
            });
        }

        return builder.Apply(Ops.Add, start, lengths.Aggregate((a, b) => builder.Apply(Ops.Mul, a, b)));
    }

    private Node[] Lengths(Node array) =>
        [.. Enumerable.Range(0, array.Type.Rank).Select(d => builder.Convert(builder.Length(array, d), IrType.I64))];

    private Node Row(Node array, Node index) => builder.Load(array, [index], readOnly: false);

    private Node UnlessNull(Node array, Node otherwise, Func<Node> value) => array.Op == Ops.NewArray
        ? value()
        : builder.If(builder.Emit(Ops.IsNull, IrType.Bool, [array]), () => [otherwise], () => [value()])[0];
}
