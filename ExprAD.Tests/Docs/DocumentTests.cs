using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ExprAD.Tests.Docs;

/// <summary>What the documents say of the code is so.</summary>
public partial class DocumentTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static IEnumerable<string> Documents() => Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Select(Path.GetFileName)!;

    [TestCaseSource(nameof(Documents))]
    public void Files_and_folders_that_are_named_exist(string document)
    {
        var missing = Paths().Matches(Read(document)).Select(m => m.Value.TrimEnd('.', '/')).Distinct()
            .Where(path => !File.Exists(Path.Combine(Root, path)) && !Directory.Exists(Path.Combine(Root, path)));

        Assert.That(missing, Is.Empty);
    }

    [TestCaseSource(nameof(Documents))]
    public void Links_lead_to_documents(string document)
    {
        var missing = Links().Matches(Read(document)).Select(m => m.Groups[1].Value).Where(l => !File.Exists(Path.Combine(Root, "docs", l)));

        Assert.That(missing, Is.Empty);
    }

    /// <summary>Names of C# files and of types, wherever they are.</summary>
    [Test]
    public void Names_in_the_page_on_architecture_are_those_of_the_code()
    {
        var paths = Directory.GetFiles(Root, "*.cs", SearchOption.AllDirectories);
        var files = paths.Select(Path.GetFileName).ToHashSet();
        var code = string.Concat(paths.Select(File.ReadAllText));
        var names = CodeSpans().Matches(Read("architecture.md") + Read("adding-an-operation.md")).Select(m => m.Groups[1].Value).Distinct();

        Assert.Multiple(() =>
        {
            foreach (var name in names)
            {
                if (name.EndsWith(".cs", StringComparison.Ordinal))
                {
                    Assert.That(files, Does.Contain(name[(name.LastIndexOf('/') + 1)..]));
                }
                else if (Identifier().IsMatch(name))
                {
                    Assert.That(code, Does.Match($@"\b{name.Split('.')[^1]}s?\b"), name);
                }
            }
        });
    }

    /// <summary>A block of code that begins with the name of a file is from that file.</summary>
    [Test]
    public void Lines_that_are_quoted_are_in_the_file()
    {
        var quotes = Quotes().Matches(Read("adding-an-operation.md"));
        Assert.That(quotes, Has.Count.EqualTo(2));
        foreach (Match quote in quotes)
        {
            var file = File.ReadAllText(Path.Combine(Root, quote.Groups[1].Value.Trim()));
            Assert.That(file, Does.Contain(quote.Groups[2].Value.Trim()));
        }
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(Root, "docs", document)).ReplaceLineEndings("\n");

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"ExprAD\.(Core|Compiler|Tests|Bench)(/[\w.]+)+")]
    private static partial Regex Paths();

    [GeneratedRegex(@"\]\(([\w.-]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<!`)`([^`\n]+)`(?!`)")]
    private static partial Regex CodeSpans();

    [GeneratedRegex(@"^[A-Z]\w+(\.[A-Z]\w+)?$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"```csharp\n// (ExprAD.*)\n((?:.+\n)+)```")]
    private static partial Regex Quotes();
}
