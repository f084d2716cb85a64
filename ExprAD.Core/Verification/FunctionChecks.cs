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

    /// <summary>What a function says of itself is what its body has.</summary>
    public static void Signature(Function function)
    {
        Require(function.Body.Parameters.Select(p => p.Type).SequenceEqual(function.Parameters), $"the parameters of {function.Name} are not those of its body");
        Require(function.Body.Results.Select(r => r.Type).SequenceEqual(function.Results), $"the results of {function.Name} are not those of its body");
    }
}
