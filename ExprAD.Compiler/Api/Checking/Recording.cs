using System.Reflection;

namespace ExprAD.Checking;

/// <summary>
/// What <see cref="Grad.StopGradient{T}"/> gave in one evaluation, to be given again in others: differences can't see that
/// a value counts as a constant unless it is one.
/// </summary>
internal sealed class Recording
{
    private readonly List<object?> values = [];
    private int position;
    private bool replays;

    public static MethodInfo MethodFor(Type type) => typeof(Recording).GetMethod(nameof(Next))!.MakeGenericMethod(type);

    /// <summary>From the next evaluation on, what was recorded counts.</summary>
    public void Rewind() => (replays, position) = (true, 0);

    /// <summary><paramref name="value"/> while recording, and what was recorded in its place afterwards.</summary>
    public T Next<T>(T value)
    {
        if (!replays)
        {
            values.Add(Arguments.Clone(value));
            return value;
        }

        // Another path may have been taken, with more such values.
        return position < values.Count && values[position++] is T recorded ? recorded : value;
    }
}
