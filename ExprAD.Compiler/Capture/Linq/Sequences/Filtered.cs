using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A sequence made from one with positions by leaving elements out.</summary>
internal sealed class Filtered(Loops loops, Type elementType, Node positions, Func<Node, Value> at, Filtered.Visitor visit)
    : Positioned(loops, elementType, positions, at)
{
    public delegate Value Visitor(Node position, Value state, Func<Value, Value, Value> step);

    public override Value Visit(Node position, Value state, Func<Value, Value, Value> step) => visit(position, state, step);

    public override Sequence Select(Function f) => f.Arity > 1
        ? base.Select(f)
        : new Filtered(Loops, f.Result, Positions, i => f.Call(At(i)), (i, state, step) =>
            visit(i, state, (element, s) => step(f.Call(element), s)))
        {
            Split = Split is { } split ? (state, step) => split(state, step.After(f)) : null,
        };

    public override Sequence Where(Function predicate)
    {
        if (predicate.Arity > 1)
        {
            return base.Where(predicate);
        }

        Value Test(Value element, Value state, Func<Value, Value, Value> step) =>
            When(predicate.Call(element), () => step(element, state), state);

        return new Filtered(Loops, ElementType, Positions, At, (i, state, step) =>
            visit(i, state, (element, s) => Test(element, s, step)))
        {
            Split = Split is { } split
                ? (state, step) => split(state, new Step((element, s) => Test(element, s, step.Build), step.Size + predicate.Size))
                : null,
        };
    }

    public override Positioned Backwards() =>
        new Filtered(Loops, ElementType, Positions, i => At(Mirror(i)), (i, state, step) => visit(Mirror(i), state, step));
}
