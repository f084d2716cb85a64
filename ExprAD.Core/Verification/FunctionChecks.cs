using ExprAD.IR;
using static ExprAD.Verification.Verifier;

namespace ExprAD.Verification;

/// <summary>Functions and their calls.</summary>
internal static class FunctionChecks
{
    public static void Call(Node n)
    {
        Require(n.Attribute is Function { IsDefined: true }, "invoke has no function to run");
        var function = (Function)n.Attribute!;
        var given = n.Operands.ToArray().Select(o => o.Type);
        Require(given.SequenceEqual(function.Parameters),
            $"{function.Name} takes ({string.Join(", ", function.Parameters)}), not ({string.Join(", ", given)})");
    }

    /// <summary>What is called in stretches gets a range, gives what can be combined, and has floating-point arrays to add to.</summary>
    public static void Stretches(Function function)
    {
        if (function.Split is { } split)
        {
            var types = function.Parameters;
            Require(types.Count > Split.Stretches && types[Split.From].IsInteger && types[Split.From] == types[Split.To] && types[Split.Stretches].IsInteger,
                $"{function.Name} does not begin with a range and a number of stretches");
            Require(split.Combine.Count == function.Results.Count, $"{function.Name} gives {function.Results.Count} results and says how to combine {split.Combine.Count}");
            Require(split.Private.All(p => p > Split.Stretches && p < types.Count && types[p].IsArray && types[p].HoldsFloats), $"a private parameter of {function.Name} is no array of numbers");
        }
    }

    /// <summary>What a function says of itself is what its body has.</summary>
    public static void Signature(Function function)
    {
        Require(function.Body.Parameters.Select(p => p.Type).SequenceEqual(function.Parameters), $"the parameters of {function.Name} are not those of its body");
        Require(function.Body.Results.Select(r => r.Type).SequenceEqual(function.Results), $"the results of {function.Name} are not those of its body");
    }
}
