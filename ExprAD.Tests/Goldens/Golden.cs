using System.Runtime.CompilerServices;
using System.Text;

namespace ExprAD.Tests.Goldens;

/// <summary>
/// Texts that were read once and are to stay as they are: <c>Goldens/stage/name</c>. Run the tests with
/// EXPRAD_ACCEPT=1 to accept what is written now, and review the change like any other.
/// </summary>
internal static class Golden
{
    private static readonly string Folder = Path.GetDirectoryName(Here())!;

    public static bool Accepts => Environment.GetEnvironmentVariable("EXPRAD_ACCEPT") == "1";

    /// <summary>All golden files there are: <c>stage/name</c>.</summary>
    public static IReadOnlyList<string> Files =>
        [.. Directory.GetDirectories(Folder).SelectMany(Directory.GetFiles).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))];

    public static void Check(string file, string actual)
    {
        var path = Path.Combine(Folder, file);
        actual = actual.ReplaceLineEndings("\n");
        if (Accepts)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.That(path, Does.Exist, "Run with EXPRAD_ACCEPT=1 to accept the text that this test gives.");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.That(actual, Is.EqualTo(expected), () => $"{file} is not what it was; EXPRAD_ACCEPT=1 accepts this:\n{Difference(expected.Split('\n'), actual.Split('\n'))}");
    }

    public static void Delete(string file) => File.Delete(Path.Combine(Folder, file));

    /// <summary>The lines that went (-) and came (+), by their longest common subsequence, among those that stayed.</summary>
    public static string Difference(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var text = new StringBuilder();
        for (var (i, j) = (0, 0); i < before.Length || j < after.Length;)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                text.Append("  ").AppendLine(before[i++]);
                j++;
            }
            else if (j == after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                text.Append("- ").AppendLine(before[i++]);
            }
            else
            {
                text.Append("+ ").AppendLine(after[j++]);
            }
        }

        return text.ToString();
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
