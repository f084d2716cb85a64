using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Tests.Interpretation;

public class ConversionTests
{
    private static readonly TestCaseData[] Unchecked =
    [
        new(300.7, typeof(byte), 44),
        new(-1, typeof(byte), 255),
        new(-1, typeof(uint), 4294967295L),
        new(-1L, typeof(ulong), -1L),
        new(70000, typeof(short), 4464),
        new(65.9, typeof(char), 65),
        new(1e300, typeof(float), float.PositiveInfinity),
        new(3000000000L, typeof(int), -1294967296),
        new(true, typeof(int), 1),
        new(7, typeof(double), 7.0),
    ];

    private static readonly TestCaseData[] Overflowing =
    [
        new(300.7, typeof(byte)),
        new(double.NaN, typeof(int)),
        new(-1, typeof(uint)),
        new(3000000000L, typeof(int)),
        new(1e30f, typeof(long)),
        new(-1.0, typeof(ushort)),
    ];

    [TestCaseSource(nameof(Unchecked))]
    public void Unchecked_cast_cuts(object value, Type to, object expected) =>
        Assert.That(Convert(Ops.Convert, value, to), Is.EqualTo(expected).And.TypeOf(expected.GetType()));

    [TestCaseSource(nameof(Overflowing))]
    public void Checked_cast_raises_where_the_number_does_not_fit(object value, Type to) =>
        Assert.That(() => Convert(Ops.ConvertChecked, value, to), Throws.TypeOf<OverflowException>());

    [Test]
    public void Unsigned_number_is_converted_through_its_own_type() =>
        Assert.That(Convert(Ops.Convert, -1L, typeof(ulong), IrType.F64), Is.EqualTo((double)ulong.MaxValue));

    [Test]
    public void Boxing_and_unboxing_keep_the_narrow_type()
    {
        Assert.That(Convert(Ops.Convert, 5, typeof(byte), IrType.Of(typeof(object))), Is.EqualTo((byte)5).And.TypeOf<byte>());

        var b = new GraphBuilder();
        var boxed = b.Input(IrType.Of(typeof(object)), "o", InputRole.Data);
        var unboxed = b.Emit(Ops.Convert, IrType.I32, [boxed], typeof(byte));
        var graph = b.Build("unbox", [unboxed], ["y"]);
        Assert.That(Interpreter.Run(graph, (byte)5), Is.EqualTo(new object[] { 5 }));
        Assert.That(() => Interpreter.Run(graph, 5), Throws.TypeOf<InvalidCastException>());
        Assert.That(() => Interpreter.Run(graph, [null]), Throws.TypeOf<NullReferenceException>());
    }

    private static object? Convert(Op op, object value, Type to, IrType? type = null)
    {
        var b = new GraphBuilder();
        var input = b.Input(IrType.Of(value.GetType()), "x", InputRole.Data);
        type ??= IrType.Of(to);
        var converted = b.Emit(op, type, [input], type.Clr == to ? null : to);
        return Interpreter.Run(b.Build("convert", [converted], ["y"]), value)[0];
    }
}
