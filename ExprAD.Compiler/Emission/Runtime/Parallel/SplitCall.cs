using System.Runtime.ExceptionServices;
using ExprAD.IR;

namespace ExprAD.Emission.Runtime.Parallel;

/// <summary>
/// One call of a loop that runs in stretches: arguments, what each stretch gives, and the memory of each thread that takes part.
/// Threads take the next stretch until there is none left, so that the slowest decides little.
/// </summary>
internal sealed class SplitCall(SplitSite site, WorkspaceLayout layout)
{
    private readonly object?[] originals = new object?[site.Split.Private.Count];
    private readonly ArraySite?[] copies = new ArraySite?[site.Split.Private.Count * Split.MostStretches];
    private readonly object?[] copied = new object?[site.Split.Private.Count * Split.MostStretches];
    private readonly Workspace?[] workspaces = new Workspace?[Split.MostStretches];
    private readonly Lock failing = new();
    private (int Stretch, ExceptionDispatchInfo Exception)? failure;
    private long from;
    private long to;
    private int stretches;
    private int next;
    private int places;
    private int working;
    private int isOpen;

    /// <summary>Holds the arguments.</summary>
    public Workspace Arguments { get; } = new(layout with { Frame = layout.Handed });

    /// <summary>What the stretches give: the results of the first, those of the second, and so on.</summary>
    public double[] Parts { get; } = new double[site.Split.Combine.Count * Split.MostStretches];

    /// <summary>Says which array an argument is that all stretches add to.</summary>
    public void Share(int number, object? array) => originals[number] = array;

    /// <summary>Where a stretch is to add: the first into the array itself, the others into zeros of its shape.</summary>
    public TArray Private<TArray>(int number, int stretch)
        where TArray : class
    {
        var original = originals[number];
        if (stretch == 0 || original is null)
        {
            return (TArray)original!;
        }

        var at = (stretch * originals.Length) + number;
        var copy = (copies[at] ??= new ArraySite()).Like(original);
        copied[at] = copy;
        return (TArray)copy;
    }

    /// <summary>Runs all stretches and gives their number. What the first of those that failed raised is raised here, as a plain loop would have.</summary>
    public int Run(long from, long to, long stretches, int threads)
    {
        (this.from, this.to, this.stretches) = (from, to, Split.Limit(stretches));
        (next, places, failure) = (0, 0, null);
        var most = Math.Min(threads, this.stretches);
        if (most == 1 || !Workers.TryShare(this, most - 1))
        {
            Work();
        }

        failure?.Exception.Throw();
        for (var number = 0; number < originals.Length; number++)
        {
            for (var s = 1; s < this.stretches && originals[number] is not null; s++)
            {
                Accumulation.Add(originals[number]!, copied[(s * originals.Length) + number]!);
            }
        }

        return this.stretches;
    }

    /// <summary>Lets others take part from now on.</summary>
    public void Open() => Interlocked.Exchange(ref isOpen, 1);

    /// <summary>Takes part if it is not too late.</summary>
    public void Join()
    {
        Interlocked.Increment(ref working);
        if (Volatile.Read(ref isOpen) == 1)
        {
            Work();
        }

        Interlocked.Decrement(ref working);
    }

    /// <summary>Lets nobody in any more, and waits for those who are.</summary>
    public void Close()
    {
        Interlocked.Exchange(ref isOpen, 0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref working) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Takes one stretch after another.</summary>
    public void Work()
    {
        var place = -1;
        while (Interlocked.Increment(ref next) - 1 is var stretch && stretch < stretches)
        {
            place = place < 0 ? Interlocked.Increment(ref places) - 1 : place;
            try
            {
                var workspace = workspaces[place] ??= new Workspace(layout);
                site.Body(this, workspace, stretch, Split.Start(from, to, stretch, stretches), Split.Start(from, to, stretch + 1, stretches));
            }
            catch (Exception e)
            {
                Fail(stretch, e);
            }
        }
    }

    /// <summary>Forgets what belongs to the user.</summary>
    public void Release()
    {
        Array.Clear(originals);
        Arguments.Release();
        foreach (var workspace in workspaces)
        {
            workspace?.Release();
        }
    }

    /// <summary>Stretches before this one have begun already, those after it need not.</summary>
    private void Fail(int stretch, Exception exception)
    {
        lock (failing)
        {
            if (failure is null || stretch < failure.Value.Stretch)
            {
                failure = (stretch, ExceptionDispatchInfo.Capture(exception));
            }
        }

        Interlocked.Exchange(ref next, stretches);
    }
}
