using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A sequence whose elements are found by position, though some positions may hold none.</summary>
internal abstract class Positioned(Loops loops, Type elementType, Node positions, Func<Node, Value> at) : Sequence(loops, elementType)
{
    /// <summary>A walk through all elements in several loops, where that is simpler than one.</summary>
    public delegate Value SplitWalk(Value state, Step step);

    /// <summary>Positions run from 0 to one less than this; there are none when it isn't positive.</summary>
    public Node Positions => positions;

    public override Node? Bound => Positions;

    public SplitWalk? Split { get; init; }

    /// <summary>The element at a position that holds one.</summary>
    public Value At(Node position) => at(position);

    /// <summary>What is carried on from a position: <paramref name="step"/> is applied if it holds an element.</summary>
    public abstract Value Visit(Node position, Value state, Func<Value, Value, Value> step);

    public override Value Walk(Value state, Func<Value, Node>? goesOn, Step step) =>
        goesOn is null && Split is not null && step.Size < Step.Once
            ? Split(state, step)
            : WalkPositions(state, goesOn, (_, element, s) => step.Build(element, s));

    /// <summary>As <see cref="Sequence.Walk"/>, each element with its position.</summary>
    public Value WalkPositions(Value state, Func<Value, Node>? goesOn, Func<Node, Value, Value, Value> step)
    {
        if (goesOn is null)
        {
            return Loops.For(Positions, state, (i, s) => Visit(i, s, (element, inner) => step(i, element, inner)));
        }

        var last = Loops.While(
            new Pack(Loops.Int(0), state),
            s => Loops.And(Builder.Apply(Ops.Lt, ((Pack)s).Node(0), Positions), goesOn(((Pack)s)[1])),
            s =>
            {
                var i = ((Pack)s).Node(0);
                return new Pack(Loops.Add(i, 1).AsInt(), Visit(i, ((Pack)s)[1], (element, inner) => step(i, element, inner)));
            });
        return ((Pack)last)[1];
    }

    /// <summary>The same elements from the last to the first.</summary>
    public abstract Positioned Backwards();

    protected override Value Sample() => At(Builder.Constant(0));

    protected Node Mirror(Node position) =>
        Builder.Apply(Ops.Sub, Loops.Add(Positions, -1), position);
}
