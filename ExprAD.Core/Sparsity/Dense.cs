namespace ExprAD.Sparsity;

/// <summary>Which rows of a matrix are so much fuller than the others that each is worth an evaluation of its own.</summary>
internal static class Dense
{
    /// <summary>
    /// The k fullest rows, k such that k evaluations and as many as the fullest of the remaining rows has columns are the fewest together.
    /// <paramref name="extra"/>: what one for a dense row costs, in terms of the others.
    /// </summary>
    public static IEnumerable<int> Of(Pattern pattern, double extra)
    {
        var (order, count, _) = Cheapest(pattern, extra);
        return order.Take(count);
    }

    /// <summary>What the evaluations cost at the least.</summary>
    public static double Cost(Pattern pattern, double extra) => Cheapest(pattern, extra).Cost;

    private static (int[] Order, int Count, double Cost) Cheapest(Pattern pattern, double extra)
    {
        int[] order = [.. Enumerable.Range(0, pattern.RowCount).OrderByDescending(pattern.CountIn)];
        var best = (Count: 0, Cost: order.Length == 0 ? 0.0 : pattern.CountIn(order[0]));
        for (var k = 1; k <= order.Length; k++)
        {
            var cost = (k * extra) + (k < order.Length ? pattern.CountIn(order[k]) : 0);
            if (cost < best.Cost)
            {
                best = (k, cost);
            }
        }

        return (order, best.Count, best.Cost);
    }
}
