using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

/// <summary>Members, methods and exceptions of the user's.</summary>
public class CallTests
{
    [Test]
    public void Fields_and_properties_are_read_and_assigned()
    {
        var b = new GraphBuilder();
        var thing = b.Input(IrType.Of(typeof(Thing)), "thing", InputRole.Data);
        var member = (string name) => typeof(Thing).GetMember(name)[0];
        b.Emit(Ops.SetMember, IrType.Void, [thing, b.Constant(300)], member(nameof(Thing.Small)));
        b.Emit(Ops.SetMember, IrType.Void, [thing, b.Constant(2.5)], member(nameof(Thing.Number)));
        b.Emit(Ops.SetMember, IrType.Void, [b.Constant(3)], member(nameof(Thing.Shared)));
        Node[] read = [.. new[] { nameof(Thing.Small), nameof(Thing.Number) }.Select(n => b.GetMember(thing, member(n), readOnly: false))];
        var graph = b.Build("f", [.. read, b.GetMember(null, member(nameof(Thing.Shared)), readOnly: false)], ["a", "b", "c"]);

        Agree(graph, () => [new Thing()]);
    }

    [Test]
    public void Methods_and_constructors_are_called_with_what_they_take()
    {
        var b = new GraphBuilder();
        var thing = b.Input(IrType.Of(typeof(Thing)), "thing", InputRole.Data);
        var point = b.Emit(Ops.CallPure, IrType.Of(typeof(Point)), [b.Constant(2.0), b.Constant(4f)], typeof(Point).GetConstructors()[0]);
        var sum = b.Emit(Ops.Call, IrType.F64, [point], typeof(Point).GetMethod(nameof(Point.Sum))!);
        var day = b.Emit(Ops.CallPure, IrType.I32, [b.Constant(1)], typeof(Thing).GetMethod(nameof(Thing.After))!);
        var small = b.Emit(Ops.Call, IrType.I32, [thing, b.Constant(260)], typeof(Thing).GetMethod(nameof(Thing.Twice))!);
        var part = b.GetMember(point, typeof(Point).GetProperty(nameof(Point.X))!, readOnly: true);
        var graph = b.Build("f", [sum, day, small, part], ["a", "b", "c", "d"]);

        Agree(graph, () => [new Thing()]);
    }

    [Test]
    public void Null_is_recognised_in_all_types_that_have_it()
    {
        Type[] types = [typeof(string), typeof(int?), typeof(double[]), typeof(Point)];
        var b = new GraphBuilder();
        Node[] results = [.. types.Select((t, i) => b.Emit(Ops.IsNull, IrType.Bool, [b.Input(IrType.Of(t), $"x{i}", InputRole.Data)]))];
        var graph = b.Build("f", results, ["a", "b", "c", "d"]);

        Agree(graph, () => [null, null, null, new Point(1, 2)]);
        Agree(graph, () => ["", 0, Array.Empty<double>(), new Point(1, 2)]);
    }

    [Test]
    public void Effects_happen_once_and_in_order()
    {
        var b = new GraphBuilder();
        var log = b.Input(IrType.Of(typeof(List<double>)), "log", InputRole.Data);
        var add = typeof(List<double>).GetMethod(nameof(List<double>.Add))!;
        var thing = b.Input(IrType.Of(typeof(Thing)), "thing", InputRole.Data);
        var number = typeof(Thing).GetField(nameof(Thing.Number))!;
        var before = b.GetMember(thing, number, readOnly: false);
        b.Emit(Ops.SetMember, IrType.Void, [thing, b.Constant(9.0)], number);
        b.Emit(Ops.Call, IrType.Void, [log, before], add);
        b.Emit(Ops.Call, IrType.Void, [log, b.GetMember(thing, number, readOnly: false)], add);
        var count = b.Length(log);
        var graph = b.Build("f", [b.Apply(Ops.Add, before, b.Convert(count, IrType.F64))], ["y"]);

        foreach (var function in Both(graph))
        {
            var logged = new List<double>();
            Assert.That(function.Run(logged, new Thing { Number = 5 }), Is.EqualTo(new object[] { 7.0 }));
            Assert.That(logged, Is.EqualTo(new[] { 5.0, 9 }));
        }
    }

    [Test]
    public void What_is_raised_comes_out_unchanged_after_the_handler_has_run()
    {
        var b = new GraphBuilder();
        var exception = b.Input(IrType.Of(typeof(InvalidTimeZoneException)), "e", InputRole.Data);
        var log = b.Input(IrType.Of(typeof(double[])), "log", InputRole.Data);
        b.Try(
            () =>
            {
                b.Emit(Ops.Throw, IrType.Void, [exception]);
                return [];
            },
            () => b.AddTo(log, [b.Constant(0)], b.Constant(1.0)));
        var graph = b.Build("f", [b.Constant(0.0)], ["y"]);

        foreach (var function in Both(graph))
        {
            var (raised, logged) = (new InvalidTimeZoneException(), new double[1]);
            Assert.That(() => function.Run(raised, logged), Throws.Exception.SameAs(raised));
            Assert.That(logged[0], Is.EqualTo(1));
        }
    }

    private static void Agree(Graph graph, Func<object?[]> arguments)
    {
        var expected = Interpreter.Run(graph, arguments());
        foreach (var function in Both(graph))
        {
            Assert.That(function.Run(arguments()), Is.EqualTo(expected));
        }
    }

    private static EmittedFunction[] Both(Graph graph)
    {
        var fast = EmittedFunction.Fast(graph);
        Assert.That(fast.Compiler, Is.EqualTo(CompilerUsed.FastExpressionCompiler), fast.Reason);
        return [fast, EmittedFunction.Plain(graph)];
    }

    public sealed class Thing
    {
        public double Number;

        public static uint Shared { get; set; }

        public byte Small { get; set; }

        public short Twice(byte value) => (short)(2 * value);

        public static DayOfWeek After(DayOfWeek day) => day + 1;
    }

    public readonly struct Point(double x, float y)
    {
        public double X { get; } = x;

        public double Sum() => X + y;
    }
}
