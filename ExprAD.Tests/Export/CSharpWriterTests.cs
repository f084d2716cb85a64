using System.Reflection;
using CsCheck;
using ExprAD.Capture.Linq;
using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.Emission.Runtime;
using ExprAD.Export;
using ExprAD.Export.CSharp;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Generators;
using ExprAD.Tests.Text;
using ExprAD.Text;

namespace ExprAD.Tests.Export;

internal sealed class CSharpWriterTests
{
    private static readonly double[] Numbers = [0.5, 1.25, -0.75, 2];

    [Test]
    public void Random_graphs_compile_and_give_the_same() =>
        RandomGraphs.Calls().Array[50].Sample(calls => ExportedMethod.Check(calls), iter: 6, threads: 1);

    [Test]
    public void Random_gradients_compile_and_give_the_same() =>
        RandomGraphs.Calls(smooth: true).Array[50].Sample(calls => ExportedMethod.Check([.. calls.Select(Gradient)]), iter: 3, threads: 1);

    [Test]
    public void Samples_compile_and_give_the_same() => ExportedMethod.Check(
        (SampleGraphs.Formula(), [0.7, 1.3]),
        (SampleGraphs.Sum(), [Numbers]),
        (SampleGraphs.Nested(), [new[,] { { 1, -2, 0.5 }, { 0.25, 3, -1 } }, 1]),
        (SampleGraphs.Search(), [0.1]),
        (SampleGraphs.Guarded(), [Numbers, 3]),
        (SampleGraphs.Guarded(), [Numbers, 4]),
        (SampleGraphs.Guarded(), [Numbers, 0]),
        (SampleGraphs.Memory(), [new float[][] { [1, 2], [3] }, new byte[] { 1, 2, 200 }, new List<double> { 1, 2 }, new double[2]]),
        (SampleGraphs.Taped(), [0.4]),
        (SampleGraphs.Stacked(), [3.75]),
        (SampleGraphs.Recursive(), [0.75]));

    [Test]
    public void Every_scalar_operation_compiles_on_every_type_and_gives_the_same() =>
        ExportedMethod.Check([.. Ops.All.OfType<ScalarOp>().SelectMany(OnEveryType)]);

    [TestCase(typeof(Functions))]
    [TestCase(typeof(Checks))]
    [TestCase(typeof(Integers))]
    [TestCase(typeof(Types))]
    [TestCase(typeof(SequenceData))]
    [TestCase(typeof(Revolve))]
    public void Classes_that_compiled_functions_call_can_be_copied(Type type)
    {
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name).ToHashSet();
        var helper = HelperClass.Of(type)!;
        var copy = helper.Write(methods).Replace("private static class", "public static class", StringComparison.Ordinal);

        Assert.That(methods.Where(m => !helper.Has(m)), Is.Empty);
        Assert.That(() => ExportedMethod.CompileAll([$"using System;\nusing System.Linq;\nusing System.Collections.Generic;\n#nullable enable annotations\n{copy}"]), Throws.Nothing);
    }

    [Test]
    public void Constants_keep_every_bit()
    {
        var all = SampleGraphs.Constants().Results.Where(r => r.Attribute is not Version && r.Type.Clr != typeof(Rows)).ToList();

        ExportedMethod.Check((new GraphBuilder().Build("constants", all, [.. all.Select((_, i) => $"r{i}")]), []));
    }

    [Test]
    public void Arithmetic_that_the_compiler_would_refuse_is_left_to_run_time()
    {
        var b = new GraphBuilder();
        Node Raw(Op op, IrType type, params Node[] x) => b.Emit(op, type, x);
        Node[] results =
        [
            Raw(Ops.Div, IrType.F64, b.Constant(1.0), b.Constant(0.0)),
            Raw(Ops.Add, IrType.I32, b.Constant(int.MaxValue), b.Constant(1)),
            Raw(Ops.Neg, IrType.I64, b.Constant(long.MinValue, IrType.I64)),
            Raw(Ops.Convert, IrType.I32, b.Constant(1e20)),
            Raw(Ops.Shl, IrType.I64, b.Constant(1L, IrType.I64), b.Constant(40L, IrType.I64)),
        ];

        ExportedMethod.Check((b.Build("refused", results, ["value", "a", "b", "c", "d"]), []));
        ExportedMethod.Check([.. ((Op[])[Ops.IntDiv, Ops.IntRem]).Select(op => Division(op))]);

        static (Graph, object?[]) Division(Op op)
        {
            var b = new GraphBuilder();
            var n = b.Input(IrType.I32, "n", InputRole.Parameter);
            return (b.Build("division", [b.Constant(1.0), b.Emit(op, IrType.I32, [n, b.Constant(0)])], ["value", "q"]), [3]);
        }
    }

    [TestCase("%0 = irem 5 n : i32\n%1 = shl %0 2 : i32\nreturn x", TestName = "What raises is written though nobody uses what it is part of")]
    [TestCase("%0 = irem 5 n : i32\n%1 = convert %0 : f64\n%2 = lt x 1.0 : bool\n%3 = select %2 2.0 %1 : f64\nreturn %3", TestName = "What raises is not written into one side of a choice")]
    [TestCase("%0 = convert k [type ushort] : i32\n%1 = convert.ovf %0 : f64\nreturn %1", TestName = "A checked conversion does not check what it converts")]
    [TestCase("%0 = mul k k : i64\n%1 = add.ovf %0 1L : i64\n%2 = convert %1 : f64\nreturn %2", TestName = "A checked sum does not check its terms")]
    [TestCase("%0 = ushr k 1L : i64\n%1 = add %0 %0 : i64\n%2 = add %1 %1 : i64\n%3 = add %2 8L : i64\n%4 = load l %3 : f64\nreturn %4", TestName = "The index of a list is checked, how it came about is not")]
    public void What_once_went_wrong(string body)
    {
        var graph = GraphParser.Parse($"graph f(x: f64, n: i32, k: i64, l: list<f64>) -> (value: f64) {{\n{body}\n}}");

        ExportedMethod.Check((graph, [0.5, 0, -2L, new List<double> { 1, 2, 3, 4, 5 }]), (graph, [0.5, 2, 1L << 62, new List<double> { 1, 2, 3, 4, 5 }]));
    }

    [Test]
    public void Values_that_loops_exchange_are_assigned_at_once()
    {
        var b = new GraphBuilder();
        var n = b.Input(IrType.I32, "n", InputRole.Parameter);
        var pair = b.For(n, [b.Constant(0.0), b.Constant(1.0), b.Constant(5.0)], (_, c) => [c[1], b.Apply(Ops.Add, c[0], c[1]), c[0]]);
        var graph = b.Build("fibonacci", pair, ["value", "next", "last"]);

        ExportedMethod.Check((graph, [6]));
        Assert.That(CSharpWriter.Write(graph), Does.Contain("(state, sum) = (sum, state + sum);"));
    }

    [Test]
    public void What_is_captured_becomes_parameters_that_C_sharp_can_name()
    {
        var file = CSharpWriter.Write(SampleGraphs.Captured());

        Assert.That(file, Does.Contain(
            "public static double ValueAndGradient(double x, global::ExprAD.Tests.Text.Rows rows, double local, double[] deep, double weight, (double, double[]) pair, out double dx)"));
        var method = ExportedMethod.Compile([file], typeof(Rows)).Single();
        object?[] arguments = [10.0, new Rows(), 2.5, new[] { 7.0 }, 0.5, (1.5, Numbers), null];
        Assert.That(method.Invoke(null, arguments), Is.EqualTo((2.5 * 1) + 10 + (7 * 0.5) + 2));
        Assert.That(arguments[^1], Is.EqualTo(1.5));
    }

    [Test]
    public void Members_and_methods_of_the_users_are_called_by_name()
    {
        var method = ExportedMethod.Compile([CSharpWriter.Write(SampleGraphs.Members())], typeof(Rows)).Single();

        var rows = new Rows { Next = new() };
        var table = new Dictionary<string, (int, double)> { ["a"] = default, ["b"] = default };
        Assert.That(method.Invoke(null, [rows, table, 1.5]), Is.EqualTo((1.5 * 2) + 1 + 3));
    }

    [Test]
    public void Private_members_are_refused_by_name() =>
        Assert.That(() => CSharpWriter.Write(Reading("secret")), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Rows.secret is private"));

    [Test]
    public void Internal_members_are_for_the_users_own_project() =>
        Assert.That(CSharpWriter.Write(Reading("Hidden")), Does.Contain("return rows.Hidden;"));

    [Test]
    public void Objects_without_a_name_that_are_more_than_read_are_refused()
    {
        var b = new GraphBuilder();
        var nameless = b.Input(IrType.Of(new { A = 1 }.GetType()), "data0", InputRole.Data);
        var graph = b.Build("f", [b.Apply(Ops.Select, b.Apply(Ops.IsNull, nameless), b.Constant(1.0), b.Constant(2.0))], ["value"]);

        Assert.That(() => CSharpWriter.Write(graph), Throws.TypeOf<NotSupportedException>().With.Message.Contains("data0"));
    }

    [Test]
    public void Constants_that_are_objects_are_refused() =>
        Assert.That(() => CSharpWriter.Write(SampleGraphs.Constants()), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Version"));

    [TestCase("class", "class2")]
    [TestCase("p.Inner.A", "pInnerA")]
    [TestCase("Math", "Math2")]
    [TestCase("∂w", "dw")]
    [TestCase("a b", "aB")]
    [TestCase("2x", "_2x")]
    public void Names_are_made_C_sharp(string input, string name)
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, input, InputRole.Parameter, true);

        var graph = b.Build("f", [b.Apply(Ops.Sin, x)], ["value"]);

        Assert.That(CSharpWriter.Write(graph), Does.Contain($"Value(double {name})").And.Contain($"return Math.Sin({name});"));
        ExportedMethod.Check((graph, [0.5]));
    }

    private static Graph Reading(string field)
    {
        var b = new GraphBuilder();
        var rows = b.Input(IrType.Of(typeof(Rows)), "data0", InputRole.Data);
        var member = typeof(Rows).GetField(field, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        return b.Build("f", [b.GetMember(rows, member, readOnly: true)], ["value"]);
    }

    /// <summary>The operation on each type that it exists on, with a few operands.</summary>
    private static IEnumerable<(Graph, object?[])> OnEveryType(ScalarOp op)
    {
        foreach (var meaning in Enum.GetValues<TypeKind>().Select(op.Implementation).OfType<Delegate>())
        {
            var types = meaning.GetType().GetMethod("Invoke")!.GetParameters().Select(p => IrType.Of(p.ParameterType)).ToArray();
            var b = new GraphBuilder();
            var inputs = types.Select((t, i) => b.Input(t, $"x{i}", InputRole.Parameter)).ToArray();
            var graph = b.Build(op.Name, [b.Constant(0.0), b.Emit(op, op.Result(inputs), inputs)], ["value", "y"]);
            foreach (var fraction in (double[])[0.1, 0.5, 0.9])
            {
                yield return (graph, [.. types.Select((t, i) => Operand(op, t, i, fraction))]);
            }
        }
    }

    private static object Operand(ScalarOp op, IrType type, int number, double fraction)
    {
        var (low, high) = op.Domain[Math.Min(number, op.Domain.Length - 1)];
        var value = low + (fraction * (high - low));
        return Scalars.FromDouble(type.Kind == TypeKind.Bool ? Math.Round(fraction) : value, type.Kind);
    }

    /// <summary>The gradient with respect to all that can be differentiated, and memory for that of arrays.</summary>
    private static (Graph, object?[]) Gradient((Graph Graph, object?[] Arguments) call)
    {
        int[] inputs = [.. Enumerable.Range(0, call.Arguments.Length).Where(i => call.Graph.Inputs[i].Differentiable)];
        var gradient = Pipeline.Gradient(Pipeline.Primal(call.Graph, new GradOptions()), inputs, new GradOptions());
        var memory = gradient.Inputs.Skip(call.Arguments.Length)
            .Select(d => new double[((double[])call.Arguments[call.Graph.Inputs.ToList().FindIndex(i => "∂" + i.Name == d.Name)]!).Length]);
        return (gradient, [.. call.Arguments, .. memory]);
    }
}
