using ExprAD.IR;

namespace ExprAD.Interpretation;

internal sealed partial class Interpreter
{
    /// <summary>One stretch of the loop after the other, each with arrays of its own to add to; then what they gave, combined in their order.</summary>
    private object?[] InvokeSplit(Function function, Split split, object?[] arguments)
    {
        var (from, to) = (Scalars.ToInt64(arguments[Split.From]!), Scalars.ToInt64(arguments[Split.To]!));
        var stretches = Split.Limit(Scalars.ToInt64(arguments[Split.Stretches]!));
        var parts = new (object?[] Arguments, object?[] Results)[stretches];
        for (var s = 0; s < stretches; s++)
        {
            var given = arguments.ToArray();
            given[Split.From] = Scalars.Convert(Split.Start(from, to, s, stretches), function.Parameters[Split.From].Kind);
            given[Split.To] = Scalars.Convert(Split.Start(from, to, s + 1, stretches), function.Parameters[Split.To].Kind);
            foreach (var array in split.Private)
            {
                given[array] = Arrays.ZerosLike(given[array]);
            }

            parts[s] = (given, Call(function, given));
        }

        foreach (var array in split.Private)
        {
            Array.ForEach(parts, p => Accumulation.Add(arguments[array]!, p.Arguments[array]!));
        }

        return [.. split.Combine.Select((op, r) => parts.Select(p => p.Results[r]).Aggregate((a, b) => Evaluation.Evaluate(op.Implementation(function.Results[r].Kind)!, a, b)))];
    }
}
