namespace ExprAD.IR;

/// <summary>Values of the scalar types as the compiler holds them in constants: <see cref="double"/>, <see cref="float"/>, <see cref="int"/>, <see cref="long"/>, <see cref="bool"/>.</summary>
internal static class Scalars
{
    public static object FromDouble(double value, TypeKind kind) => kind switch
    {
        TypeKind.F64 => value,
        TypeKind.F32 => (float)value,
        TypeKind.I32 => (int)value,
        TypeKind.I64 => (long)value,
        TypeKind.Bool => value != 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static double ToDouble(object value) => value switch
    {
        double d => d,
        float f => f,
        int i => i,
        long l => l,
        bool b => b ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    public static long ToInt64(object value) => value is int i ? i : (long)value;

    public static object? Default(IrType type) => type.IsScalar ? FromDouble(0, type.Kind)
        : type.Kind == TypeKind.Object && type.Clr.IsValueType ? Activator.CreateInstance(type.Clr)
        : null;

    /// <summary>The unchecked C# conversion of a scalar value.</summary>
    public static object Convert(object value, TypeKind to) => (value, to) switch
    {
        (double d, TypeKind.F32) => (float)d,
        (double d, TypeKind.I32) => unchecked((int)d),
        (double d, TypeKind.I64) => unchecked((long)d),
        (float f, TypeKind.F64) => (double)f,
        (float f, TypeKind.I32) => unchecked((int)f),
        (float f, TypeKind.I64) => unchecked((long)f),
        (int i, TypeKind.F64) => (double)i,
        (int i, TypeKind.F32) => (float)i,
        (int i, TypeKind.I64) => (long)i,
        (long l, TypeKind.F64) => (double)l,
        (long l, TypeKind.F32) => (float)l,
        (long l, TypeKind.I32) => unchecked((int)l),
        (bool b, TypeKind.I32) => b ? 1 : 0,
        (bool b, TypeKind.I64) => b ? 1L : 0L,
        _ => value,
    };
}
