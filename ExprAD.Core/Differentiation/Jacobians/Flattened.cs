using ExprAD.IR;

namespace ExprAD.Differentiation.Jacobians;

/// <summary>
/// Numbers, and arrays of them to any depth, seen as a row of numbers: element by element, the last index running fastest, row of a jagged
/// array after row.
/// </summary>
internal sealed class Flattened(GraphBuilder builder)
{
    /// <summary>How many numbers there are in <paramref name="value"/>.</summary>
    public Node Count(Node value)
    {
        if (!value.Type.IsArray)
        {
            return builder.Constant(1);
        }

        return value.Type.Element.IsArray
            ? builder.For(builder.Length(value), [builder.Constant(0)], (i, sum) => [Add(sum[0], Count(Row(value, i)))])[0]
            : Lengths(value).Aggregate((a, b) => builder.Apply(Ops.Mul, a, b));
    }

    /// <summary>How many numbers there are in all of <paramref name="values"/> that hold floats.</summary>
    public Node Count(IEnumerable<Node> values) => values.Where(v => v.Type.HoldsFloats).Select(Count).Aggregate(builder.Constant(0), Add);

    /// <summary>Sets number <paramref name="position"/> of <paramref name="array"/> to one, if there is such a number.</summary>
    public void SetOne(Node array, Node position)
    {
        if (array.Type.Element.IsArray)
        {
            builder.For(builder.Length(array), [position], (i, rest) =>
            {
                var row = Row(array, i);
                SetOne(row, rest[0]);
                return [builder.Apply(Ops.Sub, rest[0], Count(row))];
            });
            return;
        }

        var lengths = Lengths(array);
        builder.If(
            IsWithin(position, lengths),
            () =>
            {
                builder.Store(array, Unfold(position, lengths), builder.Number(1, array.Type.Element));
                return [];
            },
            () => []);
    }

    /// <summary>Number <paramref name="position"/> of <paramref name="value"/>, as an <c>f64</c>; <paramref name="otherwise"/> where there is none.</summary>
    public Node Pick(Node value, Node position, Node otherwise)
    {
        if (!value.Type.IsArray)
        {
            return builder.Apply(Ops.Select, builder.Apply(Ops.Eq, position, builder.Constant(0)), builder.Convert(value, IrType.F64), otherwise);
        }

        if (value.Type.Element.IsArray)
        {
            return builder.For(builder.Length(value), [otherwise, position], (i, carried) =>
            {
                var row = Row(value, i);
                return [Pick(row, carried[1], carried[0]), builder.Apply(Ops.Sub, carried[1], Count(row))];
            })[0];
        }

        var lengths = Lengths(value);
        return builder.If(
            IsWithin(position, lengths),
            () => [builder.Convert(builder.Load(value, Unfold(position, lengths), readOnly: false), IrType.F64)],
            () => [otherwise])[0];
    }

    /// <summary>
    /// Walks several values of one shape at once: <paramref name="visit"/> gets the position, from <paramref name="position"/> on, and the numbers there.
    /// Gives the position after the last.
    /// </summary>
    public Node Walk(Node[] values, Node position, Action<Node, Node[]> visit)
    {
        if (!values[0].Type.IsArray)
        {
            visit(position, [.. values.Select(v => builder.Convert(v, IrType.F64))]);
            return Add(position, builder.Constant(1));
        }

        if (values[0].Type.Element.IsArray)
        {
            return builder.For(builder.Length(values[0]), [position], (i, at) => [Walk([.. values.Select(v => Row(v, i))], at[0], visit)])[0];
        }

        WalkElements(values, position, [], visit);
        return Add(position, Count(values[0]));
    }

    private void WalkElements(Node[] values, Node position, Node[] indices, Action<Node, Node[]> visit)
    {
        if (indices.Length == values[0].Type.Rank)
        {
            visit(position, [.. values.Select(v => builder.Convert(builder.Load(v, indices, readOnly: false), IrType.F64))]);
            return;
        }

        builder.For(builder.Length(values[0], indices.Length), [], (i, _) =>
        {
            var inner = Lengths(values[0])[(indices.Length + 1)..].Aggregate(i, (a, b) => builder.Apply(Ops.Mul, a, b));
            WalkElements(values, Add(position, inner), [.. indices, i], visit);
            return [];
        });
    }

    private Node Add(Node a, Node b) => builder.Apply(Ops.Add, a, b);

    private Node Row(Node jagged, Node index) => builder.Load(jagged, [index], readOnly: false);

    private Node[] Lengths(Node array) => [.. Enumerable.Range(0, array.Type.Rank).Select(d => builder.Length(array, d))];

    private Node IsWithin(Node position, Node[] lengths)
    {
        var count = lengths.Aggregate((a, b) => builder.Apply(Ops.Mul, a, b));
        return builder.Apply(Ops.And, builder.Apply(Ops.Le, builder.Constant(0), position), builder.Apply(Ops.Lt, position, count));
    }

    /// <summary>The indices of the element that is number <paramref name="position"/>.</summary>
    private Node[] Unfold(Node position, Node[] lengths)
    {
        var indices = new Node[lengths.Length];
        for (var d = lengths.Length - 1; d > 0; d--)
        {
            indices[d] = builder.Apply(Ops.IntRem, position, lengths[d]);
            position = builder.Apply(Ops.IntDiv, position, lengths[d]);
        }

        indices[0] = position;
        return indices;
    }
}
