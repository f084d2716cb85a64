using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>A place that is known by what it is called: no nodes decide it.</summary>
internal abstract class NamedPlace(Type type) : Place(type)
{
    public override void Flatten(List<Node> nodes)
    {
    }

    public override Place Rebuild(ref ReadOnlySpan<Node> nodes) => this;

    public override bool HasShapeOf(Place other) => other == this;
}

/// <summary>A variable that no reference is taken to.</summary>
internal sealed class VariablePlace(ExpressionCapture capture, ParameterExpression variable, Scope scope) : NamedPlace(variable.Type)
{
    public override Value Get() => capture.Visit(variable, scope);

    public override void Set(Value value) => scope.Assign(variable, value);
}

/// <summary>A value that lies nowhere, for code that only reads it.</summary>
internal sealed class ValuePlace(ExpressionCapture capture, Value value) : NamedPlace(value.Type)
{
    public override Value Get() => value;

    public override void Set(Value value) => throw capture.Refuse($"a {CSharpText.NameOf(Type)} that may only be read is assigned", "Assign a copy.");
}

/// <summary>A field outside the function that is kept in a variable beside it.</summary>
internal sealed class StatePlace(ExpressionCapture capture, Node? owner, StateVariable state, Place variable) : NamedPlace(variable.Type)
{
    public override Value Get() => variable.Get();

    public override void Set(Value value)
    {
        capture.SetMember(owner, state.Place.Member, value is NodeValue { Node: var node } ? node : capture.ToNode(value));
        variable.Set(value);
    }
}

/// <summary>A part of the struct that another place holds: assigned by assigning the whole anew.</summary>
internal sealed class PartPlace(ExpressionCapture capture, Place whole, MemberInfo member, Type type) : Place(type)
{
    public override Value Get() => capture.Member(whole.Get(), member);

    public override void Set(Value value) => whole.Set(capture.WithPart(whole.Get(), member, value));

    public override void Flatten(List<Node> nodes) => whole.Flatten(nodes);

    public override Place Rebuild(ref ReadOnlySpan<Node> nodes) => new PartPlace(capture, whole.Rebuild(ref nodes), member, Type);

    public override bool HasShapeOf(Place other) => other is PartPlace part && part.Type == Type && IsSameMember(part) && whole.HasShapeOf(part.Whole);

    private Place Whole => whole;

    private bool IsSameMember(PartPlace other) => other.Member == member;

    private MemberInfo Member => member;
}

/// <summary>A field of an object that the function made.</summary>
internal sealed class FieldPlace(ExpressionCapture capture, MadeObject instance, MemberInfo member, string name, Type type) : Place(type)
{
    private MemoryPlace Memory => instance.Fields.Part(name);

    public override Value Get() => instance.Kept.Find(name) ?? Memory.Get();

    public override void Set(Value value)
    {
        var isObject = value is MadeObject && capture.IsAssignedOnce(member);
        if ((isObject || KeptFields.CannotLie(value, Type)) && instance.Kept.TryAdd(capture.Builder.Current, name, value))
        {
            return;
        }

        if (KeptFields.CannotLie(value, Type) || instance.Kept.Find(name) is not null)
        {
            throw capture.Refuse(
                $"{name} of a {CSharpText.NameOf(instance.Type)} is given a {CSharpText.NameOf(value.Type)} in a branch or a loop, or more than once",
                "Give it where the object is made, once.");
        }

        Memory.Set(value);
    }

    public override Place Part(ExpressionCapture capture, MemberInfo member, Type partType) =>
        instance.Kept.Find(name) is null ? Memory.Part(capture, member, partType) : base.Part(capture, member, partType);

    public override void Flatten(List<Node> nodes) => Memory.Flatten(nodes);

    public override Place Rebuild(ref ReadOnlySpan<Node> nodes) => Memory.Rebuild(ref nodes);

    public override bool HasShapeOf(Place other) => Memory.HasShapeOf(other);
}

/// <summary>A field or property of an object from outside: data.</summary>
internal sealed class DataMemberPlace(ExpressionCapture capture, Value? instance, MemberInfo member, Type type) : Place(type)
{
    private readonly Node? owner = instance is null ? null : capture.ToNode(instance);

    public override Value Get() => capture.Member(instance, member);

    public override void Set(Value value) => capture.SetMember(owner, member, capture.ToData(
        value,
        Type,
        $"a number that is differentiated is kept in {member.Name}, outside the function",
        "Keep it in a variable, and assign the result outside."));

    public override void Flatten(List<Node> nodes)
    {
        if (owner is not null)
        {
            nodes.Add(owner);
        }
    }

    public override Place Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        if (owner is null)
        {
            return this;
        }

        var other = new NodeValue(nodes[0], instance!.Type);
        nodes = nodes[1..];
        return new DataMemberPlace(capture, other, member, Type);
    }

    public override bool HasShapeOf(Place other) =>
        other is DataMemberPlace data && data.Member == member && (owner is null) == (data.owner is null) && owner?.Type == data.owner?.Type;

    private MemberInfo Member => member;
}

/// <summary>What an indexer reads and writes, or a property that computes: two calls.</summary>
internal sealed class AccessorPlace(Type type, Func<Value> get, Action<Value> set) : NamedPlace(type)
{
    public override Value Get() => get();

    public override void Set(Value value) => set(value);
}
