using ExprAD.Optimizers;

namespace ExprAD.Batching;

/// <summary>Sums of values and gradients: each chunk's by itself, then those of the chunks in their order.</summary>
internal static class GradientSum<T>
{
    public static (double Value, T Gradient) Run(Engine<T> engine, int samples, Func<int, T> sample)
    {
        // The shape of the whole is that of the first gradient.
        var (_, first) = engine.ValueAndGradient(sample(0));
        var layout = new Layout<T>(engine.Program, engine.Derivative.Inputs, first);
        var sums = new (double Value, double[] Gradient)[Chunks.CountFor(samples)];
        Chunks.Run(samples, engine.Program.Options.Threads, (chunk, from, to) =>
        {
            var (sum, numbers, gradient, memory) = (0.0, new double[layout.Count], new double[layout.Count], default(T)!);
            for (var i = from; i < to; i++)
            {
                sum += engine.ValueAndGradient(sample(i), ref memory);
                if (layout.CountIn(memory) != layout.Count)
                {
                    throw new ArgumentException($"The gradient of sample {i} has {layout.CountIn(memory)} numbers, that of the first {layout.Count}: they can't be summed up.");
                }

                layout.Read(memory, numbers);
                DenseVectors.AddScaled(gradient, 1, numbers, gradient);
            }

            sums[chunk] = (sum, gradient);
        });

        var (value, total) = (0.0, new double[layout.Count]);
        foreach (var (part, gradient) in sums)
        {
            value += part;
            DenseVectors.AddScaled(total, 1, gradient, total);
        }

        return (value, layout.Make(total));
    }
}
