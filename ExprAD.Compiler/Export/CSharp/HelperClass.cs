using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>
/// A class of this library that compiled functions call, as text: cut from its own source file, which comes with the
/// assembly. It refers to nothing but .NET.
/// </summary>
internal sealed partial class HelperClass
{
    private static readonly ConcurrentDictionary<Type, HelperClass?> Known = new();

    private readonly string name;
    private readonly IReadOnlyList<(string Name, string Text)> members;

    private HelperClass(Type type, string file)
    {
        name = type.Name;
        members = [.. Split(file)];
    }

    /// <summary>The class of this library that is <paramref name="type"/>; null where that is not one that can be copied.</summary>
    public static HelperClass? Of(Type type) => Known.GetOrAdd(type, t => IsOurs(t) && Read(t) is { } file ? new HelperClass(t, file) : null);

    public static bool IsOurs(Type type) => type.Assembly == typeof(Ops).Assembly || type.Assembly == typeof(HelperClass).Assembly;

    public bool Has(string member) => members.Any(m => m.Name == member);

    /// <summary>The class with the members called <paramref name="names"/> and whatever these use.</summary>
    public string Write(IReadOnlySet<string> names)
    {
        var needed = new HashSet<string>(names);
        for (var before = -1; before != needed.Count;)
        {
            before = needed.Count;
            foreach (var (_, text) in members.Where(m => needed.Contains(m.Name)).ToList())
            {
                needed.UnionWith(members.Select(m => m.Name).Where(n => Regex.IsMatch(text, $@"\b{n}\b")));
            }
        }

        var chosen = members.Where(m => needed.Contains(m.Name)).Select(m => m.Text);
        return $"private static class {name}\n{{\n{string.Join('\n', chosen)}}}";
    }

    private static string? Read(Type type)
    {
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Name}.cs");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The members of the one class in the file, which blank lines separate.</summary>
    private static IEnumerable<(string Name, string Text)> Split(string file)
    {
        var text = new StringBuilder();
        var body = file[(file.IndexOf("\n{\n", StringComparison.Ordinal) + 3)..(file.LastIndexOf("\n}", StringComparison.Ordinal) + 1)];
        foreach (var line in body.Split('\n'))
        {
            var isMemberEnd = line.Length == 0 && text.ToString() is var soFar && soFar.Count(c => c == '{') == soFar.Count(c => c == '}');
            if (!isMemberEnd)
            {
                text.Append(line).Append('\n');
            }
            else if (text.Length > 0)
            {
                yield return Member(text.ToString());
                text.Clear();
            }
        }
    }

    private static (string Name, string Text) Member(string text)
    {
        var code = Noise().Replace(text, "");
        return (Name().Match(code).Groups[1].Value, code);
    }

    /// <summary>Documentation, comments and attributes mean nothing in the file they are copied to.</summary>
    [GeneratedRegex(@"^[ \t]*(//.*|\[[^\n]*\])\n", RegexOptions.Multiline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"(\w+)\s*(?:<[^>]*>)?\s*(?:\(|=|;)")]
    private static partial Regex Name();
}
