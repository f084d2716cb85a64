namespace ExprAD.Sparsity;

/// <summary>Where a matrix can differ from zero: row i has the columns <c>Columns[Starts[i]..Starts[i + 1]]</c>, ascending.</summary>
internal sealed class Pattern
{
    private readonly Lazy<Pattern> transposed;

    public Pattern(int rows, int columns, int[] starts, int[] indices)
    {
        (RowCount, ColumnCount, Starts, Columns) = (rows, columns, starts, indices);
        transposed = new(Transpose);
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    public int[] Starts { get; }

    public int[] Columns { get; }

    public int NonZeros => Columns.Length;

    public Pattern Transposed => transposed.Value;

    public ReadOnlySpan<int> this[int row] => Columns.AsSpan(Starts[row]..Starts[row + 1]);

    public static Pattern Of(int columns, IReadOnlyList<int[]> rows)
    {
        var starts = new int[rows.Count + 1];
        for (var i = 0; i < rows.Count; i++)
        {
            starts[i + 1] = checked(starts[i] + rows[i].Length);
        }

        var indices = new int[starts[^1]];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].CopyTo(indices, starts[i]);
        }

        return new Pattern(rows.Count, columns, starts, indices);
    }

    public bool SameAs(Pattern other) => ColumnCount == other.ColumnCount && Starts.AsSpan().SequenceEqual(other.Starts) && Columns.AsSpan().SequenceEqual(other.Columns);

    public int CountIn(int row) => Starts[row + 1] - Starts[row];

    /// <summary>The same with the mirror image of each place, for a matrix known to be symmetric; its diagonal is left out.</summary>
    public Pattern Adjacency()
    {
        var neighbours = new int[RowCount][];
        var merged = new SortedSet<int>();
        for (var i = 0; i < RowCount; i++)
        {
            merged.Clear();
            merged.UnionWith(this[i].ToArray());
            merged.UnionWith(Transposed[i].ToArray());
            merged.Remove(i);
            neighbours[i] = [.. merged];
        }

        return Of(ColumnCount, neighbours);
    }

    /// <summary>Every row's columns in one pass over the rows, so that they come in ascending order.</summary>
    private Pattern Transpose()
    {
        var starts = new int[ColumnCount + 1];
        foreach (var column in Columns)
        {
            starts[column + 1]++;
        }

        for (var j = 0; j < ColumnCount; j++)
        {
            starts[j + 1] += starts[j];
        }

        var next = starts.AsSpan(0, ColumnCount).ToArray();
        var rows = new int[Columns.Length];
        for (var i = 0; i < RowCount; i++)
        {
            foreach (var column in this[i])
            {
                rows[next[column]++] = i;
            }
        }

        return new Pattern(ColumnCount, RowCount, starts, rows);
    }
}
