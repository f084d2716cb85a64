using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Generators;

namespace ExprAD.Tests.Emission;

public class ConversionTests
{
    private static readonly Type[] Narrow =
        [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(char), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double)];

    private static readonly object[] Numbers =
    [
        0.0, -0.0, 0.9, -0.9, 127.5, 128.0, -129.0, 255.9, 65535.5, 65536.0, 2147483647.5, -2147483649.0, 4294967296.0, 9.3e18, -9.3e18, 1.9e19, 1e300,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        0f, -1.5f, 300f, 3e9f, 1e20f, float.NaN, float.NegativeInfinity,
        0, 1, -1, 128, -129, 256, 65536, int.MaxValue, int.MinValue,
        0L, -1L, 255L, 65535L, 4294967295L, 4294967296L, long.MaxValue, long.MinValue,
        true, false,
    ];

    [Test]
    public void Casts_agree_with_the_interpreter([ValueSource(nameof(Narrow))] Type to, [Values] bool isChecked)
    {
        foreach (var samples in Numbers.GroupBy(n => n.GetType()))
        {
            var b = new GraphBuilder();
            var x = b.Input(IrType.Of(samples.Key), "x", InputRole.Data);
            var op = isChecked ? Ops.ConvertChecked : Ops.Convert;
            var graph = b.Build("cast", [b.Emit(op, IrType.Of(to), [x], to), b.Emit(op, IrType.F64, [x], to)], ["own", "double"]);
            Agree(graph, samples);
        }
    }

    [Test]
    public void Casts_without_a_narrow_type_agree_with_the_interpreter([Values] bool isChecked)
    {
        foreach (var samples in Numbers.GroupBy(n => n.GetType()))
        {
            foreach (var to in new[] { IrType.F64, IrType.F32, IrType.I32, IrType.I64 })
            {
                var b = new GraphBuilder();
                var x = b.Input(IrType.Of(samples.Key), "x", InputRole.Data);
                Agree(b.Build("cast", [b.Emit(isChecked ? Ops.ConvertChecked : Ops.Convert, to, [x])], ["y"]), samples);
            }
        }
    }

    [Test]
    public void Boxing_keeps_the_narrow_type_and_unboxing_wants_it()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.I32, "x", InputRole.Data);
        var boxed = b.Emit(Ops.Convert, IrType.Of(typeof(object)), [x], typeof(byte));
        var graph = b.Build("box", [boxed, b.Emit(Ops.Convert, IrType.I32, [boxed], typeof(byte))], ["object", "int"]);

        Assert.That(EmittedFunction.Fast(graph).Run(300), Is.EqualTo(new object[] { (byte)44, 44 }));
        Assert.That(EmittedFunction.Plain(graph).Run(300)[0], Is.TypeOf<byte>());
    }

    private static void Agree(Graph graph, IEnumerable<object> samples)
    {
        var (fast, plain) = (EmittedFunction.Fast(graph), EmittedFunction.Plain(graph));
        Assert.That(fast.Compiler, Is.EqualTo(CompilerUsed.FastExpressionCompiler), fast.Reason);
        foreach (var sample in samples)
        {
            var expected = Outcome.Of(inputs => Interpreter.Run(graph, inputs), [sample]);
            Assert.That(Outcome.Of(fast.Run, [sample]), Is.EqualTo(expected), $"{sample}");
            Assert.That(Outcome.Of(plain.Run, [sample]), Is.EqualTo(expected), $"{sample}");
        }
    }
}
