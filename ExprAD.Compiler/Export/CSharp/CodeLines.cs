using System.Text;

namespace ExprAD.Export.CSharp;

/// <summary>Lines of C#, indented by the braces around them.</summary>
internal sealed class CodeLines(int depth)
{
    private readonly StringBuilder text = new();
    private int depth = depth;

    public void Add(string line) => text.Append(' ', 4 * depth).Append(line).Append('\n');

    public void Open(string head)
    {
        Add(head);
        Add("{");
        depth++;
    }

    public void Close()
    {
        depth--;
        Add("}");
    }

    public override string ToString() => text.ToString();
}
