using ExprAD.IR;
using static ExprAD.Verification.TypeChecks;

namespace ExprAD.Verification;

/// <summary>What operations on vectors ask of their operands, their attribute and their type.</summary>
internal static class VectorChecks
{
    public static void Broadcast(Node n) =>
        Signature(n, Count(n, 1) && n.Type is { IsVector: true } && n.Type.Element == TypeAt(n, 0), "a scalar, to a vector of such");

    public static void Ramp(Node n) =>
        Signature(n, Count(n, 1) && TypeAt(n, 0).IsInteger && n.Type.IsVector && n.Type.Element == TypeAt(n, 0) && n.Attribute is long, "an integer, to a vector of such");

    public static void LaneMask(Node n) =>
        Signature(n, Count(n, 2) && TypeAt(n, 0).IsInteger && TypeAt(n, 1) == TypeAt(n, 0) && n.Type.IsMask, "two integers, to a mask");

    public static void Remask(Node n) =>
        Signature(n, Count(n, 1) && TypeAt(n, 0).IsMask && n.Type.IsMask && TypeAt(n, 0).Lanes == n.Type.Lanes, "a mask, to one of as many lanes");

    public static void Reduce(Node n) =>
        Signature(n, Count(n, 1) && TypeAt(n, 0).IsVector && TypeAt(n, 0).Element == n.Type && n.Attribute is string, "a vector, to a scalar");

    public static void Load(Node n) => Signature(n, IsAccess(n, [], n.Type), "an array, an index for each dimension, perhaps a mask, to a vector");

    public static void Gather(Node n) =>
        Signature(n, IsAccess(n, [], n.Type, mayVary: true), "an array, an index or a vector of them for each dimension, perhaps a mask, to a vector");

    public static void Store(Node n) =>
        Signature(n, IsVoid(n) && IsAccess(n, [Value(n)], Value(n)), "an array, an index for each dimension, a vector, perhaps a mask");

    public static void Scatter(Node n) =>
        Signature(n, IsVoid(n) && IsAccess(n, [Value(n)], Value(n), mayVary: true), "an array, an index or a vector of them for each dimension, a vector, perhaps a mask");

    public static void TapeStore(Node n) =>
        Signature(n, IsVoid(n) && IsTape(n) && TypeAt(n, 2).IsVector && TypeAt(n, 2).Element == TypeAt(n, 0).Element && IsMasked(n, 3, TypeAt(n, 2)), "a tape, an index or a vector of them, a vector, perhaps a mask");

    public static void TapeLoad(Node n) =>
        Signature(n, IsTape(n) && n.Type.IsVector && n.Type.Element == TypeAt(n, 0).Element && IsMasked(n, 2, n.Type), "a tape, an index or a vector of them, perhaps a mask, to a vector");

    public static void TapePush(Node n) =>
        Signature(n, IsVoid(n) && TypeAt(n, 0).Kind == TypeKind.Tape && TypeAt(n, 1).IsVector && TypeAt(n, 1).Element == TypeAt(n, 0).Element && IsMasked(n, 2, TypeAt(n, 1)), "a tape, a vector, perhaps a mask");

    public static void TapePop(Node n) =>
        Signature(n, TypeAt(n, 0).Kind == TypeKind.Tape && n.Type.IsVector && n.Type.Element == TypeAt(n, 0).Element && IsMasked(n, 1, n.Type), "a tape, perhaps a mask, to a vector");

    public static void Reverse(Node n) => Signature(n, Count(n, 1) && n.Type.IsVector && TypeAt(n, 0) == n.Type, "a vector, to one of its kind");

    private static bool IsTape(Node n) => TypeAt(n, 0).Kind == TypeKind.Tape && TypeAt(n, 1).Lane.IsInteger;

    /// <summary>The vector that is stored: the last operand that is no mask.</summary>
    private static IrType Value(Node n) =>
        n.Operands.Length == 0 ? IrType.Void : n.Operands[^1].Type is { IsMask: true } ? TypeAt(n, n.Operands.Length - 2) : n.Operands[^1].Type;

    private static bool IsAccess(Node n, IrType[] values, IrType vector, bool mayVary = false)
    {
        var array = TypeAt(n, 0);
        if (!array.IsArray || !vector.IsVector || vector.Element != array.Element || n.Attribute is not Access)
        {
            return false;
        }

        var varies = false;
        for (var d = 1; d <= array.Rank; d++)
        {
            var index = TypeAt(n, d);
            varies |= index.IsVector;
            if (!index.Lane.IsInteger || (index.IsVector && index.Lanes != vector.Lanes))
            {
                return false;
            }
        }

        return varies == mayVary && IsMasked(n, 1 + array.Rank + values.Length, vector);
    }

    private static bool IsMasked(Node n, int operands, IrType vector) => Count(n, operands)
        || (Count(n, operands + 1) && TypeAt(n, operands) is { IsMask: true } mask && mask.Lanes == vector.Lanes && mask.LaneBytes == vector.LaneBytes);
}
