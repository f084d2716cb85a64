using System.Text;
using System.Text.RegularExpressions;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>The C# of the functions that the base class library lacks, cut from their own source file, which comes with the assembly.</summary>
internal static partial class FunctionSource
{
    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> Members = new(() => [.. Split(Read())]);

    /// <summary>The functions called <paramref name="names"/>, all overloads, and whatever they use, in the order of the file.</summary>
    public static IEnumerable<string> Of(IReadOnlySet<string> names)
    {
        var needed = new HashSet<string>(names);
        for (var before = -1; before != needed.Count;)
        {
            before = needed.Count;
            foreach (var (name, text) in Members.Value.Where(m => needed.Contains(m.Name)).ToList())
            {
                needed.UnionWith(Members.Value.Select(m => m.Name).Where(n => Regex.IsMatch(text, $@"\b{n}\b")));
            }
        }

        return Members.Value.Where(m => needed.Contains(m.Name)).Select(m => m.Text);
    }

    public static IEnumerable<string> Names => Members.Value.Select(m => m.Name);

    public static bool Has(string name) => Members.Value.Any(m => m.Name == name);

    private static string Read()
    {
        using var stream = typeof(Ops).Assembly.GetManifestResourceStream("Functions.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The members of the one class in the file: each begins with a line of its own at one level of indentation, and ends before the next.</summary>
    private static IEnumerable<(string Name, string Text)> Split(string file)
    {
        var text = new StringBuilder();
        foreach (var line in file[(file.IndexOf("\n{\n", StringComparison.Ordinal) + 3)..file.LastIndexOf('}')].Split('\n'))
        {
            if (line.Length > 0)
            {
                text.Append(line).Append('\n');
            }
            else if (text.Length > 0 && IsComplete(text.ToString()))
            {
                yield return Member(text.ToString());
                text.Clear();
            }
            else
            {
                text.Append('\n');
            }
        }

        if (text.ToString().Trim().Length > 0)
        {
            yield return Member(text.ToString());
        }
    }

    /// <summary>A blank line within a body does not end it.</summary>
    private static bool IsComplete(string text) => text.Count(c => c == '{') == text.Count(c => c == '}');

    private static (string Name, string Text) Member(string text)
    {
        var code = Noise().Replace(text, "").TrimEnd() + "\n";
        return (Name().Match(code).Groups[1].Value, code.Replace("public static", "private static", StringComparison.Ordinal));
    }

    /// <summary>Documentation and attributes mean nothing in the file they are copied to.</summary>
    [GeneratedRegex(@"^[ \t]*(///.*|\[[^\n]*\])\n", RegexOptions.Multiline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"(\w+)\s*(?:<[^>]*>)?\s*(?:\(|=|;)")]
    private static partial Regex Name();
}
