using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>The blocks of a method's IL that can be reached.</summary>
internal sealed class IlBlocks
{
    private readonly Dictionary<int, IlBlock> byOffset = [];

    public IlBlocks(IReadOnlyList<IlInstruction> instructions, IEnumerable<ExceptionHandlingClause> clauses)
    {
        Root = IlRegion.Of(clauses, instructions[^1].Next);
        var starts = Starts(instructions);
        for (var i = 0; i < instructions.Count;)
        {
            var first = i++;
            while (i < instructions.Count && !starts.Contains(instructions[i].Offset))
            {
                i++;
            }

            var offset = instructions[first].Offset;
            byOffset.Add(offset, new IlBlock(offset, [.. instructions.Skip(first).Take(i - first)], Root.At(offset)));
        }

        All = [.. byOffset.Values.OrderBy(b => b.Offset)];
        foreach (var (block, next) in All.Zip(All.Skip(1)))
        {
            block.Next = next;
        }

        Order = InOrder();
        foreach (var block in Order)
        {
            Successors(block).ForEach(s => s.Predecessors.Add(block));
        }
    }

    public IlRegion Root { get; }

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<IlBlock> All { get; }

    /// <summary>Those that can be reached, in reverse postorder: a block comes after all that lead to it, but for jumps back.</summary>
    public IReadOnlyList<IlBlock> Order { get; }

    public IlBlock At(int offset) => byOffset[offset];

    private HashSet<int> Starts(IReadOnlyList<IlInstruction> instructions)
    {
        HashSet<int> starts = [0];
        foreach (var instruction in instructions)
        {
            foreach (var target in instruction.Targets)
            {
                starts.Add(target);
            }

            if (instruction.IsEnd || instruction.Targets.Length > 0)
            {
                starts.Add(instruction.Next);
            }
        }

        AddRegions(Root);
        return starts;

        void AddRegions(IlRegion region)
        {
            starts.UnionWith([region.Start, region.End]);
            region.Children.ForEach(AddRegions);
        }
    }

    private List<IlBlock> Successors(IlBlock block)
    {
        var last = block.Instructions[^1];
        var found = new List<IlBlock>();
        foreach (var target in last.Targets)
        {
            found.Add(byOffset[target]);
        }

        if (!last.IsEnd && block.Next is { } next)
        {
            found.Add(next);
        }

        return found;
    }

    /// <summary>What a try leads to beside the blocks it jumps to: its handlers.</summary>
    private List<IlBlock> Handlers(IlBlock block)
    {
        var found = new List<IlBlock>();
        for (var region = block.Region; region.Parent is { } parent; region = parent)
        {
            if (!region.IsHandler && region.Start == block.Offset)
            {
                found.AddRange(parent.Children.Where(c => c.IsHandler && c.Clause == region.Clause).Select(c => byOffset[c.Start]));
            }
        }

        return found;
    }

    private List<IlBlock> InOrder()
    {
        var order = new List<IlBlock>();
        var seen = new HashSet<IlBlock> { All[0] };
        var path = new Stack<(IlBlock Block, Queue<IlBlock> Next)>();
        Push(All[0]);
        while (path.TryPeek(out var top))
        {
            if (!top.Next.TryDequeue(out var next))
            {
                order.Add(path.Pop().Block);
            }
            else if (seen.Add(next))
            {
                Push(next);
            }
        }

        order.Reverse();
        return order;

        // What comes later in the text comes first here, and so last in the reverse.
        void Push(IlBlock block) => path.Push((block, new Queue<IlBlock>(Successors(block).Concat(Handlers(block)).OrderByDescending(s => s.Offset))));
    }
}
