using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Intrinsics;
using ExprAD.IR;

namespace ExprAD.Emission.Vectors;

/// <summary>The method on vectors for each scalar operation that has one; the others work lane by lane.</summary>
internal static class VectorOperations
{
    /// <summary>The names of methods of <see cref="Vector512"/> and its like that are, in every lane, what the operation is.</summary>
    private static readonly Dictionary<ScalarOp, string> Names = new()
    {
        { Ops.And, nameof(Vector512.BitwiseAnd) },
        { Ops.Or, nameof(Vector512.BitwiseOr) },
        { Ops.Xor, nameof(Vector512.Xor) },
        { Ops.Not, nameof(Vector512.OnesComplement) },
        { Ops.BitNot, nameof(Vector512.OnesComplement) },
        { Ops.Neg, nameof(Vector512.Negate) },
        { Ops.Sqrt, nameof(Vector512.Sqrt) },
        { Ops.Abs, nameof(Vector512.Abs) },
        { Ops.Max, nameof(Vector512.Max) },
        { Ops.Min, nameof(Vector512.Min) },
        { Ops.MaxNumber, nameof(Vector512.MaxNumber) },
        { Ops.MinNumber, nameof(Vector512.MinNumber) },
        { Ops.MaxMagnitude, nameof(Vector512.MaxMagnitude) },
        { Ops.MinMagnitude, nameof(Vector512.MinMagnitude) },
        { Ops.CopySign, nameof(Vector512.CopySign) },
        { Ops.Floor, nameof(Vector512.Floor) },
        { Ops.Ceiling, nameof(Vector512.Ceiling) },
        { Ops.Truncate, nameof(Vector512.Truncate) },
        { Ops.FusedMultiplyAdd, nameof(Vector512.FusedMultiplyAdd) },
        { Ops.IsNaN, nameof(Vector512.IsNaN) },
    };

    private static readonly ConcurrentDictionary<(string Name, Type Vector), MethodInfo?> Found = new();

    /// <summary>The method that works on vectors of this type, or null.</summary>
    public static MethodInfo? Find(ScalarOp op, Type vector) =>
        VectorFunctions.Find(op, vector) ?? (Names.TryGetValue(op, out var name) ? Find(name, vector) : null);

    /// <summary>The method of this name of the class beside <paramref name="vector"/>: of <see cref="Vector512"/> for a <see cref="Vector512{T}"/>.</summary>
    public static MethodInfo? Find(string name, Type vector) => Found.GetOrAdd((name, vector), Search);

    /// <summary>The class with the methods on such vectors.</summary>
    public static Type Home(Type vector) => HomeOf(vector.GetGenericTypeDefinition());

    private static Type HomeOf(Type definition) =>
        definition == typeof(Vector512<>) ? typeof(Vector512)
        : definition == typeof(Vector256<>) ? typeof(Vector256)
        : definition == typeof(Vector128<>) ? typeof(Vector128)
        : typeof(Vector64);

    private static MethodInfo? Search((string Name, Type Vector) wanted)
    {
        foreach (var method in Home(wanted.Vector).GetMethods().Where(m => m.Name == wanted.Name))
        {
            var candidate = !method.IsGenericMethodDefinition ? method
                : method.GetGenericArguments().Length == 1 ? method.MakeGenericMethod(wanted.Vector.GenericTypeArguments)
                : null;
            if (candidate is not null && Array.TrueForAll(candidate.GetParameters(), p => p.ParameterType == wanted.Vector))
            {
                return candidate;
            }
        }

        return null;
    }
}
