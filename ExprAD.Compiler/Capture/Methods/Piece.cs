using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

/// <summary>Blocks that were put together: their statements, what they leave on the stack, and how they end.</summary>
internal sealed class Piece(IlBlock block, Simulation simulation, IReadOnlyList<Expression> entry)
{
    /// <summary>The block that it begins with.</summary>
    public IlBlock Block { get; } = block;

    public Simulation Simulation { get; } = simulation;

    /// <summary>What lay on the stack at its beginning.</summary>
    public IReadOnlyList<Expression> Entry { get; } = entry;

    public List<Expression> Statements => Simulation.Statements;

    public List<Expression> Stack => Simulation.Stack;

    public BlockEnd End { get; set; } = new Never();

    /// <summary>True where it does nothing but compute what its end needs, or one more value on the stack.</summary>
    public bool OnlyComputes => Statements.Count == 0;

    /// <summary>True where the stack is what it was.</summary>
    public bool LeavesStack => Stack.SequenceEqual(Entry);
}
