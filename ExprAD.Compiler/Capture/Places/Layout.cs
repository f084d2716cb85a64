using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>
/// How values of a type are kept in memory that the function makes: one array for each leaf, which is a scalar, an array,
/// or an object from outside. A <c>(double, Point)[]</c> is three arrays of doubles, so that each of them is like any other array.
/// </summary>
internal abstract class Layout(Type type, IReadOnlyList<Type> leaves)
{
    /// <summary>The C# type of the values.</summary>
    public Type Type { get; } = type;

    /// <summary>The C# types of the leaves, in order.</summary>
    public IReadOnlyList<Type> Leaves { get; } = leaves;

    /// <summary>The value whose leaves these are.</summary>
    public abstract Value Read(ReadOnlySpan<Node> leaves);

    /// <summary>Adds the leaves of a value.</summary>
    public abstract void Write(Value value, List<Node> leaves);

    public Node[] Write(Value value)
    {
        var leaves = new List<Node>();
        Write(value, leaves);
        return [.. leaves];
    }

    /// <summary>The types of arrays of this rank that keep the leaves.</summary>
    public IrType[] Arrays(int rank = 1) => [.. Leaves.Select(l => IrType.Of(ArrayOf(l, rank)))];

    protected static Type ArrayOf(Type element, int rank = 1) => rank == 1 ? element.MakeArrayType() : element.MakeArrayType(rank);
}

/// <summary>A value that is one leaf.</summary>
internal sealed class LeafLayout(ExpressionCapture capture, Type type) : Layout(type, [type])
{
    public override Value Read(ReadOnlySpan<Node> leaves) => new NodeValue(leaves[0], Type);

    public override void Write(Value value, List<Node> leaves) => leaves.Add(capture.ElementNode(value, Type));
}

/// <summary>A struct, a tuple, a nullable: the leaves of its parts, one after another.</summary>
internal sealed class PartsLayout(ExpressionCapture capture, Type type, IReadOnlyList<(string Name, Layout Layout)> parts)
    : Layout(type, [.. parts.SelectMany(p => p.Layout.Leaves)])
{
    public override Value Read(ReadOnlySpan<Node> leaves)
    {
        var members = new Dictionary<string, Value>(parts.Count);
        foreach (var (name, layout) in parts)
        {
            members.Add(name, layout.Read(leaves[..layout.Leaves.Count]));
            leaves = leaves[layout.Leaves.Count..];
        }

        return new Aggregate(Type, members);
    }

    public override void Write(Value value, List<Node> leaves)
    {
        var aggregate = capture.Apart(value, Type);
        foreach (var (name, layout) in parts)
        {
            layout.Write(aggregate.Members[name], leaves);
        }
    }

    /// <summary>Where among the leaves those of a part are.</summary>
    public (Layout Layout, int Start) Part(string name)
    {
        var start = 0;
        foreach (var part in parts)
        {
            if (part.Name == name)
            {
                return (part.Layout, start);
            }

            start += part.Layout.Leaves.Count;
        }

        throw capture.Refuse($"{name} is no part of a {Text.CSharpText.NameOf(Type)} that the function makes");
    }
}

/// <summary>
/// An object with an identity: for each leaf of its fields a pointer to where it is, an array of one element. Null is null pointers.
/// </summary>
internal sealed class ObjectLayout(ExpressionCapture capture, Type type, PartsLayout fields)
    : Layout(type, fields.Leaves.Count == 0 ? [typeof(bool[])] : [.. fields.Leaves.Select(l => ArrayOf(l))])
{
    public PartsLayout Fields { get; } = fields;

    public override MadeObject Read(ReadOnlySpan<Node> leaves) => new(capture, this, leaves.ToArray(), new(capture.Builder.Current));

    public override void Write(Value value, List<Node> leaves)
    {
        switch (value)
        {
            case MadeObject made when made.Type == Type:
                made.Flatten(leaves);
                break;
            case NodeValue { Node: { IsConstant: true, Attribute: null } }:
                leaves.AddRange(Leaves.Select(l => capture.Builder.Constant(null, IrType.Of(l))));
                break;
            case Aggregate constant when constant.Type == Type && !capture.Made.HasIdentity(Type):
                Allocate(constant).Flatten(leaves);
                break;
            default:
                throw capture.Refuse(
                    $"an object that comes from outside the function takes the place of a {Text.CSharpText.NameOf(Type)} that is made in it",
                    "Make a new object with the same values.");
        }
    }

    /// <summary>A new object whose fields hold these values; null: their defaults.</summary>
    public MadeObject Allocate(Aggregate? values)
    {
        var one = capture.Builder.Constant(1);
        var made = Read([.. Leaves.Select(l => capture.Builder.NewArray(IrType.Of(l), one))]);
        if (values is not null)
        {
            made.Fields.Set(values);
        }

        return made;
    }
}

/// <summary>An array whose elements have several leaves, or one that is not an array element as it stands: an array for each.</summary>
internal sealed class ColumnsLayout(ExpressionCapture capture, Type type, Layout element)
    : Layout(type, [.. element.Leaves.Select(l => ArrayOf(l, type.GetArrayRank()))])
{
    public Layout Element { get; } = element;

    public override MadeArray Read(ReadOnlySpan<Node> leaves) => new(capture, this, leaves.ToArray());

    public override void Write(Value value, List<Node> leaves)
    {
        switch (value)
        {
            case MadeArray made when made.Type == Type:
                made.Flatten(leaves);
                break;
            case NodeValue { Node: { IsConstant: true, Attribute: null } }:
                leaves.AddRange(Leaves.Select(l => capture.Builder.Constant(null, IrType.Of(l))));
                break;
            default:
                throw capture.Refuse(
                    $"an array that comes from outside the function takes the place of a {Text.CSharpText.NameOf(Type)} that is made in it",
                    "Copy its elements to a new array.");
        }
    }

    public MadeArray Allocate(ReadOnlySpan<Node> lengths)
    {
        var columns = new List<Node>();
        foreach (var type in Element.Arrays(Type.GetArrayRank()))
        {
            columns.Add(capture.Builder.NewArray(type, lengths));
        }

        return new MadeArray(capture, this, [.. columns]);
    }
}
