using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>Elements of arrays, one for each leaf, at the same indices: an element, a variable that lies in memory, a field of an object.</summary>
internal sealed class MemoryPlace(ExpressionCapture capture, Layout layout, IReadOnlyList<Node> arrays, Node[] indices) : Place(layout.Type)
{
    public override Value Get()
    {
        var leaves = new Node[arrays.Count];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = capture.LoadElement(arrays[i], indices);
        }

        return layout is LeafLayout ? capture.FromNode(leaves[0], Type) : layout.Read(leaves);
    }

    public override void Set(Value value)
    {
        var leaves = layout.Write(value);
        for (var i = 0; i < leaves.Length; i++)
        {
            capture.StoreElement(arrays[i], indices, leaves[i]);
        }
    }

    public override Place Part(ExpressionCapture capture, MemberInfo member, Type partType) =>
        layout is PartsLayout parts && Composite.Made(Type)?.Find(member) is { } part
            ? Part(part.Name)
            : base.Part(capture, member, partType);

    public MemoryPlace Part(string name)
    {
        var (inner, start) = ((PartsLayout)layout).Part(name);
        return new MemoryPlace(capture, inner, [.. arrays.Skip(start).Take(inner.Leaves.Count)], indices);
    }

    public override void Flatten(List<Node> nodes)
    {
        nodes.AddRange(arrays);
        nodes.AddRange(indices);
    }

    public override Place Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        var (others, at) = (nodes[..arrays.Count].ToArray(), nodes.Slice(arrays.Count, indices.Length).ToArray());
        nodes = nodes[(arrays.Count + indices.Length)..];
        return new MemoryPlace(capture, layout, others, at);
    }

    public override bool HasShapeOf(Place other)
    {
        var (mine, others) = (new List<Node>(), new List<Node>());
        Flatten(mine);
        other.Flatten(others);
        return other is MemoryPlace && other.Type == Type && mine.Select(n => n.Type).SequenceEqual(others.Select(n => n.Type));
    }
}
