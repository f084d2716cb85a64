using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>
/// A sequence that is not there: what would be done with each element is built where the element is made,
/// so that a chain of operators is one loop. Built anew wherever it is walked, as C# enumerates anew.
/// </summary>
internal abstract class Sequence(Loops loops, Type elementType) : Value
{
    private Value? shape;

    public Type ElementType => elementType;

    public override Type Type => typeof(IEnumerable<>).MakeGenericType(elementType);

    public Loops Loops => loops;

    /// <summary>A number of elements that there are not more than, where one is known without looking at them.</summary>
    public abstract Node? Bound { get; }

    protected GraphBuilder Builder => loops.Builder;

    /// <summary>Applies <paramref name="step"/> to the elements in turn, as long as <paramref name="goesOn"/> (null: always) holds of what is carried.</summary>
    public abstract Value Walk(Value state, Func<Value, Node>? goesOn, Step step);

    /// <summary>The same, each element with its number.</summary>
    public virtual Value WalkNumbered(Value state, Func<Value, Node>? goesOn, Func<Value, Node, Value, Value> step, int size)
    {
        var counted = (Pack)Walk(
            new Pack(loops.Int(0), state),
            goesOn is null ? null : s => goesOn(((Pack)s)[1]),
            new Step(
                (element, s) =>
                {
                    var number = ((Pack)s).Node(0);
                    return new Pack(loops.Add(number, 1).AsInt(), step(element, number, ((Pack)s)[1]));
                },
                size));
        return counted[1];
    }

    /// <summary>What <paramref name="f"/> makes of each element, or of each element and its number.</summary>
    public virtual Sequence Select(Function f) => f.Arity == 1
        ? new Pushed(loops, f.Result, Bound, (state, goesOn, step) => Walk(state, goesOn, step.After(f)))
        : new Pushed(loops, f.Result, Bound, (state, goesOn, step) =>
            WalkNumbered(state, goesOn, (element, number, s) => step.Build(f.Call(element, number), s), step.Size + f.Size));

    /// <summary>The elements of which <paramref name="predicate"/> holds.</summary>
    public virtual Sequence Where(Function predicate) =>
        new Pushed(loops, elementType, Bound, (state, goesOn, step) => predicate.Arity == 1
            ? Walk(state, goesOn, new Step(
                (element, s) => When(predicate.Call(element), () => step.Build(element, s), s), step.Size + predicate.Size))
            : WalkNumbered(
                state,
                goesOn,
                (element, number, s) => When(predicate.Call(element, number), () => step.Build(element, s), s),
                step.Size + predicate.Size));

    /// <summary>How many elements there are.</summary>
    public virtual Node Count() =>
        ((NodeValue)Walk(loops.Int(0), null, new Step((_, n) => loops.Add(((NodeValue)n).Node, 1).AsInt(), 1))).Node;

    /// <summary>The elements kept in memory, each computed once.</summary>
    public virtual Indexed Buffer() => Collecting.Buffer(this);

    /// <summary>An array or what stands for one.</summary>
    public virtual Value Collect() => Collecting.ToArray(this);

    /// <summary>What an element consists of. Its nodes are in no graph: only their types are good for anything.</summary>
    public Value Shape => shape ??= IrType.Of(elementType).IsScalar ? loops.Capture.DefaultOf(elementType) : Builder.Draft(() => Loops.Settle(Sample()));

    /// <summary>Builds some element.</summary>
    protected virtual Value Sample()
    {
        Value? found = null;
        Walk(new Pack(), null, new Step(
            (element, state) =>
            {
                found = element;
                return state;
            },
            1));
        return found ?? loops.Capture.DefaultOf(elementType);
    }

    /// <summary>What the walk would build lies in regions that may be closed by then.</summary>
    public override bool IsInSight => false;

    public override void Flatten(List<Node> nodes) => Collect().Flatten(nodes);

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes) => throw new InvalidOperationException("A sequence is carried as an array.");

    public override bool HasShapeOf(Value other) => ReferenceEquals(this, other);

    protected Value When(Value condition, Func<Value> then, Value otherwise) =>
        loops.If(loops.Capture.ToNode(condition), then, () => otherwise);
}
