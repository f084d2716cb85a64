using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

internal sealed partial class MethodWriter
{
    /// <summary>The body of a method for a function that the exported method calls.</summary>
    public static string Write(Function function, Uses uses, Signature signature, Identifiers identifiers, Helpers helpers, ExportedFunctions functions)
    {
        var writer = new MethodWriter(function.Definition, uses, signature, identifiers, helpers, functions);
        if (!writer.Statements(function.Body))
        {
            var results = function.Body.Results.Select(r => writer.Expression(r).Text).ToArray();
            if (results.Length > 0)
            {
                writer.lines.Add($"return {(results.Length == 1 ? results[0] : $"({string.Join(", ", results)})")};");
            }
        }

        return writer.lines.ToString();
    }

    private void Invoke(Node node, Function function)
    {
        var call = $"{functions.NameOf(function)}({string.Join(", ", Operands(node).Select(o => o.Text))})";
        if (node.Values.All(v => uses[v].Count == 0))
        {
            lines.Add($"{call};");
            return;
        }

        var declared = node.Values.Select(v => uses[v].Count == 0 ? "_" : $"{TypeName(v.Type)} {Local(v, LocalNames.OfBranch(v))}").ToArray();
        lines.Add($"{(declared.Length == 1 ? declared[0] : $"({string.Join(", ", declared)})")} = {call};");
    }
}
