namespace ExprAD.IR;

/// <summary>
/// A function that graphs call by <see cref="Ops.Invoke"/>, and that may call itself. Its body is a graph of its own, which sees
/// nothing but its parameters. Calls are built before the body is complete; so its signature is known first.
/// </summary>
internal sealed class Function(string name, IReadOnlyList<IrType> parameters, IReadOnlyList<IrType> results)
{
    /// <summary>What is known of a function of which nothing is known. Each may run out of stack.</summary>
    public const Traits Unknown = Traits.Effect | Traits.Reads | Traits.Writes | Traits.Traps;

    private Graph? definition;

    public string Name { get; } = name;

    public IReadOnlyList<IrType> Parameters { get; } = parameters;

    public IReadOnlyList<IrType> Results { get; } = results;

    /// <summary>What a call may do to what its caller can see. Memory that lives and dies within the call does not count.</summary>
    public Traits Traits { get; internal set; } = Unknown;

    /// <summary>How calls run in stretches; null for a function that is simply called.</summary>
    public Split? Split { get; internal set; }

    /// <summary>True once it has a body.</summary>
    public bool IsDefined => definition is not null;

    public Graph Definition => definition ?? throw new InvalidOperationException($"The function {Name} has no body yet.");

    public Region Body => Definition.Body;

    /// <summary>Gives it its body, once.</summary>
    public void Define(Graph graph) =>
        definition = definition is null ? graph : throw new InvalidOperationException($"The function {Name} has a body already.");

    public override string ToString() => Name;
}
