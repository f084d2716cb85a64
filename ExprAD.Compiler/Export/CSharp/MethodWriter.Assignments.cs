using ExprAD.IR;

namespace ExprAD.Export.CSharp;

internal sealed partial class MethodWriter
{
    /// <summary>
    /// Assigns values to variables as if all at once: one after the other where no value reads a variable that was
    /// assigned before it, the rest as a tuple.
    /// </summary>
    private void Assign(IReadOnlyList<Node> values, string[] assigned)
    {
        List<(string Variable, Node Value, HashSet<string> Reads)> pending = [];
        for (var k = 0; k < assigned.Length; k++)
        {
            if (NameOf(values[k]) != assigned[k])
            {
                pending.Add((assigned[k], values[k], VariablesIn(values[k])));
            }
        }

        while (pending.Count > 0)
        {
            var next = pending.FindIndex(p => pending.TrueForAll(q => q == p || !q.Reads.Contains(p.Variable)));
            if (next < 0)
            {
                var variables = string.Join(", ", pending.Select(p => p.Variable));
                lines.Add($"({variables}) = ({string.Join(", ", pending.Select(p => Expression(p.Value).Text))});");
                return;
            }

            lines.Add($"{Assignment(pending[next].Variable, pending[next].Value)};");
            pending.RemoveAt(next);
        }
    }

    /// <summary>sum = sum + x as sum += x.</summary>
    private string Assignment(string variable, Node value)
    {
        if (!names.ContainsKey(value) && value.Op is ScalarOp { Symbol: { } symbol } && value.Operands is [var a, var b] && symbol is "+" or "-" or "*")
        {
            if (NameOf(a) == variable)
            {
                return b is { IsConstant: true, Attribute: 1 or 1L } && symbol != "*" ? variable + symbol + symbol : $"{variable} {symbol}= {Expression(b)}";
            }

            if (NameOf(b) == variable && symbol != "-")
            {
                return $"{variable} {symbol}= {Expression(a)}";
            }
        }

        return $"{variable} = {Expression(value)}";
    }
}
