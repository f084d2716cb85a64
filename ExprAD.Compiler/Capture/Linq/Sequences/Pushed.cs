using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A sequence of which only the walk through it is known.</summary>
internal sealed class Pushed(Loops loops, Type elementType, Node? bound, Pushed.Walker walk) : Sequence(loops, elementType)
{
    public delegate Value Walker(Value state, Func<Value, Node>? goesOn, Step step);

    public override Node? Bound => bound;

    public override Value Walk(Value state, Func<Value, Node>? goesOn, Step step) => walk(state, goesOn, step);
}
