using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>An object that the function made and may change: a pointer to where its fields are. It never exists at run time.</summary>
internal sealed class MadeObject(ExpressionCapture capture, ObjectLayout layout, Node[] pointers, KeptFields kept) : Value
{
    public override Type Type => layout.Type;

    /// <summary>All fields as one place.</summary>
    public MemoryPlace Fields => new(capture, layout.Fields, pointers[..layout.Fields.Leaves.Count], [capture.Builder.Constant(0)]);

    /// <summary>What tells it from other objects, and from null.</summary>
    public Node Identity => pointers[0];

    /// <summary>The fields that lie nowhere.</summary>
    public KeptFields Kept => kept;

    /// <summary>The place of a field, or of a property that only reads one; null where it computes.</summary>
    public Place? Field(MemberInfo member) => Composite.Made(Type)!.Find(member) is { } part ? new FieldPlace(capture, this, member, part.Name, part.Type) : null;

    public override bool IsInSight => pointers.All(p => p.Region is not { IsClosed: true });

    public override void Flatten(List<Node> nodes)
    {
        kept.Share();
        nodes.AddRange(pointers);
    }

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        var others = nodes[..pointers.Length].ToArray();
        nodes = nodes[others.Length..];
        return others.SequenceEqual(pointers) ? this : new MadeObject(capture, layout, others, kept.IsEmpty ? new KeptFields(home: null) : kept);
    }

    public override bool HasShapeOf(Value other) =>
        other is MadeObject made && made.Type == Type && (made.Kept == kept || (kept.IsEmpty && made.Kept.IsEmpty));
}
