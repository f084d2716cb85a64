namespace ExprAD.IR;

internal sealed partial class GraphBuilder
{
    /// <summary>Calls a function. Calls that only compute are merged and moved like any operation.</summary>
    /// <returns>What the function gives.</returns>
    public Node[] Invoke(Function function, params ReadOnlySpan<Node> operands)
    {
        var call = Emit(Ops.Invoke, IrType.Void, operands, function);
        if (call.Values.Count < function.Results.Count)
        {
            call.Values = [.. function.Results.Select((type, i) => Emit(Ops.Result, type, [call], i))];
        }

        return [.. call.Values];
    }
}
