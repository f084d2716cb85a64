using ExprAD.IR;

namespace ExprAD.Interpretation;

/// <summary>The values a loop keeps: as long as what was stored, the places between filled with defaults.</summary>
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
}
