using System.Reflection;

namespace ExprAD.IR;

/// <summary>Methods of the base class library that take more than one operation, or give more than one value.</summary>
internal static class Compositions
{
    public static Node? Build(GraphBuilder b, MethodInfo method, Node[] x) => (method.Name, x) switch
    {
        ("Abs", [var a]) when NarrowSigned(method) is { } narrow => b.Emit(Ops.ConvertChecked, a.Type, [b.Apply(Ops.IntAbs, a)], narrow),
        ("BigMul", [var p, var q]) when method.ReturnType == typeof(long) || method.ReturnType == typeof(ulong) =>
            b.Apply(Ops.Mul, b.Convert(p, IrType.I64), b.Convert(q, IrType.I64)),
        ("op_GreaterThan", [var p, var q]) => b.Apply(Ops.Lt, q, p),
        ("op_GreaterThanOrEqual", [var p, var q]) => b.Apply(Ops.Le, q, p),

        // Casts to int and long saturate, as this method promises; those to narrower integers don't.
        ("ConvertToInteger", [var a]) when method.ReturnType == typeof(int) || method.ReturnType == typeof(long) =>
            b.Convert(a, IrType.Of(method.ReturnType)),
        ("CreateChecked" or "CreateSaturating" or "CreateTruncating", [var a]) when a.Type.IsScalar && a.Type != IrType.Bool =>
            b.Convert(a, IrType.Of(method.ReturnType), Unsigned(method)),
        _ => null,
    };

    public static (Node First, Node Second)? BuildPair(GraphBuilder b, MethodInfo method, Node[] x) => (method.Name, x) switch
    {
        ("SinCos", [var a]) => (b.Apply(Ops.Sin, a), b.Apply(Ops.Cos, a)),
        ("SinCosPi", [var a]) => (b.Apply(Ops.SinPi, a), b.Apply(Ops.CosPi, a)),
        ("DivRem", [{ Type.IsInteger: true } p, var q]) when Parameter(method) != typeof(ulong) =>
            (b.Convert(b.Apply(Ops.IntDiv, p, q), p.Type, NarrowSigned(method)), b.Apply(Ops.IntRem, p, q)),
        _ => null,
    };

    private static Type? NarrowSigned(MethodInfo method) =>
        Parameter(method) is var type && (type == typeof(sbyte) || type == typeof(short)) ? type : null;

    private static Type? Unsigned(MethodInfo method) => Parameter(method) is var type && type == typeof(ulong) ? type : null;

    private static Type Parameter(MethodInfo method) => method.GetParameters()[0].ParameterType;
}
