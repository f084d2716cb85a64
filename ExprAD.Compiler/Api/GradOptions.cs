namespace ExprAD;

/// <summary>How a function is compiled. Two equal sets of options share compiled code.</summary>
/// <example><code>
/// var f = Grad.Of((double[] w) => w.Sum(), new GradOptions { Strict = true });
/// </code></example>
public sealed record GradOptions
{
    private readonly int threads;
    private readonly long memoryLimit = long.MaxValue;

    internal static GradOptions Default { get; } = new();

    /// <summary>
    /// Keeps the value bit for bit that of the plain function: sums are added in the order of the source and
    /// <c>Math.Pow(x, 3)</c> stays a power. Otherwise sums may be reassociated and small powers become products,
    /// with results that are the same from run to run on one machine. Off unless set.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>
    /// The number of threads that one evaluation of a large loop may use; 0, the default, is all processors.
    /// It applies to loops that run in parallel, of which there are none yet: every evaluation runs on the thread that calls it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Threads
    {
        get => threads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            threads = value;
        }
    }

    /// <summary>
    /// The bytes that the tape (values the reverse sweep needs of the forward sweep) may take; no limit unless set.
    /// It applies to loops that can be recomputed from checkpoints, of which there are none yet: the tape takes what it needs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or zero.</exception>
    public long MemoryLimit
    {
        get => memoryLimit;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            memoryLimit = value;
        }
    }

    /// <summary>
    /// Whether loops may use vector instructions; on unless set to false.
    /// It applies to vectorized loops, of which there are none yet.
    /// </summary>
    public bool Simd { get; init; } = true;
}
