using ExprAD.Differentiation.Reverse;
using ExprAD.Emission.Planning;
using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

public class TapeTests
{
    [Test]
    public void Values_of_nested_loops_lie_in_one_array()
    {
        var (b, n, m) = WithCounts();
        var tape = NewTape(b, b.Apply(Ops.Mul, b.Apply(Ops.Mul, n, m), b.Constant(3)));
        ForEach(b, [n, m, b.Constant(3)], i => b.Emit(Ops.TapeStore, IrType.Void, [tape, Position(b, i, [n, m, b.Constant(3)]), Number(b, i)]));
        var sum = Sum(b, [n, m, b.Constant(3)], i => b.Emit(Ops.TapeLoad, IrType.F64, [tape, Position(b, i, [n, m, b.Constant(3)])], Access.Checked));

        AssertForm(b, sum, tape, TapeForm.Array);
    }

    [Test]
    public void More_values_than_an_array_holds_are_refused_before_any_is_stored()
    {
        var b = new GraphBuilder();
        var (x, n) = (b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true), b.Input(IrType.I32, "n", InputRole.Data));
        var y = b.For(n, [x], (_, s) => [b.For(n, [s[0]], (_, t) => [b.Apply(Ops.Sin, b.Apply(Ops.Mul, t[0], x))])[0]])[0];
        var gradient = EmittedFunction.Fast(ReverseMode.Gradient(b.Build("f", [y], ["value"]), [0], strict: false));

        Assert.That(() => gradient.Run(0.5, 100_000), Throws.InstanceOf<InsufficientMemoryException>().With.Message.Contains("MemoryLimit"));
        Assert.That(gradient.Run(0.5, 2)[0], Is.EqualTo(Interpreter.Run(b.Build("f", [y], ["value"]), 0.5, 2)[0]));
    }

    [Test]
    public void Memory_that_one_call_needed_is_given_back_after_many_that_do_not()
    {
        var tape = new ExprAD.Emission.Runtime.Tape<double>();
        tape.Room(1_000_000);
        for (var call = 0; call < 60; call++)
        {
            Assert.That(tape.Room(1000), Has.Length.EqualTo(1_000_000));
        }

        for (var call = 0; call < 10; call++)
        {
            tape.Room(1000);
        }

        Assert.That(tape.Room(1000), Has.Length.EqualTo(1000));
    }

    [Test]
    public void Tape_that_may_have_to_grow_is_an_object()
    {
        var (b, n, m) = WithCounts();
        var tape = NewTape(b, n);
        ForEach(b, [n, m], i => b.Emit(Ops.TapeStore, IrType.Void, [tape, Position(b, i, [n, m]), Number(b, i)]));
        var sum = Sum(b, [n, m], i => b.Emit(Ops.TapeLoad, IrType.F64, [tape, Position(b, i, [n, m])], Access.Checked));

        AssertForm(b, sum, tape, TapeForm.Object);
    }

    [Test]
    public void Stack_has_room_made_before_the_innermost_loop()
    {
        var (b, n, _) = WithCounts();
        var tape = NewTape(b, b.Constant(0));
        b.For(n, [], (i, _) =>
        {
            b.For(i, [], (j, _) =>
            {
                b.Emit(Ops.TapePush, IrType.Void, [tape, Number(b, [i, j])]);
                return [];
            });
            return [];
        });
        var sum = b.For(n, [b.Constant(0.0)], (i, s) =>
            b.For(b.Apply(Ops.Sub, b.Apply(Ops.Sub, n, b.Constant(1)), i), s, (j, t) =>
                [b.Apply(Ops.Add, b.Apply(Ops.Mul, t[0], b.Constant(0.5)), b.Emit(Ops.TapePop, IrType.F64, [tape]))]))[0];

        AssertForm(b, sum, tape, TapeForm.Stack);
    }

    [Test]
    public void Stack_that_an_endless_loop_pushes_onto_is_an_object()
    {
        var (b, n, _) = WithCounts();
        var tape = NewTape(b, b.Constant(0));
        var count = b.While([b.Constant(0)], c => b.Apply(Ops.Lt, c[0], n), c =>
        {
            b.Emit(Ops.TapePush, IrType.Void, [tape, b.Convert(c[0], IrType.F64)]);
            return [b.Apply(Ops.Add, c[0], b.Constant(1))];
        })[0];
        var sum = Sum(b, [count], _ => b.Emit(Ops.TapePop, IrType.F64, [tape]));

        AssertForm(b, sum, tape, TapeForm.Object);
    }

    [Test]
    public void Stack_pushed_onto_in_a_branch_is_popped_in_a_branch()
    {
        var (b, n, _) = WithCounts();
        var tape = NewTape(b, b.Constant(0));
        var isOdd = (Node i) => b.Apply(Ops.Eq, b.Apply(Ops.And, i, b.Constant(1)), b.Constant(1));
        b.For(n, [], (i, _) =>
        {
            b.If(
                isOdd(i),
                () =>
                {
                    b.Emit(Ops.TapePush, IrType.Void, [tape, b.Convert(i, IrType.F64)]);
                    return [];
                },
                () => []);
            return [];
        });
        var last = b.Apply(Ops.Sub, n, b.Constant(1));
        var sum = b.For(n, [b.Constant(0.0)], (i, s) => b.If(
            isOdd(b.Apply(Ops.Sub, last, i)),
            () => [b.Apply(Ops.Add, b.Apply(Ops.Mul, s[0], b.Constant(0.5)), b.Emit(Ops.TapePop, IrType.F64, [tape]))],
            () => s))[0];

        AssertForm(b, sum, tape, TapeForm.Stack);
    }

    private static (GraphBuilder Builder, Node N, Node M) WithCounts()
    {
        var b = new GraphBuilder();
        return (b, b.Input(IrType.I32, "n", InputRole.Data), b.Input(IrType.I32, "m", InputRole.Data));
    }

    private static Node NewTape(GraphBuilder b, Node capacity) => b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [capacity]);

    /// <summary>Something that is different in every iteration.</summary>
    private static Node Number(GraphBuilder b, Node[] indices) =>
        indices.Select(i => b.Convert(i, IrType.F64)).Aggregate((x, i) => b.Apply(Ops.Add, b.Apply(Ops.Mul, x, b.Constant(1.7)), i));

    private static Node Position(GraphBuilder b, Node[] indices, Node[] counts)
    {
        var position = indices[0];
        for (var k = 1; k < indices.Length; k++)
        {
            position = b.Apply(Ops.Add, b.Apply(Ops.Mul, position, counts[k]), indices[k]);
        }

        return position;
    }

    private static void ForEach(GraphBuilder b, Node[] counts, Action<Node[]> body, params Node[] indices) => b.For(counts[0], [], (i, _) =>
    {
        if (counts.Length == 1)
        {
            body([.. indices, i]);
        }
        else
        {
            ForEach(b, counts[1..], body, [.. indices, i]);
        }

        return [];
    });

    private static Node Sum(GraphBuilder b, Node[] counts, Func<Node[], Node> term) => Sum(b, counts, term, b.Constant(0.0));

    private static Node Sum(GraphBuilder b, Node[] counts, Func<Node[], Node> term, Node start, params Node[] indices) =>
        b.For(counts[0], [start], (i, s) => [counts.Length == 1
            ? b.Apply(Ops.Add, b.Apply(Ops.Mul, s[0], b.Constant(0.5)), term([.. indices, i]))
            : Sum(b, counts[1..], term, s[0], [.. indices, i])])[0];

    private static void AssertForm(GraphBuilder b, Node result, Node tape, TapeForm form)
    {
        var graph = b.Build("f", [result], ["y"]);
        Assert.That(EmissionPlan.Of(graph, 1000).Tapes[tape], Is.EqualTo(form));
        foreach (var chunkSize in new[] { 1000, 4 })
        {
            var (fast, plain) = (EmittedFunction.Fast(graph, chunkSize), EmittedFunction.Plain(graph, chunkSize));
            foreach (var (n, m) in new[] { (5, 4), (2, 7), (0, 3), (6, 5) })
            {
                var expected = Interpreter.Run(graph, n, m);
                Assert.That(fast.Run(n, m), Is.EqualTo(expected), $"{n}, {m}");
                Assert.That(plain.Run(n, m), Is.EqualTo(expected), $"{n}, {m}");
            }
        }
    }
}
