using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>Instructions that run one after another: only the first is jumped to, only the last jumps.</summary>
internal sealed class IlBlock(int offset, IReadOnlyList<IlInstruction> instructions, IlRegion region)
{
    public int Offset { get; } = offset;

    public IReadOnlyList<IlInstruction> Instructions { get; } = instructions;

    /// <summary>The innermost try or handler that it lies in.</summary>
    public IlRegion Region { get; } = region;

    /// <summary>The block that comes next in the text; null after the last one.</summary>
    public IlBlock? Next { get; set; }

    /// <summary>The blocks that lead here, one for each jump.</summary>
    public List<IlBlock> Predecessors { get; } = [];

    /// <summary>True where a try begins, or a handler: control comes here from outside of it in its own way.</summary>
    public bool BeginsRegion => Region.Parent is not null && Region.Start == Offset;
}

/// <summary>The method as a whole, the body of a try, or a handler; those within lie in it in the text.</summary>
internal sealed class IlRegion(IlRegion? parent, int start, int end, ExceptionHandlingClause? clause, bool isHandler)
{
    public IlRegion? Parent { get; } = parent;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>What guards a try, or whose handler this is.</summary>
    public ExceptionHandlingClause? Clause { get; } = clause;

    public bool IsHandler { get; } = isHandler;

    public List<IlRegion> Children { get; } = [];

    public bool Holds(int offset) => Start <= offset && offset < End;

    /// <summary>The regions of a method, nested.</summary>
    public static IlRegion Of(IEnumerable<ExceptionHandlingClause> clauses, int length)
    {
        var root = new IlRegion(null, 0, length, null, isHandler: false);
        var ranges = clauses.SelectMany(c => new[]
        {
            (Start: c.TryOffset, End: c.TryOffset + c.TryLength, Clause: c, IsHandler: false),
            (Start: c.HandlerOffset, End: c.HandlerOffset + c.HandlerLength, Clause: c, IsHandler: true),
        });

        // Outer before inner. Of two clauses over the same try, the one listed later lies around the other.
        foreach (var (range, _) in ranges.Select((r, i) => (r, i)).OrderBy(r => r.r.Start).ThenByDescending(r => r.r.End).ThenByDescending(r => r.i))
        {
            var parent = root;
            while (parent.Children.Find(c => c.Start <= range.Start && range.End <= c.End) is { } inner)
            {
                parent = inner;
            }

            parent.Children.Add(new IlRegion(parent, range.Start, range.End, range.Clause, range.IsHandler));
        }

        return root;
    }

    /// <summary>The innermost region that holds an offset.</summary>
    public IlRegion At(int offset) => Children.Find(c => c.Holds(offset)) is { } inner ? inner.At(offset) : this;
}
