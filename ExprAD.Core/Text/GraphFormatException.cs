namespace ExprAD.Text;

/// <summary>A text is not a printed graph.</summary>
internal sealed class GraphFormatException(string reason, int line, int column)
    : FormatException($"Line {line}, column {column}: {reason}.")
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
