namespace ExprAD.IR;

/// <summary>What an operation may do, which is what a pass has to know to move, merge or drop it.</summary>
[Flags]
internal enum Traits
{
    None = 0,

    /// <summary>Depends on its operands alone: equal nodes may be merged, unused ones dropped.</summary>
    Pure = 1,

    /// <summary>May raise an exception, so it must not run where the program would not have run it.</summary>
    Traps = 2,

    /// <summary>The order of two operands does not matter.</summary>
    Commutative = 4,

    /// <summary>Reads memory that the graph writes, or that other code may write.</summary>
    Reads = 8,

    /// <summary>Writes memory.</summary>
    Writes = 16,

    /// <summary>Reaches outside the function: calls of the user's, exceptions. Happens exactly once, in order.</summary>
    Effect = 32,

    /// <summary>Owns regions: a branch or a loop.</summary>
    Region = 64,

    /// <summary>The derivative is zero or undefined everywhere by declaration, never by omission.</summary>
    NoDerivative = 128,

    /// <summary>Works on several lanes at once. Arrays among the operands are read and written, never handed on.</summary>
    Lanes = 256,
}

/// <summary>
/// An operation: a row in the tables of <see cref="Ops"/>. Operations are compared by reference;
/// what varies from node to node (a constant's value, a member, a method) is the node's attribute.
/// </summary>
internal class Op(string name, Traits traits, int cost = 1)
{
    /// <summary>The name in printed graphs, unique among operations.</summary>
    public string Name { get; } = name;

    public Traits Traits { get; } = traits;

    /// <summary>A rough price in cycles of latency-bound scalar code; it decides between recomputing and storing.</summary>
    public int Cost { get; } = cost;

    public bool Is(Traits traits) => (Traits & traits) != 0;

    public override string ToString() => Name;
}
