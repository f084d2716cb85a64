namespace ExprAD.Sparsity;

/// <summary>
/// How a Jacobian J is found from few products: J·s for each colour of columns, and sᵀ·J for each colour of rows, s being the sum of the unit vectors of a colour.
/// Rows that have a colour are read from the latter, all others from the former.
/// </summary>
/// <remarks>
/// Mostly all is done in one of the two directions. A few dense rows (or columns) among sparse ones are taken out of the way and done in the other:
/// an arrow, with a dense row and a dense column, takes three products.
/// </remarks>
internal sealed class JacobianCompression
{
    /// <summary>What a product sᵀ·J costs, in terms of J·s: a reverse sweep, and what it stores.</summary>
    private const double CostOfReverse = 2;

    /// <summary>All is done forward but for the rows that have a colour; otherwise all in reverse but for the columns that have one.</summary>
    private readonly bool isForward;

    private JacobianCompression(Pattern pattern, Colouring columns, Colouring rows, bool isForward) =>
        (Pattern, Columns, Rows, this.isForward) = (pattern, columns, rows, isForward);

    public Pattern Pattern { get; }

    public Colouring Columns { get; }

    public Colouring Rows { get; }

    public static JacobianCompression Of(Pattern pattern)
    {
        var forwardCost = Dense.Cost(pattern, CostOfReverse);
        var reverseCost = CostOfReverse * Dense.Cost(pattern.Transposed, 1 / CostOfReverse);
        return forwardCost <= reverseCost ? Forward(pattern) : Reverse(pattern);
    }

    /// <summary>Dense rows in reverse, the others forward.</summary>
    private static JacobianCompression Forward(Pattern pattern)
    {
        var dense = Dense.Of(pattern, CostOfReverse).ToHashSet();
        return new(pattern, ColumnColouring.Of(pattern, row => !dense.Contains(row)), RowsOf(pattern, dense.Contains), isForward: true);
    }

    /// <summary>Dense columns forward, the others in reverse.</summary>
    private static JacobianCompression Reverse(Pattern pattern)
    {
        var dense = Dense.Of(pattern.Transposed, 1 / CostOfReverse).ToHashSet();
        var rows = ColumnColouring.Of(pattern.Transposed, column => !dense.Contains(column));
        var columns = RowsOf(pattern.Transposed, dense.Contains);
        return new(pattern, columns, rows, isForward: false);
    }

    /// <summary>Colours for some rows, such that no two of a colour meet in a column.</summary>
    private static Colouring RowsOf(Pattern pattern, Func<int, bool> isWanted)
    {
        var chosen = Pattern.Of(pattern.ColumnCount, [.. Enumerable.Range(0, pattern.RowCount).Select(i => isWanted(i) ? pattern[i].ToArray() : [])]);
        return ColumnColouring.Of(chosen.Transposed);
    }

    /// <summary>The elements of J in the order of the pattern.</summary>
    /// <param name="forward">For each colour of columns, J·s.</param>
    /// <param name="reverse">For each colour of rows, sᵀ·J.</param>
    public double[] Recover(double[][] forward, double[][] reverse)
    {
        var values = new double[Pattern.NonZeros];
        for (var i = 0; i < Pattern.RowCount; i++)
        {
            for (var k = Pattern.Starts[i]; k < Pattern.Starts[i + 1]; k++)
            {
                var j = Pattern.Columns[k];
                var isInColumns = isForward ? Rows[i] < 0 : Columns[j] >= 0;
                values[k] = isInColumns ? forward[Columns[j]][i] : reverse[Rows[i]][j];
            }
        }

        return values;
    }
}
