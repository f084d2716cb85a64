namespace ExprAD.Emission.Runtime.Parallel;

/// <summary>
/// Threads of this process that help with loops, one fewer than there are processors. They help one call at a time: calls from several
/// threads of the user's keep the processors busy as it is, and a call that finds them busy runs all its stretches itself, with the same result.
/// Waiting, waking and running allocate nothing.
/// </summary>
internal static class Workers
{
    /// <summary>How long a worker looks out for the next loop before it sleeps: as long as waking takes, about.</summary>
    private const int Rounds = 2000;

    private static readonly Lock Sharing = new();
    private static readonly object Signal = new();
    private static SplitCall? current;
    private static int wanted;
    private static int generation;
    private static int started;

    /// <summary>Runs a call with at most so many helpers. False, and nothing done, where there are none to be had.</summary>
    public static bool TryShare(SplitCall call, int helpers)
    {
        helpers = Math.Min(helpers, Environment.ProcessorCount - 1);
        if (helpers <= 0 || !Sharing.TryEnter())
        {
            return false;
        }

        try
        {
            Start(helpers);
            call.Open();
            lock (Signal)
            {
                (current, wanted) = (call, helpers);
                Volatile.Write(ref generation, generation + 1);
                Monitor.PulseAll(Signal);
            }

            call.Work();
            call.Close();
            current = null;
            return true;
        }
        finally
        {
            Sharing.Exit();
        }
    }

    private static void Start(int helpers)
    {
        for (; started < helpers; started++)
        {
            var number = started;
            new Thread(() => Help(number)) { IsBackground = true, Name = $"ExprAD {number + 1}" }.Start();
        }
    }

    private static void Help(int number)
    {
        for (var seen = 0; ;)
        {
            for (var round = 0; round < Rounds && Volatile.Read(ref generation) == seen; round++)
            {
                Thread.SpinWait(10);
            }

            SplitCall? call;
            lock (Signal)
            {
                while (generation == seen)
                {
                    Monitor.Wait(Signal);
                }

                seen = generation;
                call = number < wanted ? current : null;
            }

            call?.Join();
        }
    }
}
