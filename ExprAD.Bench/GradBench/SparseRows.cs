namespace ExprAD.Bench.GradBench;

/// <summary>A sparse matrix that is filled row by row: where each row begins, the column of each number, the numbers.</summary>
internal sealed class SparseRows(int rows, int numbers)
{
    /// <summary>The answer shows this many entries of each list, and the last.</summary>
    private const int Shown = 30;

    private readonly int[] starts = new int[rows + 1];
    private readonly int[] columns = new int[numbers];
    private readonly double[] values = new double[numbers];
    private int row;
    private int next;

    public int[] Rows => Excerpt(starts);

    public int[] Cols => Excerpt(columns);

    public double[] Vals => Excerpt(values);

    public void Clear() => (row, next) = (0, 0);

    public void Add(int column, double value)
    {
        columns[next] = column;
        values[next] = value;
        next++;
    }

    public void EndRow() => starts[++row] = next;

    private static T[] Excerpt<T>(T[] all) => [.. all[..Shown], all[^1]];
}
