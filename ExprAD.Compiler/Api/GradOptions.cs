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
    /// The number of threads that one evaluation may use, the caller's included; 0, the default, is as many as there are processors.
    /// Outermost loops whose iterations are independent, but for sums and the like, run in up to 16 stretches where there is work enough
    /// (about 100 µs at least). How a loop is divided depends on its size alone, so that results have the same bits for any number of threads.
    /// <see cref="GradientFunction.Explain"/> says which loops those are. Not with <see cref="Strict"/>.
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
    /// Under a limit, loops are checkpointed: of the outermost loops, which share it equally, not every iteration is stored, but the state before some
    /// of them, as many as fit beside the tape of one iteration, and the reverse sweep runs the others again (binomial checkpointing).
    /// The gradient is the same to the last bit. With room for 10 states, no iteration of some 60 is run again more than twice, of some 1,000 more than
    /// four times.
    /// A loop is not checkpointed, and stores what it needs, where running it again could be noticed: it calls what is not looked into, writes to
    /// memory of the caller, or hands on an array made by each iteration. <see cref="GradientFunction.Explain"/> says which and why.
    /// When not even one state and the tape of one iteration fit, the call throws an <see cref="InsufficientMemoryException"/> that says how much is needed.
    /// </summary>
    /// <example><code>
    /// var f = Grad.Of((double k) => Enumerable.Range(0, 200_000).Aggregate(1.0, (y, i) => y - 1e-4 * Math.Sin(k * y)), new GradOptions { MemoryLimit = 64 &lt;&lt; 10 });
    /// </code></example>
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

    /// <summary>The memory limit; null where there is none.</summary>
    internal long? TapeLimit => memoryLimit == long.MaxValue ? null : memoryLimit;

    /// <summary>
    /// Whether loops may use vector instructions: several iterations side by side, where they meet in nothing but sums and the like.
    /// On unless set to false, but never with <see cref="Strict"/>. <c>Explain</c> says of each loop what became of it.
    /// Exponentials, sines and other such functions are within two units in the last place then, as good as those of <see cref="Math"/> but not the same bits.
    /// </summary>
    public bool Simd { get; init; } = true;
}
