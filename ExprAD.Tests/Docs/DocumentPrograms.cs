using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExprAD.Tests.Docs;

/// <summary>The programs in documents: blocks of C#, each followed by a block of what it prints.</summary>
internal static partial class DocumentPrograms
{
    public static IReadOnlyList<(string Program, string Output)> In(string document) =>
        [.. Pairs().Matches(document.ReplaceLineEndings("\n")).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    /// <summary>What a program writes to the console; <paramref name="usings"/> are understood.</summary>
    public static string Run(string program, params string[] usings)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var prelude = string.Concat(usings.Append("System").Append("System.Linq").Append("System.Collections.Generic").Select(u => $"global using {u}; "));
        var compilation = CSharpCompilation.Create(
            "document",
            [CSharpSyntaxTree.ParseText(prelude), CSharpSyntaxTree.ParseText(program)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var stream = new MemoryStream();
        var errors = compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.That(errors, Is.Empty);

        var (console, culture) = (Console.Out, CultureInfo.CurrentCulture);
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            Console.SetOut(written);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            System.Reflection.Assembly.Load(stream.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
            CultureInfo.CurrentCulture = culture;
        }

        return Trimmed(written.ToString());
    }

    /// <summary>Without spaces and lines at the ends.</summary>
    public static string Trimmed(string text) => string.Join("\n", text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim('\n');

    [GeneratedRegex(@"```csharp\n(.*?)```\s*```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Pairs();
}
