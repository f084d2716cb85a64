using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExprAD.Tests.Docs;

/// <summary>The README's first program compiles as it stands and prints what the README says it prints.</summary>
[NonParallelizable]
public class ReadmeTests
{
    [Test]
    public void The_first_program_prints_what_is_written_below_it()
    {
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "README.md"));
        var program = Block("csharp").Match(readme).Groups[1].Value;
        var output = Block("text").Match(readme).Groups[1].Value;

        Assert.That(Run(program).Trim().ReplaceLineEndings("\n"), Is.EqualTo(output.Trim().ReplaceLineEndings("\n")));
    }

    private static string Run(string program)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            "readme",
            [CSharpSyntaxTree.ParseText("global using System; global using System.Linq;"), CSharpSyntaxTree.ParseText(program)],
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

        return written.ToString();
    }

    private static Regex Block(string language) => new($"```{language}\n(.*?)```", RegexOptions.Singleline);

    private static string Here([CallerFilePath] string path = "") => path;
}
