namespace ExprAD.Capture.Linq;

/// <summary>What a loop does with each element: from the element and what is carried to what is carried next.</summary>
/// <param name="Build">Builds it, once for each call.</param>
/// <param name="Size">Roughly how many nodes that takes; it decides whether building it several times is worth a simpler loop.</param>
internal sealed record Step(Func<Value, Value, Value> Build, int Size)
{
    /// <summary>The size of what must be built once, whatever that costs: reductions that are recognised by their one loop.</summary>
    public const int Once = 1_000_000;

    private const int Affordable = 64;

    public bool MayRepeat(int times) => Size * (long)times <= Affordable;

    /// <summary>The same on what <paramref name="f"/> makes of an element.</summary>
    public Step After(Function f) => new((element, state) => Build(f.Call(element), state), Size + f.Size);
}
