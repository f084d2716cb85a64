using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>
/// Walks that pick one element. Where elements are found by position, only the position is remembered, and the element
/// is made once more afterwards: then its derivative needs no loop.
/// </summary>
internal static class Picking
{
    /// <summary>
    /// <paramref name="choose"/> says of an element whether it takes the place of the one picked so far, and what is carried on.
    /// Gives what was carried last, and the element that was picked last; where none was, that is not to be built.
    /// </summary>
    public static (Value State, Func<Value> Picked) Walk(
        Sequence source, Value state, Func<Value, Node>? goesOn, Func<Value, Value, (Node Take, Value Next)> choose)
    {
        var loops = source.Loops;
        Func<Value, Node>? continues = goesOn is null ? null : s => goesOn(((Pack)s)[1]);
        if (source is Positioned positioned)
        {
            var found = (Pack)positioned.WalkPositions(new Pack(loops.Int(0), state), continues, (position, element, s) =>
            {
                var (take, next) = choose(element, ((Pack)s)[1]);
                return new Pack(loops.Builder.Apply(Ops.Select, take, position, ((Pack)s).Node(0)).AsInt(), next);
            });
            return (found[1], () => positioned.At(found.Node(0)));
        }

        var last = (Pack)source.Walk(new Pack(Defaults.Zero(source), state), continues, new Step(
            (element, s) =>
            {
                var (take, next) = choose(element, ((Pack)s)[1]);
                return new Pack(loops.If(take, () => element, () => ((Pack)s)[0]), next);
            },
            Step.Once));
        return (last[1], () => last[0]);
    }
}
