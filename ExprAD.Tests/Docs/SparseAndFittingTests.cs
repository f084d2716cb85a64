using System.Runtime.CompilerServices;

namespace ExprAD.Tests.Docs;

/// <summary>The programs in the page on sparsity, batches and fitting print what is written below them.</summary>
[NonParallelizable]
public class SparseAndFittingTests
{
    private static IEnumerable<TestCaseData> Programs() =>
        DocumentPrograms.In(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "sparse-and-fitting.md")))
            .Select((p, i) => new TestCaseData(p.Program, p.Output).SetArgDisplayNames($"{i + 1}"));

    [TestCaseSource(nameof(Programs))]
    public void Programs_print_what_is_written_below_them(string program, string output) =>
        Assert.That(DocumentPrograms.Run(program), Is.EqualTo(DocumentPrograms.Trimmed(output)));

    private static string Here([CallerFilePath] string path = "") => path;
}
