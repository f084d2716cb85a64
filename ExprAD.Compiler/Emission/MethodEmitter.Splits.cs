using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.Emission.Runtime.Parallel;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class MethodEmitter
{
    /// <summary>A call of a loop that may run in stretches: where it is too small for that, a call as any other.</summary>
    private void EmitSplit(Node node, Function function, Split split)
    {
        var stretches = Value(node.Operands[Split.Stretches]);
        var results = ResultVariables(node, node.Values);
        var whole = EmitRegion(() =>
        {
            var call = CallOf(node, function);
            statements.Add(results is [{ } first, ..] ? Expression.Assign(first, call) : call);
            for (var r = 1; r < results.Length; r++)
            {
                if (results[r] is { } result)
                {
                    statements.Add(Expression.Assign(result, HandedBack(function, r)));
                }
            }
        });
        var inStretches = EmitRegion(() => EmitStretches(node, function, split, results));
        var one = Conversions.To(Expression.Constant(1), stretches.Type);
        statements.Add(Expression.IfThenElse(Expression.LessThanOrEqual(stretches, one), whole, inStretches));
        BindResults(node, results);
    }

    private void EmitStretches(Node node, Function function, Split split, ParameterExpression?[] results)
    {
        var number = graph.Functions.NumberOfSplit(function);
        var call = variables.Take(typeof(SplitCall));
        statements.Add(Expression.Assign(call, Expression.Call(workspace, nameof(Workspace.BeginSplit), null, Expression.Constant(number))));
        for (var i = Split.Stretches + 1; i < node.Operands.Length; i++)
        {
            var (type, value) = (function.Parameters[i], Value(node.Operands[i]));
            var shared = split.PlaceOf(i);
            statements.Add(shared >= 0
                ? Expression.Call(call, nameof(SplitCall.Share), null, Expression.Constant(shared), value)
                : graph.Functions.Handed.Write((function, i), type, Expression.Field(Expression.Property(call, nameof(SplitCall.Arguments)), Frame.FieldOf(type)), value));
        }

        var count = variables.Take(typeof(int));
        Expression Long(int operand) => Conversions.To(Value(node.Operands[operand]), typeof(long));
        statements.Add(Expression.Assign(count, Expression.Call(
            call, nameof(SplitCall.Run), null, Long(Split.From), Long(Split.To), Long(Split.Stretches), Expression.Constant(split.Threads == 0 ? int.MaxValue : split.Threads))));
        Combine(function, split, results, Expression.Property(call, nameof(SplitCall.Parts)), count);
        statements.Add(Expression.Call(workspace, nameof(Workspace.EndSplit), null, Expression.Constant(number), call));
        variables.Release(count);
        variables.Release(call);
    }

    /// <summary>What the stretches gave, combined in their order.</summary>
    private void Combine(Function function, Split split, ParameterExpression?[] results, Expression parts, ParameterExpression count)
    {
        if (Array.TrueForAll(results, r => r is null))
        {
            return;
        }

        var at = variables.Take(typeof(int));
        Expression Part(int result) => Conversions.To(
            Expression.ArrayIndex(parts, Expression.Add(Expression.Multiply(at, Expression.Constant(results.Length)), Expression.Constant(result))), function.Results[result].Clr);
        Expression[] Each(Func<int, ParameterExpression, Expression> assign) => [.. results.Index().Where(r => r.Item is not null).Select(r => assign(r.Index, r.Item!))];

        var end = Expression.Label();
        statements.Add(Expression.Assign(at, Expression.Constant(0)));
        statements.AddRange(Each((r, result) => Expression.Assign(result, Part(r))));
        statements.Add(Expression.Loop(
            Expression.IfThenElse(
                Expression.LessThan(Expression.PreIncrementAssign(at), count),
                Expression.Block(typeof(void), Each((r, result) => Expression.Assign(result, ScalarExpressions.Apply(split.Combine[r], [result, Part(r)])))),
                Expression.Break(end)),
            end));
        variables.Release(at);
    }
}
