namespace ExprAD.Bench.Functions;

/// <summary>Made-up data, the same in every run.</summary>
internal static class Samples
{
    /// <summary>Standard normal numbers.</summary>
    public static double[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        var samples = new double[count];
        for (var i = 0; i < count; i++)
        {
            samples[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return samples;
    }

    public static double[][] NormalRows(int count, int columns, int seed) =>
        [.. Normal(count * columns, seed).Chunk(columns)];
}
