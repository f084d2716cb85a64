using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>
/// What calls of functions do to what their callers can see, by the least fixed point over all that call each other.
/// Arrays that a call makes for itself are nobody else's: reading and writing them is computing.
/// </summary>
internal static class FunctionTraits
{
    /// <summary>Finds the traits of all functions that a graph calls, and lets them know.</summary>
    public static Graph Infer(Graph graph)
    {
        if (graph.Functions.Count == 0)
        {
            return graph;
        }

        var confinement = Confinement.Of(graph);
        foreach (var function in graph.Functions)
        {
            function.Traits = Start(function);
        }

        while (graph.Functions.Any(f => Learn(f, confinement.In(f.Body))))
        {
        }

        foreach (var function in graph.Functions.Where(f => f.Traits == Traits.Traps))
        {
            function.Traits |= Traits.Pure;
        }

        return graph;
    }

    /// <summary>An array that is handed back is fresh at each call, so that no call may stand for another.</summary>
    private static Traits Start(Function function) =>
        function.Results.Any(r => r.IsArray) ? Traits.Traps | Traits.Writes : Traits.Traps;

    private static bool Learn(Function function, References memory)
    {
        var before = function.Traits;
        foreach (var node in Graph.NodesOf([function.Body]))
        {
            function.Traits |= Of(node, memory);
        }

        return function.Traits != before;
    }

    private static Traits Of(Node node, References memory)
    {
        // An exception is always the same for the same arguments.
        var traits = node.Op == Ops.Throw ? Traits.None : node.Traits & (Traits.Effect | Traits.Reads | Traits.Writes);
        if (traits == Traits.None)
        {
            return traits;
        }

        if (node.Op == Ops.GetMember || node.Op == Ops.SetMember || node.Op == Ops.Call || node.Op == Ops.Try)
        {
            // State outside is read and written in the order of the program.
            return traits | Traits.Effect;
        }

        return IsPrivate(node, memory) ? traits & Traits.Effect : traits;
    }

    /// <summary>Whether all memory that a node touches is the call's own.</summary>
    private static bool IsPrivate(Node node, References memory)
    {
        if (node.Type.IsArray && memory.Leaves(node))
        {
            return false;
        }

        foreach (var operand in node.Operands)
        {
            if (operand.Type.Kind == TypeKind.Tape || (operand.Type.IsArray && !operand.IsConstant && memory.Leaves(operand)))
            {
                return false;
            }
        }

        return true;
    }
}
