namespace ExprAD.Sparsity;

/// <summary>
/// Colours for the columns of a matrix, such that no two columns of one colour have a non-zero in the same row: the sum of all columns of a colour then
/// shows each of their elements by itself (A. R. Curtis, M. J. D. Powell, J. K. Reid, 1974; T. F. Coleman, J. J. Moré, 1983).
/// </summary>
internal static class ColumnColouring
{
    /// <summary>Columns that are empty in the rows that count have no colour.</summary>
    /// <param name="pattern">The matrix.</param>
    /// <param name="counts">Which rows count; all where null.</param>
    public static Colouring Of(Pattern pattern, Func<int, bool>? counts = null)
    {
        var natural = Enumerable.Range(0, pattern.ColumnCount);
        counts ??= _ => true;
        return Colouring.Fewest(
            Greedy(pattern, counts, natural),
            Greedy(pattern, counts, natural.OrderByDescending(pattern.Transposed.CountIn)));
    }

    /// <summary>Each column in turn gets the least colour that none of those has which it meets in a row; the work is that of the sums of squares of the rows.</summary>
    private static Colouring Greedy(Pattern pattern, Func<int, bool> counts, IEnumerable<int> order)
    {
        var colours = new int[pattern.ColumnCount];
        Array.Fill(colours, -1);
        var count = 0;
        var forbiddenFor = new List<int>();
        foreach (var column in order)
        {
            var isEmpty = true;
            foreach (var row in pattern.Transposed[column])
            {
                if (!counts(row))
                {
                    continue;
                }

                isEmpty = false;
                foreach (var other in pattern[row])
                {
                    if (colours[other] >= 0)
                    {
                        forbiddenFor[colours[other]] = column;
                    }
                }
            }

            if (!isEmpty)
            {
                var colour = Least(forbiddenFor, column);
                colours[column] = colour;
                count = Math.Max(count, colour + 1);
            }
        }

        return new Colouring(colours, count);
    }

    /// <summary>The least colour that is not forbidden for <paramref name="vertex"/>; there is always one more colour than used so far.</summary>
    internal static int Least(List<int> forbiddenFor, int vertex)
    {
        var colour = 0;
        while (colour < forbiddenFor.Count && forbiddenFor[colour] == vertex)
        {
            colour++;
        }

        if (colour == forbiddenFor.Count)
        {
            forbiddenFor.Add(-1);
        }

        return colour;
    }
}
