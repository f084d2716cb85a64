using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Generators;

namespace ExprAD.Tests.Emission;

/// <summary>Each scalar operation, on each type it exists on, with operands at the edges: the compilers do as the interpreter does.</summary>
public class OperationTests
{
    private static readonly TypeKind[] Kinds = [TypeKind.F64, TypeKind.F32, TypeKind.I32, TypeKind.I64, TypeKind.Bool];

    private static readonly double[] Doubles =
    [
        0, -0.0, 1, -1, 0.3, -2.5, 3, 0.5, 1e-310, -1e300, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    private static IEnumerable<TestCaseData> OperationsByType() =>
        from op in Ops.All.OfType<ScalarOp>()
        from kind in Kinds
        where op.Implementation(kind) is not null
        select new TestCaseData(op.Name, kind.ToString());

    [TestCaseSource(nameof(OperationsByType))]
    public void Agrees_with_the_interpreter(string name, string type)
    {
        var (op, kind) = (Ops.All.OfType<ScalarOp>().Single(o => o.Name == name), Enum.Parse<TypeKind>(type));
        var b = new GraphBuilder();
        var types = op.Implementation(kind)!.Method.GetParameters().Select(p => IrType.Of(p.ParameterType)).ToArray();
        Node[] operands = [.. types.Select((t, i) => b.Input(t, $"x{i}", InputRole.Data))];
        var value = b.Emit(op, op.Result(operands), operands);
        Node[] results = [value, .. value.Type == IrType.Bool ? Decisions(b, value) : []];
        var graph = b.Build(op.Name, results, [.. results.Select((_, i) => $"y{i}")]);

        Agree(graph, types.Select(Samples));
    }

    [Test]
    public void Every_operation_has_code() =>
        Assert.That(Ops.All.Where(o => !MethodEmitter.Knows(o)), Is.EquivalentTo(new[] { Ops.Const, Ops.Param, Ops.Result }));

    [Test]
    public void Comparisons_with_constants_agree([Values(0.0, -0.0, 1.0, double.NaN)] double constant)
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Data);
        var c = b.Constant(constant);
        Node[] results = [.. new[] { Ops.Lt, Ops.Le, Ops.Eq, Ops.Ne }.SelectMany(op => Decisions(b, b.Apply(op, x, c)).Concat(Decisions(b, b.Apply(op, c, x))))];

        Agree(b.Build("compare", results, [.. results.Select((_, i) => $"y{i}")]), [Samples(IrType.F64)]);
    }

    [Test]
    public void Zero_as_adjoint_beats_infinity_but_nothing_else([Values] bool named)
    {
        var b = new GraphBuilder();
        var (a, p) = (b.Input(IrType.F64, "a", InputRole.Data), b.Input(IrType.F64, "p", InputRole.Data));
        var value = b.Apply(Ops.MulOrZero, a, named ? p : b.Apply(Ops.Div, p, a));

        Agree(b.Build("mulz", [value, named ? p : value], ["y", "z"]), [Samples(IrType.F64), Samples(IrType.F64)]);
    }

    [Test]
    public void Sine_and_cosine_of_one_value_are_those_of_each([Values(typeof(double), typeof(float))] Type type)
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.Of(type), "x", InputRole.Data);
        var (cos, sin) = (b.Apply(Ops.Cos, x), b.Apply(Ops.Sin, x));

        Agree(b.Build("sincos", [b.Apply(Ops.Mul, sin, cos), sin, cos], ["a", "b", "c"]), [Samples(x.Type)]);
    }

    /// <summary>A truth value in all the places where it decides something.</summary>
    private static Node[] Decisions(GraphBuilder b, Node truth) =>
    [
        b.Apply(Ops.Select, truth, b.Constant(1), b.Constant(2)),
        b.Apply(Ops.Select, b.Apply(Ops.Not, truth), b.Constant(1), b.Constant(2)),
        b.If(truth, () => [b.Emit(Ops.Convert, IrType.F64, [b.Constant(1)])], () => [b.Constant(2.0)])[0],
        b.If(b.Apply(Ops.Not, truth), () => [b.Emit(Ops.Convert, IrType.F64, [b.Constant(1)])], () => [b.Constant(2.0)])[0],
        b.While([b.Constant(0)], c => b.Apply(Ops.And, truth, b.Apply(Ops.Lt, c[0], b.Constant(3))), c => [b.Apply(Ops.Add, c[0], b.Constant(1))])[0],
        b.Convert(truth, IrType.I32),
        truth,
    ];

    private static object[] Samples(IrType type) => type.Kind switch
    {
        TypeKind.F64 => [.. Doubles],
        TypeKind.F32 => [.. Doubles.Select(d => (float)d)],
        TypeKind.I32 => [0, 1, -1, 5, -7, 31, 32, 33, int.MaxValue, int.MinValue],
        TypeKind.I64 => [0L, 1L, -1L, 5L, -7L, 63L, 64L, 4294967296L, long.MaxValue, long.MinValue],
        _ => [true, false],
    };

    private static void Agree(Graph graph, IEnumerable<object[]> samples)
    {
        var (fast, plain) = (EmittedFunction.Fast(graph), EmittedFunction.Plain(graph));
        Assert.That(fast.Compiler, Is.EqualTo(CompilerUsed.FastExpressionCompiler), fast.Reason);
        foreach (var arguments in Combinations([.. samples]))
        {
            var expected = Outcome.Of(inputs => Interpreter.Run(graph, inputs), arguments);
            Assert.That(Outcome.Of(fast.Run, arguments), Is.EqualTo(expected));
            Assert.That(Outcome.Of(plain.Run, arguments), Is.EqualTo(expected));
        }
    }

    private static IEnumerable<object?[]> Combinations(object[][] samples) =>
        samples is [var first, .. var rest]
            ? first.SelectMany(_ => Combinations(rest), (x, others) => (object?[])[x, .. others])
            : [[]];
}
