namespace ExprAD.IR;

/// <summary>What makes two nodes the same value: operation, type, operands, attribute, and for reads the state of memory.</summary>
internal readonly struct NodeKey(Op op, IrType type, Node[] operands, object? attribute, int memory) : IEquatable<NodeKey>
{
    private readonly Op op = op;
    private readonly IrType type = type;
    private readonly Node[] operands = operands;
    private readonly object? attribute = attribute;
    private readonly int memory = memory;

    public bool Equals(NodeKey other) =>
        op == other.op && type == other.type && memory == other.memory
        && operands.AsSpan().SequenceEqual(other.operands) && Equals(attribute, other.attribute);

    public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = HashCode.Combine(op, type, attribute, memory);
        foreach (var operand in operands)
        {
            // Constants have no number of their own order; their identity is enough, since they are interned.
            hash = (hash * 31) + System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(operand);
        }

        return hash;
    }
}
