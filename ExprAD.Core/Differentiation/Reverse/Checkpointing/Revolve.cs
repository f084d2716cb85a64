namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>
/// When to take snapshots of the state of a loop, so that its steps can be reversed, last first, with the least recomputation:
/// binomial checkpointing (Griewank and Walther, 'Algorithm 799: revolve', 2000). With s snapshots, β(s, r) = (s + r)! / (s! r!) steps
/// are reversed by computing no step more than r times, the taped run before each reversal not counted.
/// </summary>
internal static class Revolve
{
    /// <summary>
    /// The snapshots that a loop of <paramref name="trips"/> iterations gets: as many as fit into <paramref name="limit"/> bytes beside the tape of one step.
    /// </summary>
    /// <param name="limit">The bytes that snapshots and tape may take.</param>
    /// <param name="state">The bytes of a snapshot.</param>
    /// <param name="step">The bytes of the tape of one step.</param>
    /// <param name="largest">The values of one snapshot that are next to each other in memory, at most.</param>
    /// <param name="trips">The iterations.</param>
    /// <exception cref="InsufficientMemoryException">There is not even room for one.</exception>
    public static long Snapshots(long limit, long state, long step, long largest, long trips)
    {
        if (trips <= 0)
        {
            return 0;
        }

        if (limit - step < state)
        {
            throw new InsufficientMemoryException(
                $"A loop needs {state + step:N0} bytes for one snapshot of its state ({state:N0}) and the tape of one step ({step:N0}), "
                + $"but the memory limit leaves it {limit:N0}. Set a higher GradOptions.MemoryLimit.");
        }

        return Math.Min(Math.Min((limit - step) / state, trips), Math.Max(1, (Array.MaxLength - 1) / Math.Max(1, largest)));
    }

    /// <summary>
    /// Where the next snapshot belongs when the steps from <paramref name="at"/> to <paramref name="end"/> are to be reversed and the state at
    /// <paramref name="at"/> is one of <paramref name="snapshots"/> that may be kept; <paramref name="end"/> where no more are of use.
    /// </summary>
    public static long Next(long at, long end, long snapshots)
    {
        var steps = end - at;
        if (steps <= 2 || snapshots <= 1)
        {
            return end;
        }

        // The least r with steps ≤ β(s, r); on the way, β(s, r − 1).
        long before = 1;
        long repetitions = 1;
        for (var reach = snapshots + 1; reach < steps; reach = before * (snapshots + repetitions) / repetitions)
        {
            before = reach;
            repetitions++;
        }

        // What is behind the next snapshot has one snapshot less: it is at least β(s − 1, r − 1) long, what is ahead at most β(s, r − 1).
        var behind = before * snapshots / (snapshots + repetitions - 1);
        var next = at + Math.Min(before, steps - behind);
        return next < end - 1 ? next : end;
    }
}
