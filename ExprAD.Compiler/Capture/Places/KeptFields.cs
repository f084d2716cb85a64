using ExprAD.Capture.Linq;
using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>
/// The fields of one object that hold what can't lie in memory (lambdas, queries), or need not. Each is assigned once, in the piece of
/// program that made the object (<paramref name="home"/>), so that whoever reads it later reads that value.
/// </summary>
internal sealed class KeptFields(Region? home)
{
    private readonly Dictionary<string, Value> values = [];
    private bool isShared;

    public bool IsEmpty => values.Count == 0;

    public Value? Find(string field) => values.GetValueOrDefault(field);

    /// <summary>False where the field may be read by another name, or has a value already.</summary>
    public bool TryAdd(Region at, string field, Value value) => at == home && !isShared && values.TryAdd(field, value);

    /// <summary>Notes that the object is known by its pointers in another place: what is added from now on would not be seen there.</summary>
    public void Share() => isShared = true;

    /// <summary>True for a value that a field of this type can't keep in memory.</summary>
    public static bool CannotLie(Value value, Type type) => value is LambdaValue or Sequence or ReferenceValue
        || value is MadeObject { Kept.IsEmpty: false }
        || (value is MadeObject or MadeArray && value.Type != type);
}
