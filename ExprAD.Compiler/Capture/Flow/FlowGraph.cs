using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

/// <summary>A program as blocks of steps that run in order and end in a jump or a decision.</summary>
internal sealed class FlowGraph
{
    private readonly List<FlowBlock> blocks = [];

    public FlowGraph()
    {
        Entry = NewBlock();
        Finish = new FlowBlock(null);
    }

    public FlowBlock Entry { get; }

    /// <summary>Where control is when the program has ended; holds nothing.</summary>
    public FlowBlock Finish { get; }

    public IReadOnlyList<FlowBlock> Blocks => blocks;

    /// <summary>The end of block that runs this graph as the body of a try; null where it is not one.</summary>
    public Guarded? Guard { get; set; }

    public FlowBlock NewBlock()
    {
        var block = new FlowBlock(this);
        blocks.Add(block);
        return block;
    }
}

/// <summary>Steps that run one after another.</summary>
internal sealed class FlowBlock(FlowGraph? graph)
{
    /// <summary>The graph it is part of; jumps out of a try lead to blocks of another.</summary>
    public FlowGraph? Graph { get; } = graph;

    public List<FlowStep> Steps { get; } = [];

    public FlowEnd End { get; set; } = new Nowhere();
}

/// <summary>Evaluates an expression without jumps and assigns it to a variable, or to none.</summary>
internal sealed record FlowStep(ParameterExpression? Target, Expression Value);

/// <summary>How a block ends.</summary>
internal abstract record FlowEnd(IReadOnlyList<FlowBlock> Targets);

/// <summary>Nothing comes after: an exception was thrown, or the block can't be reached.</summary>
internal sealed record Nowhere() : FlowEnd([]);

/// <summary>On to another block.</summary>
internal sealed record Jump(FlowBlock To) : FlowEnd([To]);

/// <summary>On to one of two blocks.</summary>
internal sealed record Fork(Expression Condition, FlowBlock Then, FlowBlock Else) : FlowEnd([Then, Else]);

/// <summary>
/// Runs the body, then the last part, however the body ends; <paramref name="Exits"/> are the blocks outside to which
/// the body leads. A fault block is a last part that runs only when the body raises.
/// </summary>
internal sealed record Guarded(TryExpression Source, FlowGraph Body, FlowGraph Last, IReadOnlyList<FlowBlock> Exits) : FlowEnd(Exits)
{
    public bool OnlyOnFault => Source.Fault is not null;
}
