using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class MethodEmitter
{
    private void EmitRegions(Node node)
    {
        if (node.Op == Ops.If)
        {
            EmitIf(node);
        }
        else if (node.Op == Ops.For)
        {
            EmitFor(node);
        }
        else if (node.Op == Ops.While)
        {
            EmitWhile(node);
        }
        else
        {
            EmitTry(node);
        }
    }

    private void EmitIf(Node node)
    {
        var condition = Value(node.Operands[0]);
        var results = ResultVariables(node, node.Regions[0].Results);
        var then = EmitBranch(node.Regions[0], results);
        var otherwise = EmitBranch(node.Regions[1], results);
        statements.Add(Expression.IfThenElse(condition, then, otherwise));
        BindResults(node, results);
    }

    private void EmitTry(Node node)
    {
        var results = ResultVariables(node, node.Regions[0].Results);
        var body = EmitBranch(node.Regions[0], results);
        if (node.IsBlock)
        {
            statements.Add(body);
            BindResults(node, results);
            return;
        }

        var handler = EmitBranch(node.Regions[1], []);

        // A fault block would be the very thing, but dynamic methods can't have one.
        statements.Add(Expression.TryCatch(body, Expression.Catch(typeof(Exception), Expression.Block(typeof(void), handler, Expression.Rethrow()))));
        BindResults(node, results);
    }

    private void EmitFor(Node node)
    {
        var region = node.Regions[0];
        var count = Value(node.Operands[0]);
        var carried = BindCarried(region.Parameters.Skip(1), node.Operands[1..]);
        MakeRoom(region, count);
        var index = variables.Take(count.Type);
        statements.Add(Expression.Assign(index, ScalarExpressions.Zero(index.Type)));
        var body = EmitRegion(() =>
        {
            ResetArrays(region);
            Bind(region.Parameters[0], index);
            ExportParameters(region, from: 1);
            EmitNodes(region);
            AssignCarried(region.Parameters.Skip(1).ToArray(), carried, region.Results);
            statements.Add(Expression.Assign(index, Expression.Add(index, Conversions.To(Expression.Constant(1), index.Type))));
        });
        var end = Expression.Label();
        statements.Add(Expression.Loop(Expression.IfThenElse(Expression.LessThan(index, count), body, Expression.Break(end)), end));
        variables.Release(index);
        BindLoopResults(node, carried);
    }

    private void EmitWhile(Node node)
    {
        var (test, body) = (node.Regions[0], node.Regions[1]);
        var carried = BindCarried(test.Parameters, node.Operands);
        var end = Expression.Label();
        var loop = EmitRegion(() =>
        {
            ResetArrays(test);
            ExportParameters(test, from: 0);
            EmitNodes(test);
            var condition = Value(test.Results[0]);
            var rest = EmitRegion(() =>
            {
                ResetArrays(body);
                EmitNodes(body);
                AssignCarried(test.Parameters, carried, body.Results);
            });
            statements.Add(Expression.IfThenElse(condition, rest, Expression.Break(end)));
        });
        statements.Add(Expression.Loop(loop, end));
        BindLoopResults(node, carried);
    }

    private Expression EmitBranch(Region region, ParameterExpression?[] results) => EmitRegion(() =>
    {
        EmitNodes(region);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] is { } result)
            {
                statements.Add(Expression.Assign(result, Value(region.Results[i])));
            }
            else if (region.Results[i] is { IsConstant: false } unread && Plan[unread].IsInline)
            {
                Discard(Value(unread));
            }
        }
    });

    /// <summary>What <paramref name="emit"/> emits, as one expression. The variables it took for itself are free afterwards.</summary>
    private Expression EmitRegion(Action emit)
    {
        var (outer, outerExpiry) = (statements, expiry);
        (statements, expiry) = ([], new Expiry());
        emit();
        expiry.ReleaseAll(variables);
        var inner = statements;
        (statements, expiry) = (outer, outerExpiry);
        return inner.Count switch
        {
            0 => Expression.Empty(),
            1 when inner[0].Type == typeof(void) => inner[0],
            _ => Expression.Block(typeof(void), inner),
        };
    }

    /// <summary>Variables for the values of a branch; none for those nobody reads.</summary>
    private ParameterExpression?[] ResultVariables(Node node, IReadOnlyList<Node> types)
    {
        var results = new ParameterExpression?[types.Count];
        foreach (var result in node.Values)
        {
            if (Plan[result].Uses > 0)
            {
                var number = (int)result.Attribute!;
                results[number] = variables.Take(MemoryExpressions.ClrOf(types[number].Type));
            }
        }

        return results;
    }

    /// <summary>The values of a branch are its variables, from here on.</summary>
    private void BindResults(Node node, ReadOnlySpan<ParameterExpression?> results)
    {
        foreach (var result in node.Values)
        {
            if (Plan[result].Uses > 0)
            {
                Bind(result, results[(int)result.Attribute!]!);
            }
        }
    }

    /// <summary>The values of a loop are what it carried last, in the same variables where that does no harm.</summary>
    private void BindLoopResults(Node node, ParameterExpression[] carried)
    {
        var unread = carried.ToHashSet();
        foreach (var result in node.Values)
        {
            var variable = carried[(int)result.Attribute!];
            if (Plan[result] is { Uses: > 0 } it)
            {
                if (result.Type.IsFloat && !it.Crosses && graph.Calls.Precede(result))
                {
                    Park(result, variable);
                }
                else
                {
                    unread.Remove(variable);
                    Bind(result, variable);
                }
            }
        }

        foreach (var variable in unread)
        {
            variables.Release(variable);
        }
    }

    /// <summary>
    /// Keeps a floating-point number as an integer with the same bits, in a register that survives calls; so no call
    /// that comes later makes the JIT store the loop's variable in every iteration.
    /// </summary>
    private void Park(Node result, ParameterExpression variable)
    {
        var isDouble = result.Type == IrType.F64;
        var (toBits, fromBits) = isDouble
            ? (nameof(BitConverter.DoubleToInt64Bits), nameof(BitConverter.Int64BitsToDouble))
            : (nameof(BitConverter.SingleToInt32Bits), nameof(BitConverter.Int32BitsToSingle));
        var bits = variables.Take(isDouble ? typeof(long) : typeof(int));
        statements.Add(Expression.Assign(bits, Expression.Call(typeof(BitConverter), toBits, null, variable)));
        values[result] = Expression.Call(typeof(BitConverter), fromBits, null, bits);
        expiry.Add(Plan[result].LastUse, bits);
    }

    /// <summary>Gives what a loop carries variables, with the values it starts with.</summary>
    private ParameterExpression[] BindCarried(IEnumerable<Node> parameters, ReadOnlySpan<Node> init)
    {
        var carried = new ParameterExpression[init.Length];
        var i = 0;
        foreach (var parameter in parameters)
        {
            carried[i] = variables.Take(MemoryExpressions.ClrOf(parameter.Type));
            statements.Add(Expression.Assign(carried[i], Value(init[i])));
            values[parameter] = carried[i++];
        }

        return carried;
    }

    /// <summary>At the head of an iteration: what other methods read of what the loop carries.</summary>
    private void ExportParameters(Region region, int from)
    {
        for (var i = from; i < region.Parameters.Count; i++)
        {
            Export(region.Parameters[i]);
        }
    }

    /// <summary>At the end of an iteration: all at once, so that each reads what was carried before.</summary>
    private void AssignCarried(IReadOnlyList<Node> parameters, ParameterExpression[] carried, IReadOnlyList<Node> next)
    {
        var moves = new ParallelMoves(variables);
        for (var i = 0; i < carried.Length; i++)
        {
            if (next[i] != parameters[i])
            {
                moves.Add(carried[i], Value(next[i]));
            }
        }

        statements.AddRange(moves.InOrder());
    }
}
