using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>
/// Which nodes matter: those that results or effects depend on. A value that a loop carries matters only if it is read
/// after the loop, or by something in it that matters; carrying it round and round does not count. Nor does a function's
/// handing on a parameter to itself.
/// </summary>
internal sealed class Liveness
{
    private readonly HashSet<Node> live = [];
    private readonly HashSet<MemoryClass> liveMemory = [];
    private readonly Stack<Node> work = new();
    private readonly Aliasing aliasing;
    private readonly FunctionCalls calls;

    private Liveness(Aliasing aliasing, FunctionCalls calls)
    {
        this.aliasing = aliasing;
        this.calls = calls;
    }

    public static Liveness Of(Graph graph)
    {
        var liveness = new Liveness(Aliasing.Of(graph), FunctionCalls.In(graph));
        foreach (var result in graph.Results)
        {
            liveness.Mark(result);
        }

        foreach (var node in graph.AllNodes())
        {
            if (node.Is(Traits.Effect) || node.Op == Ops.While)
            {
                // A while may not end, which is an effect too; what it carries is still judged one by one.
                liveness.Mark(node);
            }
        }

        liveness.Propagate();

        // Writes matter when the memory they write to does, which is only known from the reads that do.
        for (var before = -1; before != liveness.live.Count;)
        {
            before = liveness.live.Count;
            foreach (var node in graph.AllNodes())
            {
                if (node.Is(Traits.Writes) && node.Operands.Length > 0 && node.Op != Ops.NewArray && node.Op != Ops.NewTape
                    && node.Op != Ops.ZerosLike && (node.Op == Ops.Invoke ? liveness.ReachesOut(node) : liveness.IsReached(node.Operands[0])))
                {
                    liveness.Mark(node);
                }
            }

            liveness.Propagate();
        }

        return liveness;
    }

    public bool Contains(Node node) => node.IsConstant || live.Contains(node);

    /// <summary>True when memory is seen by someone: others know it too, or something reads it, under whatever name.</summary>
    private bool IsReached(Node memory) =>
        memory.Type.IsArray || memory.Type.Kind == TypeKind.Tape
            ? aliasing.ClassOf(memory) is var found && (found.IsExternal || liveMemory.Contains(found))
            : live.Contains(memory);

    private bool ReachesOut(Node call)
    {
        foreach (var operand in call.Operands)
        {
            if ((operand.Type.IsArray || operand.Type.Kind == TypeKind.Tape) && !operand.IsConstant && IsReached(operand))
            {
                return true;
            }
        }

        return false;
    }

    private void Mark(Node node)
    {
        if (!node.IsConstant && live.Add(node))
        {
            work.Push(node);
            for (var memory = node.Type.IsArray || node.Type.Kind == TypeKind.Tape ? aliasing.ClassOf(node) : null; memory is not null && liveMemory.Add(memory); memory = memory.Rows?.Root)
            {
            }
        }
    }

    private void Propagate()
    {
        while (work.TryPop(out var node))
        {
            MarkRegionsAround(node);
            if (node.Op == Ops.Param)
            {
                MarkCarried(node);
            }
            else if (node.Op == Ops.Result)
            {
                var (owner, number) = (node.Operands[0], (int)node.Attribute!);
                Mark(owner);
                MarkValue(owner, number);
            }
            else if (node.Op == Ops.Invoke)
            {
                MarkHanded(node, (Function)node.Attribute!);
            }
            else if (node.Op == Ops.For)
            {
                Mark(node.Operands[0]);
            }
            else if (node.Op == Ops.While)
            {
                Mark(node.Regions[0].Results[0]);
            }
            else
            {
                foreach (var operand in node.Operands)
                {
                    Mark(operand);
                }
            }
        }
    }

    /// <summary>What runs inside a branch or loop needs the branch or loop.</summary>
    private void MarkRegionsAround(Node node)
    {
        for (var region = node.Region; region?.Owner is { } owner && live.Add(owner); region = owner.Region)
        {
            work.Push(owner);
        }
    }

    private void MarkCarried(Node parameter)
    {
        var region = parameter.Region!;
        var number = (int)parameter.Attribute!;
        if (region.Owner is not { } owner)
        {
            foreach (var call in calls.Of(region).Where(live.Contains))
            {
                Mark(call.Operands[number]);
            }

            return;
        }

        if (owner.Op == Ops.For)
        {
            if (number > 0)
            {
                MarkValue(owner, number - 1);
            }
        }
        else
        {
            MarkValue(owner, number);
        }
    }

    /// <summary>A call needs what its function does something with.</summary>
    private void MarkHanded(Node call, Function function)
    {
        for (var i = 0; i < call.Operands.Length; i++)
        {
            if (!function.IsDefined || live.Contains(function.Body.Parameters[i]))
            {
                Mark(call.Operands[i]);
            }
        }
    }

    private void MarkValue(Node owner, int number)
    {
        if (owner.Attribute is Function { IsDefined: true } function)
        {
            Mark(function.Body.Results[number]);
        }
        else if (owner.Op == Ops.For)
        {
            Mark(owner.Operands[number + 1]);
            Mark(owner.Regions[0].Results[number]);
            Mark(owner.Regions[0].Parameters[number + 1]);
        }
        else if (owner.Op == Ops.While)
        {
            Mark(owner.Operands[number]);
            Mark(owner.Regions[1].Results[number]);
            Mark(owner.Regions[0].Parameters[number]);
        }
        else
        {
            foreach (var region in owner.Regions)
            {
                if (number < region.Results.Count)
                {
                    Mark(region.Results[number]);
                }
            }
        }
    }
}
