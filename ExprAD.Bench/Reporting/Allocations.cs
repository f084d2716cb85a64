namespace ExprAD.Bench.Reporting;

/// <summary>
/// What a call allocates, to the byte. BenchmarkDotNet's diagnoser counts all threads of the process, and divides what others
/// allocate meanwhile by the number of calls.
/// </summary>
internal static class Allocations
{
    private const int Calls = 10;

    /// <param name="call">The call, made before: nothing is set up any more.</param>
    public static long Of(Func<double> call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
