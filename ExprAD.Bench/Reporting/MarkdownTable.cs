using System.Text;

namespace ExprAD.Bench.Reporting;

/// <summary>A table: names on the left, numbers right-aligned.</summary>
internal sealed class MarkdownTable(params string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length);
        rows.Add(cells);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, columns);
        Line(text, [.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
        rows.ForEach(row => Line(text, row));
        return text.ToString();
    }

    private static void Line(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
