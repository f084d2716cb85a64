namespace ExprAD.Sparsity;

/// <summary>A colour for each of some things, from 0 to <paramref name="Count"/> − 1; −1 where a thing needs none.</summary>
internal sealed record Colouring(int[] Colours, int Count)
{
    public int this[int index] => Colours[index];

    /// <summary>What has each colour.</summary>
    public int[][] Classes()
    {
        var classes = new int[Count][];
        var sizes = new int[Count];
        foreach (var colour in Colours.Where(c => c >= 0))
        {
            sizes[colour]++;
        }

        for (var c = 0; c < Count; c++)
        {
            classes[c] = new int[sizes[c]];
        }

        for (var i = Colours.Length - 1; i >= 0; i--)
        {
            if (Colours[i] >= 0)
            {
                classes[Colours[i]][--sizes[Colours[i]]] = i;
            }
        }

        return classes;
    }

    public static Colouring Fewest(Colouring a, Colouring b) => b.Count < a.Count ? b : a;
}
