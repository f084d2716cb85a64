using System.Diagnostics;

namespace ExprAD.Bench.Reporting;

/// <summary>
/// Brings everything that a call runs through to the JIT's last tier. The runtime counts calls, then waits until nothing new
/// was compiled for a tenth of a second, and compiles in the background: on a busy machine that outlasts BenchmarkDotNet's own warm-up.
/// </summary>
internal static class Warmup
{
    private const int Rounds = 4;
    private const int Calls = 40;
    private const int Pause = 150;

    public static void Run(Func<double> call)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls && Stopwatch.GetElapsedTime(start).TotalMilliseconds < Pause; i++)
            {
                call();
            }

            Thread.Sleep(Pause);
        }
    }
}
