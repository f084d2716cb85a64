using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>What an expression of the user's means while it is captured.</summary>
internal abstract class Value
{
    /// <summary>The C# type the user sees.</summary>
    public abstract Type Type { get; }
}

/// <summary>A value that the graph holds: a scalar, an array, or an object that is only read from.</summary>
internal sealed class NodeValue(Node node, Type type) : Value
{
    public Node Node { get; } = node;

    public override Type Type { get; } = type;
}

/// <summary>A struct, record, tuple, class or anonymous type taken apart into its members; it never exists at run time.</summary>
internal sealed class Aggregate(Type type, IReadOnlyDictionary<string, Value> members) : Value
{
    public override Type Type { get; } = type;

    /// <summary>By the names of fields and properties.</summary>
    public IReadOnlyDictionary<string, Value> Members { get; } = members;
}

/// <summary>A lambda that is known here, with what its free variables mean; calling it builds its body in place.</summary>
internal sealed class LambdaValue(LambdaExpression lambda, Scope scope) : Value
{
    public LambdaExpression Lambda { get; } = lambda;

    public Scope Scope { get; } = scope;

    public override Type Type => Lambda.Type;
}
