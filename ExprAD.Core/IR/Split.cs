namespace ExprAD.IR;

/// <summary>
/// What makes of a function the body of a loop that may run in several stretches at once. Its first parameters are the first iteration,
/// the one after the last, and the number of stretches, which the function itself has no use for. A call runs it for each stretch of the range, with zeroed
/// arrays of the same shape in the place of those that all iterations add to; then it combines what the stretches gave, in their order.
/// The stretches depend on nothing but the arguments, so that results are the same for any number of threads.
/// </summary>
/// <param name="Combine">For each result the associative operation that combines those of two stretches.</param>
/// <param name="Private">The numbers of the parameters that are arrays which iterations only add to.</param>
/// <param name="Threads">How many threads may run stretches; 0 for as many as there are processors. Changes no result.</param>
internal sealed record Split(IReadOnlyList<ScalarOp> Combine, IReadOnlyList<int> Private, int Threads = 0)
{
    public const int From = 0;
    public const int To = 1;
    public const int Stretches = 2;

    /// <summary>Enough to keep many processors busy to the end, few enough that copies of what is added to don't cost much.</summary>
    public const int MostStretches = 16;

    /// <summary>The place of a parameter among the private ones, or −1.</summary>
    public int PlaceOf(int parameter)
    {
        for (var i = 0; i < Private.Count; i++)
        {
            if (Private[i] == parameter)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first iteration of a stretch; of the one after the last, the end.</summary>
    public static long Start(long from, long to, int stretch, int stretches) => from + ((to - from) * stretch / stretches);

    /// <summary>How many stretches there are where a call asks for so many.</summary>
    public static int Limit(long stretches) => (int)Math.Clamp(stretches, 1, MostStretches);
}
