using System.Text;
using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>The functions that an exported method calls, as private methods beside it.</summary>
internal sealed class ExportedFunctions
{
    private readonly Dictionary<Function, string> names = [];

    public ExportedFunctions(Graph graph, Identifiers identifiers)
    {
        foreach (var function in graph.Functions)
        {
            var name = identifiers.New(function.Name);
            names.Add(function, char.IsLower(name[0]) ? identifiers.New(char.ToUpperInvariant(name[0]) + name[1..]) : name);
        }
    }

    public string NameOf(Function function) => names[function];

    public string Write(Uses uses, Identifiers identifiers, Helpers helpers)
    {
        var text = new StringBuilder();
        foreach (var (function, name) in names)
        {
            var inner = identifiers.Inner();
            var signature = Signature.Of(function, uses, inner);
            var parameters = string.Join(", ", signature.Parameters.Select(p => $"{p.Type} {p.Name}"));
            text.Append("\n    private static ").Append(Returned(function)).Append(' ').Append(name).Append('(').Append(parameters).Append(")\n    {\n")
                .Append(MethodWriter.Write(function, uses, signature, inner, helpers, this)).Append("    }\n");
        }

        return text.ToString();
    }

    private static string Returned(Function function)
    {
        var types = function.Results.Select(CSharpTypes.Name).ToArray();
        return types.Length switch { 0 => "void", 1 => types[0], _ => $"({string.Join(", ", types)})" };
    }
}
