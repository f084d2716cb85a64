using ExprAD.IR;

namespace ExprAD.Interpretation;

/// <summary>The values a loop keeps, by index (the places never stored to hold defaults) or as a stack.</summary>
internal sealed class Tape(IrType element)
{
    private readonly List<object?> kept = [];

    public void Store(object index, object? value)
    {
        var at = checked((int)Scalars.ToInt64(index));
        while (kept.Count <= at)
        {
            kept.Add(Scalars.Default(element));
        }

        kept[at] = value;
    }

    public object? Load(object index) => kept[checked((int)Scalars.ToInt64(index))];

    public void Push(object? value) => kept.Add(value);

    public object? Pop()
    {
        var last = kept[^1];
        kept.RemoveAt(kept.Count - 1);
        return last;
    }
}
