using System.Collections.Concurrent;
using System.Reflection;
using ExprAD.Vectors;

namespace ExprAD.IR;

/// <summary>The operations that are functions of <see cref="VectorMath"/> where they work on vectors: each with the same bits for the same number in any lane.</summary>
internal static class VectorFunctions
{
    private static readonly Dictionary<ScalarOp, string> Names = new()
    {
        { Ops.Exp, nameof(VectorMath.Exp) },
        { Ops.Exp2, nameof(VectorMath.Exp2) },
        { Ops.ExpM1, nameof(VectorMath.ExpM1) },
        { Ops.Logistic, nameof(VectorMath.Logistic) },
        { Ops.Log, nameof(VectorMath.Log) },
        { Ops.Log2, nameof(VectorMath.Log2) },
        { Ops.LogP1, nameof(VectorMath.LogP1) },
        { Ops.Sin, nameof(VectorMath.Sin) },
        { Ops.Cos, nameof(VectorMath.Cos) },
        { Ops.Tan, nameof(VectorMath.Tan) },
        { Ops.Asin, nameof(VectorMath.Asin) },
        { Ops.Acos, nameof(VectorMath.Acos) },
        { Ops.Atan, nameof(VectorMath.Atan) },
        { Ops.Sinh, nameof(VectorMath.Sinh) },
        { Ops.Cosh, nameof(VectorMath.Cosh) },
        { Ops.Tanh, nameof(VectorMath.Tanh) },
        { Ops.Pow, nameof(VectorMath.Pow) },
        { Ops.Atan2, nameof(VectorMath.Atan2) },
    };

    private static readonly ConcurrentDictionary<(ScalarOp Op, Type Type), MethodInfo?> Found = new();

    /// <summary>The function on vectors of type <paramref name="type"/>, or on one lane of that type; null where there is none.</summary>
    public static MethodInfo? Find(ScalarOp op, Type type) => !Names.TryGetValue(op, out var name) ? null
        : Found.GetOrAdd((op, type), key => typeof(VectorMath).GetMethod(name, [.. Enumerable.Repeat(key.Type, key.Op.Arity)]));
}
