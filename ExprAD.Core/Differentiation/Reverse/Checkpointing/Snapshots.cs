using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>
/// The snapshots of one loop's state: a stack of places on tapes, of which there is one for each carried value and each array. Those
/// that are alive lie in the order of the steps they were taken before.
/// </summary>
internal sealed class Snapshots
{
    // Places on the tape of numbers about the snapshots themselves; the sizes of the arrays follow.
    private const int Allowed = 0;
    private const int Alive = 1;
    private const int FirstSize = 2;

    private static readonly MethodInfo SnapshotsMethod = typeof(Revolve).GetMethod(nameof(Revolve.Snapshots))!;
    private static readonly MethodInfo NextMethod = typeof(Revolve).GetMethod(nameof(Revolve.Next))!;

    private readonly GraphBuilder builder;
    private readonly StepState state;
    private readonly ElementWalk walk;
    private readonly Node header;
    private readonly Node steps;
    private readonly Node[] carried;
    private readonly Node[] elements;

    /// <summary>Makes the tapes where both sweeps see them; they grow to their sizes when these are known.</summary>
    public Snapshots(GraphBuilder builder, Node loop, StepState state)
    {
        this.builder = builder;
        this.state = state;
        walk = new ElementWalk(builder);
        header = NewTape(IrType.I64, FirstSize + state.Arrays.Count);
        steps = NewTape(IrType.I64, 0);
        carried = [.. state.Carried.Select(k => NewTape(StepState.Parameter(loop, k).Type, 0))];
        elements = [.. state.Arrays.Select(a => NewTape(ScalarOf(a.Type), 0))];
    }

    /// <summary>The tapes of a finished graph that hold snapshots: room was made on them for as many as <see cref="Revolve.Snapshots"/> allows.</summary>
    public static HashSet<Node> TapesIn(Graph graph)
    {
        bool IsCount(Node place) => Equals(place.Attribute, SnapshotsMethod) || (place.Op == Ops.Mul && place.Operands.ToArray().Any(IsCount));
        return [.. graph.AllNodes().Where(n => n.Op == Ops.TapeStore && IsCount(n.Operands[1])).Select(n => n.Operands[0])];
    }

    /// <summary>The snapshots that may be kept at a time.</summary>
    public Node Count => Header(Allowed);

    /// <summary>How many there are now.</summary>
    public Node Used
    {
        get => Header(Alive);
        set => SetHeader(Alive, value);
    }

    /// <summary>The step that a snapshot was taken before.</summary>
    public Node StepOf(Node place) => Load(steps, place);

    /// <summary>Chooses how many there may be and makes room for them.</summary>
    /// <param name="limit">The bytes that may be taken.</param>
    /// <param name="tape">The bytes of the tape of one step.</param>
    /// <param name="trips">The steps.</param>
    /// <param name="arrays">The arrays of the state.</param>
    public void Reserve(long limit, Node tape, Node trips, Node[] arrays)
    {
        var bytes = Number(sizeof(long) + carried.Sum(t => t.Type.Element.Size));
        var largest = Number(1);
        for (var i = 0; i < arrays.Length; i++)
        {
            var size = walk.Size(arrays[i]);
            SetHeader(FirstSize + i, size);
            bytes = Add(bytes, builder.Apply(Ops.Mul, size, Number(elements[i].Type.Element.Size)));
            largest = builder.Apply(Ops.Max, largest, size);
        }

        var count = builder.Emit(Ops.CallPure, IrType.I64, [Number(limit), bytes, tape, largest, trips], SnapshotsMethod);
        SetHeader(Allowed, count);
        foreach (var tapeOfOne in (Node[])[steps, .. carried])
        {
            Grow(tapeOfOne, count);
        }

        for (var i = 0; i < arrays.Length; i++)
        {
            Grow(elements[i], builder.Apply(Ops.Mul, count, Header(FirstSize + i)));
        }
    }

    /// <summary>Where the next snapshot belongs, after one that was taken, at <paramref name="place"/>, before step <paramref name="at"/>.</summary>
    public Node Next(Node at, Node end, Node place) =>
        builder.Emit(Ops.CallPure, IrType.I64, [at, end, builder.Apply(Ops.Sub, Count, place)], NextMethod);

    /// <summary>Takes a snapshot before step <paramref name="at"/> if it is <paramref name="due"/>. Gives the number of snapshots then, and when the next is due.</summary>
    public (Node Used, Node Due) TakeIfDue(Node at, Node due, Node end, Node used, Func<int, Node> carriedValue, Func<Node[]> arrays)
    {
        var values = builder.If(
            builder.Apply(Ops.Eq, at, due),
            () =>
            {
                Take(used, at, carriedValue, arrays());
                return [Add(used, Number(1)), Next(at, end, used)];
            },
            () => [used, due]);
        return (values[0], values[1]);
    }

    /// <summary>Takes a snapshot.</summary>
    public void Take(Node place, Node at, Func<int, Node> carriedValue, Node[] arrays)
    {
        Store(steps, place, at);
        for (var i = 0; i < carried.Length; i++)
        {
            Store(carried[i], place, carriedValue(state.Carried[i]));
        }

        ForEachElement(place, arrays, (tape, array, indices, position) => Store(tape, position, builder.Load(array, indices, readOnly: false)));
    }

    /// <summary>Puts the arrays back into the state of a snapshot. Gives the values that the loop carries there.</summary>
    public Node[] Restore(Node place, Node[] arrays)
    {
        ForEachElement(place, arrays, (tape, array, indices, position) => builder.Store(array, indices, Load(tape, position)));
        return Array.ConvertAll(carried, t => Load(t, place));
    }

    private void ForEachElement(Node place, Node[] arrays, Action<Node, Node, Node[], Node> visit)
    {
        for (var i = 0; i < arrays.Length; i++)
        {
            var tape = elements[i];
            walk.Run(arrays[i], builder.Apply(Ops.Mul, place, Header(FirstSize + i)), (a, indices, position) => visit(tape, a, indices, position));
        }
    }

    private static IrType ScalarOf(IrType type)
    {
        while (type.IsArray)
        {
            type = type.Element;
        }

        return type;
    }

    private Node NewTape(IrType element, int capacity) =>
        builder.Emit(Ops.NewTape, IrType.TapeOf(element), [builder.Constant(capacity)]);

    /// <summary>Writing behind the last place makes room for all at once, once.</summary>
    private void Grow(Node tape, Node count) => Store(tape, count, builder.Default(tape.Type.Element));

    private Node Header(int place) => Load(header, Number(place));

    private void SetHeader(int place, Node value) => Store(header, Number(place), value);

    private void Store(Node tape, Node place, Node value) => builder.Emit(Ops.TapeStore, IrType.Void, [tape, place, value]);

    private Node Load(Node tape, Node place) =>
        builder.Emit(Ops.TapeLoad, tape.Type.Element, [tape, place], Access.Of(readOnly: false, inBounds: true));

    private Node Add(Node a, Node b) => builder.Apply(Ops.Add, a, b);

    private Node Number(long value) => builder.Constant(value, IrType.I64);
}
