namespace ExprAD.IR;

/// <summary>
/// One value of a graph in static single assignment form. A node is immutable once built;
/// only its place (<see cref="Region"/>, <see cref="Id"/>) is given by the builder that inserts it.
/// </summary>
internal sealed class Node(Op op, IrType type, Node[] operands, object? attribute, Region[] regions)
{
    private readonly Traits traits = attribute switch
    {
        Access access => access.Narrow(op.Traits),
        Member member => member.Narrow(op.Traits),

        // What looks into an array sees what was stored there before, not after.
        _ when op == Ops.CallPure && Array.Exists(operands, o => o.Type.IsArray) => (op.Traits & ~Traits.Pure) | Traits.Reads,
        _ => op.Traits,
    };

    public Op Op { get; } = op;

    public IrType Type { get; } = type;

    public ReadOnlySpan<Node> Operands => operands;

    /// <summary>What the operation leaves open: a constant's value, a parameter's or result's number, a member, a method, access flags.</summary>
    public object? Attribute { get; } = attribute;

    /// <summary>The branches of an <c>if</c>, the body of a <c>for</c>, condition and body of a <c>while</c>; else empty.</summary>
    public ReadOnlySpan<Region> Regions => regions;

    /// <summary>The region whose list holds this node, or whose parameter it is. Null for constants, which live everywhere.</summary>
    public Region? Region { get; internal set; }

    /// <summary>Numbers rise in the order of construction within a graph.</summary>
    public int Id { get; internal set; }

    /// <summary>The piece of the user's C# that this node computes, or what it is to that piece (<c>∂…</c>).</summary>
    public string? Source { get; internal set; }

    /// <summary>The values of a region node, or of a call of a function: the <see cref="Ops.Result"/> nodes that follow it.</summary>
    public IReadOnlyList<Node> Values { get; internal set; } = [];

    public bool IsConstant => Op == Ops.Const;

    /// <summary>True for what <see cref="GraphBuilder.Block"/> makes.</summary>
    public bool IsBlock => Op == Ops.Try && regions[1].Nodes.Count == 0;

    /// <summary>The traits of this very node: of its operation, narrowed by what its attribute proves. More may be learned of a function later.</summary>
    public Traits Traits => Attribute is Function function ? function.Traits : traits;

    public bool Is(Traits any) => (Traits & any) != 0;

    public override string ToString() =>
        IsConstant ? $"{Attribute}" : $"%{Id} = {Op}{string.Concat(operands.Select(o => o.IsConstant ? $" {o.Attribute}" : $" %{o.Id}"))} : {Type}";
}
