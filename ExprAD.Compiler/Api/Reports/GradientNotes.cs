using ExprAD.IR;

namespace ExprAD.Reports;

/// <summary>What a user may not expect of a gradient: parts of it that are always zero, and why.</summary>
internal static class GradientNotes
{
    /// <param name="primal">The function.</param>
    /// <param name="gradient">The function with its gradient.</param>
    /// <param name="inputs">The inputs of <paramref name="primal"/> that it is differentiated with respect to.</param>
    public static IEnumerable<string> Of(Graph primal, Graph gradient, IReadOnlyList<int> inputs)
    {
        var used = gradient.AllNodes().SelectMany(n => n.Operands.ToArray()).ToHashSet();
        for (var i = 0; i < inputs.Count; i++)
        {
            var input = primal.Inputs[inputs[i]];
            if (IsZero(gradient.Results[i + 1], used))
            {
                yield return Reason(primal, input) is { } reason
                    ? $"The gradient with respect to {input.Name} is zero: the value depends on it only through {reason}."
                    : $"The gradient with respect to {input.Name} is zero: the value does not depend on it.";
            }
        }
    }

    /// <summary>Memory for a gradient is used to be written to, itself or its rows.</summary>
    private static bool IsZero(Node result, HashSet<Node> used) => result.Type.IsArray
        ? result.Op == Ops.Param && !used.Contains(result)
        : result.IsConstant && Scalars.ToDouble(result.Attribute!) == 0;

    /// <summary>The first operation without a derivative that <paramref name="input"/> goes into; null where it goes nowhere.</summary>
    private static string? Reason(Graph primal, GraphInput input)
    {
        HashSet<Node> dependent = [input.Node];
        foreach (var node in primal.AllNodes())
        {
            if (node.Operands.ToArray().Any(dependent.Contains))
            {
                if (node.Is(Traits.NoDerivative) || !node.Type.HoldsFloats)
                {
                    return node.Source ?? node.Op.Name;
                }

                dependent.Add(node);
            }
        }

        return null;
    }
}
