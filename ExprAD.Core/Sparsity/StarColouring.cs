namespace ExprAD.Sparsity;

/// <summary>
/// Colours for the rows and columns of a symmetric matrix, neighbours in its graph being different, and every path of four vertices having three colours at least.
/// Of each element then one of the two mirror images shows by itself in the sums of the columns of a colour
/// (T. F. Coleman, J. J. Moré, 1984; A. H. Gebremedhin, F. Manne, A. Pothen, 2005).
/// </summary>
/// <remarks>
/// Vertices of very many neighbours get colours of their own, and count no more for the others: no path can have such a colour twice. So an arrow takes two colours,
/// and the work is that of the squares of the degrees that are left.
/// </remarks>
internal sealed class StarColouring
{
    private readonly Pattern adjacency;
    private readonly bool[] isHub;
    private readonly int[] colours;

    /// <summary>Whether two neighbours of one that has no colour yet must differ: so two vertices with many common neighbours do, when they come first.</summary>
    private readonly bool reserves;

    /// <summary>How many neighbours of a vertex have a colour so far.</summary>
    private readonly int[][] neighboursOf;
    private readonly List<int> forbiddenFor = [];

    private StarColouring(Pattern adjacency, bool[] isHub, bool reserves)
    {
        (this.adjacency, this.isHub, this.reserves) = (adjacency, isHub, reserves);
        colours = new int[adjacency.RowCount];
        Array.Fill(colours, -1);
        neighboursOf = new int[adjacency.RowCount][];
        Array.Fill(neighboursOf, []);
    }

    /// <summary>The colours of a matrix whose diagonal may be anything.</summary>
    /// <param name="adjacency">Where it differs from zero outside its diagonal; symmetric.</param>
    public static Colouring Of(Pattern adjacency)
    {
        int[] hubs = [.. Dense.Of(adjacency, extra: 1)];
        var isHub = new bool[adjacency.RowCount];
        foreach (var hub in hubs)
        {
            isHub[hub] = true;
        }

        var rest = IsNearlyFull(adjacency) ? Distinct(isHub) : Colouring.Fewest(
            new StarColouring(adjacency, isHub, reserves: false).Greedy(Enumerable.Range(0, adjacency.RowCount)),
            new StarColouring(adjacency, isHub, reserves: true).Greedy(Enumerable.Range(0, adjacency.RowCount).OrderByDescending(adjacency.CountIn)));
        for (var i = 0; i < hubs.Length; i++)
        {
            rest.Colours[hubs[i]] = rest.Count + i;
        }

        return rest with { Count = rest.Count + hubs.Length };
    }

    /// <summary>There is little to save then, and colouring would be the greater part of the work.</summary>
    private static bool IsNearlyFull(Pattern adjacency) => adjacency.NonZeros > (long)adjacency.RowCount * adjacency.RowCount / 4;

    private static Colouring Distinct(bool[] isHub)
    {
        var count = 0;
        return new Colouring(Array.ConvertAll(isHub, hub => hub ? -1 : count++), count);
    }

    private Colouring Greedy(IEnumerable<int> order)
    {
        foreach (var vertex in order)
        {
            if (!isHub[vertex])
            {
                Forbid(vertex);
                Colour(vertex, ColumnColouring.Least(forbiddenFor, vertex));
            }
        }

        return new Colouring(colours, forbiddenFor.Count);
    }

    /// <summary>The colours of neighbours w; and of their neighbours x those that would make a path v w x y, or x w v u, of two colours only.</summary>
    private void Forbid(int v)
    {
        foreach (var w in adjacency[v])
        {
            if (isHub[w])
            {
                continue;
            }

            var isColoured = colours[w] >= 0;
            if (isColoured)
            {
                forbiddenFor[colours[w]] = v;
            }

            var isRepeated = isColoured && Count(v, colours[w]) > 1;
            foreach (var x in adjacency[w])
            {
                if (x != v && !isHub[x] && colours[x] >= 0 && (isColoured ? isRepeated || Count(x, colours[w]) > 1 : reserves))
                {
                    forbiddenFor[colours[x]] = v;
                }
            }
        }
    }

    private int Count(int vertex, int colour) => colour < neighboursOf[vertex].Length ? neighboursOf[vertex][colour] : 0;

    private void Colour(int vertex, int colour)
    {
        colours[vertex] = colour;
        foreach (var w in adjacency[vertex])
        {
            if (colour >= neighboursOf[w].Length)
            {
                Array.Resize(ref neighboursOf[w], colour + 4);
            }

            neighboursOf[w][colour]++;
        }
    }
}
