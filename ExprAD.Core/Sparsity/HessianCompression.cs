namespace ExprAD.Sparsity;

/// <summary>How a Hessian H is found from few products H·s, s being the sum of the unit vectors of a colour of a <see cref="StarColouring"/>.</summary>
internal sealed class HessianCompression
{
    /// <summary>For each element, the product and the row of it that shows it.</summary>
    private readonly (int Colour, int Row)[] places;

    private HessianCompression(Pattern pattern, Colouring colours)
    {
        (Pattern, Colours) = (pattern, colours);
        places = Places();
    }

    /// <summary>Symmetric.</summary>
    public Pattern Pattern { get; }

    public Colouring Colours { get; }

    /// <param name="pattern">Where the Hessian can differ from zero, or where half of it can: the mirror image is added.</param>
    public static HessianCompression Of(Pattern pattern)
    {
        var adjacency = pattern.Adjacency();
        var colours = StarColouring.Of(adjacency);
        var rows = Enumerable.Range(0, pattern.RowCount).Select(i => WithDiagonal(adjacency[i], i, pattern[i].Contains(i)));
        return new(Pattern.Of(pattern.ColumnCount, [.. rows]), colours);
    }

    /// <summary>The elements of H in the order of the pattern, from H·s for each colour.</summary>
    public double[] Recover(double[][] products)
    {
        var values = new double[places.Length];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = products[places[k].Colour][places[k].Row];
        }

        return values;
    }

    private static int[] WithDiagonal(ReadOnlySpan<int> neighbours, int row, bool diagonal)
    {
        if (!diagonal)
        {
            return neighbours.ToArray();
        }

        var before = ~neighbours.BinarySearch(row);
        return [.. neighbours[..before], row, .. neighbours[before..]];
    }

    /// <summary>
    /// H·s for the colour of j shows hᵢⱼ in row i when no other column of that colour has an element there; if one does, hⱼᵢ shows by itself in row j.
    /// </summary>
    private (int Colour, int Row)[] Places()
    {
        var made = new (int, int)[Pattern.NonZeros];
        var seenIn = new int[Colours.Count];
        var times = new int[Colours.Count];
        Array.Fill(seenIn, -1);
        for (var i = 0; i < Pattern.RowCount; i++)
        {
            foreach (var j in Pattern[i])
            {
                var colour = Colours[j];
                times[colour] = seenIn[colour] == i ? times[colour] + 1 : 1;
                seenIn[colour] = i;
            }

            for (var k = Pattern.Starts[i]; k < Pattern.Starts[i + 1]; k++)
            {
                var j = Pattern.Columns[k];
                made[k] = times[Colours[j]] == 1 ? (Colours[j], i) : (Colours[i], j);
            }
        }

        return made;
    }
}
