using System.Text;

namespace ExprAD.Text;

/// <summary>Lines with types in a column of their own region, and notes in one column of the whole text.</summary>
internal sealed class PrintedLines
{
    private const int WidestCode = 64;
    private const int LongestNote = 100;

    private readonly List<Line> lines = [];
    private readonly Stack<int> blocks = new();
    private int blockCount;

    private sealed record Line(int Block, int Depth, string Text, string? Type, string? Note);

    public void Add(string text, string? type = null, string? note = null) =>
        lines.Add(new Line(blocks.TryPeek(out var block) ? block : -1, blocks.Count, text, type, note));

    /// <summary>A line that opens a block.</summary>
    public void Open(string text, string? note)
    {
        Add(text, null, note);
        blocks.Push(blockCount++);
    }

    /// <summary>A line that closes a block and opens the next.</summary>
    public void Between(string text)
    {
        Close(text);
        blocks.Push(blockCount++);
    }

    public void Close(string text)
    {
        blocks.Pop();
        Add(text);
    }

    public override string ToString()
    {
        var columns = new Dictionary<int, int>();
        foreach (var line in lines.Where(l => l.Type is not null && l.Text.Length <= WidestCode))
        {
            columns[line.Block] = Math.Max(columns.GetValueOrDefault(line.Block), line.Text.Length);
        }

        var code = lines.ConvertAll(l => new string(' ', 2 * l.Depth)
            + (l.Type is null ? l.Text : $"{l.Text.PadRight(columns.GetValueOrDefault(l.Block))} : {l.Type}"));
        var notes = Enumerable.Range(0, code.Count).Where(i => lines[i] is { Note: not null, Depth: > 0 } && code[i].Length <= WidestCode)
            .Select(i => code[i].Length).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        for (var i = 0; i < code.Count; i++)
        {
            text.Append(lines[i].Note is { } note ? $"{(lines[i].Depth > 0 ? code[i].PadRight(notes) : code[i])}  // {OnOneLine(note)}" : code[i]).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A note of any length and shape as the end of a line.</summary>
    public static string OnOneLine(string note)
    {
        var words = string.Join(' ', note.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= LongestNote ? words : $"{words.AsSpan(0, LongestNote - 1)}…";
    }
}
