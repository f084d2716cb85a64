using System.Runtime.ExceptionServices;

namespace ExprAD.Batching;

/// <summary>
/// Runs samples in chunks of consecutive ones, on several threads. Which samples are in a chunk does not depend on how many threads there are,
/// so that neither does what is summed up chunk by chunk.
/// </summary>
internal static class Chunks
{
    /// <summary>Large enough for handing out to cost little, small enough for the threads to end together.</summary>
    private const int Most = 256;

    private const int Least = 16;

    /// <summary>How many samples go into a chunk.</summary>
    public static int SizeFor(int samples) => Math.Max(Least, (samples + Most - 1) / Most);

    public static int CountFor(int samples) => (samples + SizeFor(samples) - 1) / SizeFor(samples);

    /// <summary>Runs every chunk: its number, its first sample, and the one behind its last. What the first sample raised that raised anything is raised here.</summary>
    public static void Run(int samples, int threads, Action<int, int, int> chunk)
    {
        var (size, count) = (SizeFor(samples), CountFor(samples));
        if (count <= 1 || threads == 1)
        {
            for (var i = 0; i < count; i++)
            {
                chunk(i, i * size, Math.Min(samples, (i + 1) * size));
            }

            return;
        }

        var failures = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads }, (i, state) =>
        {
            try
            {
                chunk(i, i * size, Math.Min(samples, (i + 1) * size));
            }
            catch (Exception e)
            {
                // Chunks before it still run, so that the first failure is found.
                failures[i] = ExceptionDispatchInfo.Capture(e);
                state.Break();
            }
        });
        Array.Find(failures, f => f is not null)?.Throw();
    }
}
