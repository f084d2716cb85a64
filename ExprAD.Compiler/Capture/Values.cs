using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>What an expression of the user's means while it is captured.</summary>
internal abstract class Value
{
    /// <summary>The C# type the user sees.</summary>
    public abstract Type Type { get; }

    /// <summary>Adds the nodes that this value consists of, in a fixed order.</summary>
    public abstract void Flatten(List<Node> nodes);

    /// <summary>A value of the same shape made of other nodes: takes its own from the head of <paramref name="nodes"/>.</summary>
    public abstract Value Rebuild(ref ReadOnlySpan<Node> nodes);

    /// <summary>True where values of <paramref name="other"/>'s shape can take this one's place: as many nodes, of the same types and meaning.</summary>
    public abstract bool HasShapeOf(Value other);

    /// <summary>True as long as all that it consists of can be seen from what is built next.</summary>
    public virtual bool IsInSight
    {
        get
        {
            var nodes = new List<Node>();
            Flatten(nodes);
            return nodes.TrueForAll(n => n.Region is not { IsClosed: true });
        }
    }
}

/// <summary>A value that the graph holds: a scalar, an array, or an object that is only read from.</summary>
internal sealed class NodeValue(Node node, Type type) : Value
{
    public Node Node { get; } = node;

    public override Type Type { get; } = type;

    public override void Flatten(List<Node> nodes) => nodes.Add(Node);

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        var node = nodes[0];
        nodes = nodes[1..];
        return node == Node ? this : new NodeValue(node, Type);
    }

    public override bool HasShapeOf(Value other) => other is NodeValue node && node.Node.Type == Node.Type;
}

/// <summary>A struct, record, tuple, class or anonymous type taken apart into its members; it never exists at run time.</summary>
internal sealed class Aggregate(Type type, IReadOnlyDictionary<string, Value> members) : Value
{
    public override Type Type { get; } = type;

    /// <summary>By the names of fields and properties.</summary>
    public IReadOnlyDictionary<string, Value> Members { get; } = members;

    public override void Flatten(List<Node> nodes)
    {
        foreach (var (_, member) in InOrder())
        {
            member.Flatten(nodes);
        }
    }

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        var rebuilt = new Dictionary<string, Value>(Members.Count);
        foreach (var (name, member) in InOrder())
        {
            rebuilt.Add(name, member.Rebuild(ref nodes));
        }

        return new Aggregate(Type, rebuilt);
    }

    public override bool IsInSight => Members.Values.All(m => m.IsInSight);

    public override bool HasShapeOf(Value other) =>
        other is Aggregate aggregate && aggregate.Type == Type && aggregate.Members.Count == Members.Count
        && Members.All(m => aggregate.Members.TryGetValue(m.Key, out var o) && m.Value.HasShapeOf(o));

    /// <summary>The same with one member exchanged.</summary>
    public Aggregate With(string member, Value value) =>
        new(Type, new Dictionary<string, Value>(Members) { [member] = value });

    private IEnumerable<KeyValuePair<string, Value>> InOrder() => Members.OrderBy(m => m.Key, StringComparer.Ordinal);
}

/// <summary>A lambda that is known here, with what its free variables mean; calling it builds its body in place.</summary>
internal sealed class LambdaValue(LambdaExpression lambda, Scope scope) : Value
{
    public LambdaExpression Lambda { get; } = lambda;

    public Scope Scope { get; } = scope;

    public override Type Type => Lambda.Type;

    public override void Flatten(List<Node> nodes)
    {
    }

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes) => this;

    public override bool HasShapeOf(Value other) => other is LambdaValue lambda && lambda.Lambda == Lambda && lambda.Scope == Scope;
}

/// <summary>A value that the program sees as an object. It is put into a box only where the box itself is needed.</summary>
internal sealed class Boxed(Value content, Type type) : Value
{
    public Value Content { get; } = content;

    public override Type Type { get; } = type;

    public override void Flatten(List<Node> nodes) => Content.Flatten(nodes);

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes) => new Boxed(Content.Rebuild(ref nodes), Type);

    public override bool IsInSight => Content.IsInSight;

    public override bool HasShapeOf(Value other) => other is Boxed boxed && Content.Type == boxed.Content.Type && Content.HasShapeOf(boxed.Content);
}

/// <summary>What a statement or a call of a void method gives.</summary>
internal sealed class NoValue : Value
{
    public static readonly NoValue Instance = new();

    private NoValue()
    {
    }

    public override Type Type => typeof(void);

    public override void Flatten(List<Node> nodes)
    {
    }

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes) => this;

    public override bool HasShapeOf(Value other) => other is NoValue;
}
