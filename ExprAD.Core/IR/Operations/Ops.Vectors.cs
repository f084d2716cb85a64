namespace ExprAD.IR;

internal static partial class Ops
{
    // What loops over lanes are made of. Scalar operations exist on vectors too, where they work lane by lane.
    // A mask, where one comes last, says which lanes take part: the others read zero, and are written nowhere.

    /// <summary><c>broadcast x</c>: the same number in each lane.</summary>
    public static readonly Op Broadcast = new("broadcast", Traits.Lanes | Traits.Pure, cost: 1);

    /// <summary><c>ramp i [s]</c>: i, i + s, i + 2s, …, for an integer i; attribute s, a long.</summary>
    public static readonly Op Ramp = new("ramp", Traits.Lanes | Traits.Pure, cost: 2);

    /// <summary><c>lanemask i n</c>: the lanes l with i + l &lt; n.</summary>
    public static readonly Op LaneMask = new("lanemask", Traits.Lanes | Traits.Pure, cost: 2);

    /// <summary><c>remask m</c>: a mask for lanes of another width.</summary>
    public static readonly Op Remask = new("remask", Traits.Lanes | Traits.Pure, cost: 1);

    /// <summary><c>reverse v</c>: the lanes in the opposite order.</summary>
    public static readonly Op Reverse = new("reverse", Traits.Lanes | Traits.Pure, cost: 1);

    /// <summary><c>reduce v [op]</c>: the lanes combined to one scalar: the upper half with the lower, and so on; attribute the operation's name.</summary>
    public static readonly Op Reduce = new("reduce", Traits.Lanes | Traits.Pure, cost: 10);

    /// <summary><c>vload a i… [mask]</c>: elements side by side, from the one at these indices; attribute <see cref="Access"/>.</summary>
    public static readonly Op VectorLoad = new("vload", Traits.Lanes | Traits.Reads | Traits.Traps, cost: 2);

    /// <summary><c>vstore a i… v [mask]</c>; attribute <see cref="Access"/>.</summary>
    public static readonly Op VectorStore = new("vstore", Traits.Lanes | Traits.Writes | Traits.Traps, cost: 2);

    /// <summary><c>vaddto a i… v [mask]</c>: a[i + l] += v[l] for each lane l; attribute <see cref="Access"/>.</summary>
    public static readonly Op VectorAddTo = new("vaddto", Traits.Lanes | Traits.Reads | Traits.Writes | Traits.Traps, cost: 3);

    /// <summary><c>gather a i… [mask]</c>: an element a lane; of the indices, those that are vectors differ by lane; attribute <see cref="Access"/>.</summary>
    public static readonly Op Gather = new("gather", Traits.Lanes | Traits.Reads | Traits.Traps, cost: 10);

    /// <summary><c>scatter a i… v [mask]</c>: stores lane after lane; attribute <see cref="Access"/>.</summary>
    public static readonly Op Scatter = new("scatter", Traits.Lanes | Traits.Writes | Traits.Traps, cost: 10);

    /// <summary><c>scatteradd a i… v [mask]</c>: adds lane after lane, so that lanes may meet; attribute <see cref="Access"/>.</summary>
    public static readonly Op ScatterAdd = new("scatteradd", Traits.Lanes | Traits.Reads | Traits.Writes | Traits.Traps, cost: 12);

    /// <summary><c>vtapestore t i v [mask]</c>: lane l at i + l, or at i[l], within the capacity that the tape was made with.</summary>
    public static readonly Op VectorTapeStore = new("vtapestore", Traits.Lanes | Traits.Writes, cost: 2);

    /// <summary><c>vtapeload t i [mask]</c>.</summary>
    public static readonly Op VectorTapeLoad = new("vtapeload", Traits.Lanes | Traits.Reads, cost: 2);

    /// <summary><c>vtapepush t v [mask]</c>: one lane after the other.</summary>
    public static readonly Op VectorTapePush = new("vtapepush", Traits.Lanes | Traits.Writes, cost: 4);

    /// <summary><c>vtapepop t [mask]</c>: the first lane gets what was pushed last, the second what was pushed before.</summary>
    public static readonly Op VectorTapePop = new("vtapepop", Traits.Lanes | Traits.Writes, cost: 4);
}
