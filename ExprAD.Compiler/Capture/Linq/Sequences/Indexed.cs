using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A sequence of which every element is there for the asking: element i is a function of i.</summary>
internal class Indexed(Loops loops, Type elementType, Node count, Func<Node, Value> at) : Positioned(loops, elementType, count, at)
{
    /// <summary>Up to this cost, computing an element once more is better than keeping it.</summary>
    private const int CheapEnough = 4;

    /// <summary>What an element costs, roughly in nodes.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>True for arrays and lists, whose elements raise other exceptions than those of other sequences.</summary>
    public bool IsCollection { get; init; }

    public bool IsCheap => Cost <= CheapEnough;

    public override Node Count() => Loops.NonNegative(Positions);

    public override Value Visit(Node position, Value state, Func<Value, Value, Value> step) => step(At(position), state);

    public override Value WalkNumbered(Value state, Func<Value, Node>? goesOn, Func<Value, Node, Value, Value> step, int size) =>
        WalkPositions(state, goesOn, (position, element, s) => step(element, position, s));

    /// <summary>An element of what the user sees as an array or list.</summary>
    public Value Element(Node index) =>
        Loops.Checked(At, Type.IsArray ? nameof(Checks.ArrayIndex) : nameof(Checks.ItemIndex), Builder.Convert(index, IrType.I32), Count());

    public override Sequence Select(Function f) => Map(f);

    public Indexed Map(Function f) => new(Loops, f.Result, Positions, i => f.Call(At(i), i))
    {
        Cost = Cost + f.Size,
        Split = Split is { } split && f.Arity == 1 ? (state, step) => split(state, step.After(f)) : null,
    };

    public override Sequence Where(Function predicate) =>
        new Filtered(Loops, ElementType, Positions, At, (i, state, step) =>
        {
            var element = At(i);
            return When(predicate.Call(element, i), () => step(element, state), state);
        })
        {
            Split = Split is { } split && predicate.Arity == 1
                ? (state, step) => split(state, new Step(
                    (element, s) => When(predicate.Call(element), () => step.Build(element, s), s), step.Size + predicate.Size))
                : null,
        };

    /// <summary>Elements <paramref name="start"/>, … of which there are <paramref name="count"/>; none when that isn't positive.</summary>
    public Indexed Slice(Node start, Node count) =>
        new(Loops, ElementType, count, i => At(Builder.Apply(Ops.Add, i, start))) { Cost = Cost };

    /// <summary>The same; its count, the same number, is <paramref name="count"/>.</summary>
    public Indexed Counted(Node count) => new(Loops, ElementType, count, At) { Cost = Cost, Split = Split };

    public override Positioned Backwards() => Reverse();

    public Indexed Reverse() => new(Loops, ElementType, Positions, i => At(Mirror(i))) { Cost = Cost };

    public override Indexed Buffer() => IsCheap ? this : base.Buffer();
}
