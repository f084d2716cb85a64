using System.Runtime.CompilerServices;

namespace ExprAD.Tests.Docs;

/// <summary>Programs in the README and in the documents compile as they stand and print what is written below them.</summary>
[NonParallelizable]
public class ReadmeTests
{
    [Test]
    public void The_first_program_prints_what_is_written_below_it()
    {
        var (program, output) = DocumentPrograms.In(Read("README.md"))[0];

        Assert.That(DocumentPrograms.Run(program), Is.EqualTo(DocumentPrograms.Trimmed(output)));
    }

    private static IEnumerable<TestCaseData> Programs() => DocumentPrograms.In(Read("docs", "derivatives.md"))
        .Select((p, i) => new TestCaseData(p.Program, p.Output).SetArgDisplayNames($"program {i + 1}"));

    [TestCaseSource(nameof(Programs))]
    public void So_do_those_on_derivatives(string program, string output) =>
        Assert.That(DocumentPrograms.Run(program, nameof(ExprAD)), Is.EqualTo(DocumentPrograms.Trimmed(output)));

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Path.GetDirectoryName(Here())!, "..", "..", .. path]));

    private static string Here([CallerFilePath] string path = "") => path;
}
