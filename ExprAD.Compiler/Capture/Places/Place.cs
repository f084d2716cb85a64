using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>
/// Something that can be read and assigned, of which it is settled which it is: indices have been evaluated, objects are known.
/// </summary>
internal abstract class Place(Type type)
{
    /// <summary>The C# type of what it holds.</summary>
    public Type Type { get; } = type;

    public abstract Value Get();

    public abstract void Set(Value value);

    /// <summary>A field or property of the struct that it holds.</summary>
    public virtual Place Part(ExpressionCapture capture, MemberInfo member, Type partType) => new PartPlace(capture, this, member, partType);

    /// <summary>Adds the nodes that decide which place it is: a reference to it consists of them.</summary>
    public abstract void Flatten(List<Node> nodes);

    /// <summary>The place of the same kind that other nodes decide, taken from the head of <paramref name="nodes"/>.</summary>
    public abstract Place Rebuild(ref ReadOnlySpan<Node> nodes);

    /// <summary>True where nodes alone decide between this place and <paramref name="other"/>.</summary>
    public abstract bool HasShapeOf(Place other);
}

/// <summary>A reference to a place: what <c>ref place</c> gives.</summary>
internal sealed class ReferenceValue(Place target) : Value
{
    public Place Target => target;

    public override Type Type { get; } = Reference.To(target.Type);

    public override void Flatten(List<Node> nodes) => target.Flatten(nodes);

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes) => new ReferenceValue(target.Rebuild(ref nodes));

    public override bool HasShapeOf(Value other) => other is ReferenceValue reference && reference.Type == Type && target.HasShapeOf(reference.Target);
}
