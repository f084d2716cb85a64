using System.Collections.Concurrent;
using System.Reflection;

namespace ExprAD.IR;

/// <summary>
/// What the methods of <see cref="Math"/>, <see cref="MathF"/>, <see cref="double"/> and <see cref="float"/> are in a graph.
/// A row of <see cref="Ops"/> names its method by its delegates, and these are all the map there is:
/// the other spellings (<c>double.Sin</c>, <c>Math.Max(float, float)</c>) are found by name and parameters.
/// </summary>
internal static class MethodMap
{
    private static readonly Type[] Homes = [typeof(Math), typeof(MathF), typeof(double), typeof(float)];
    private static readonly Lazy<Dictionary<MethodInfo, ScalarOp>> Rows = new(ReadRows);
    private static readonly ConcurrentDictionary<MethodInfo, ScalarOp?> Found = new();

    /// <summary>The operation that a method is, operand for parameter, or null.</summary>
    public static ScalarOp? Find(MethodInfo method) =>
        Homes.Contains(method.DeclaringType) && !method.IsGenericMethod ? Found.GetOrAdd(method, Search) : null;

    /// <summary>
    /// A call as a node: the operation that the method is, or the few that make it up; null where it is neither.
    /// The arguments are what the graph holds for values of the parameters' types.
    /// </summary>
    public static Node? Build(GraphBuilder builder, MethodInfo method, params ReadOnlySpan<Node> arguments) =>
        Find(method) is { } op ? builder.Apply(op, arguments)
        : Homes.Contains(method.DeclaringType) ? Compositions.Build(builder, method, arguments.ToArray())
        : null;

    /// <summary>A call that gives a pair (<c>SinCos</c>, <c>DivRem</c>) as its two values, or null where the method is none of these.</summary>
    public static (Node First, Node Second)? BuildPair(GraphBuilder builder, MethodInfo method, params ReadOnlySpan<Node> arguments) =>
        Homes.Contains(method.DeclaringType) ? Compositions.BuildPair(builder, method, arguments.ToArray()) : null;

    private static ScalarOp? Search(MethodInfo method)
    {
        if (Rows.Value.TryGetValue(method, out var row))
        {
            return row;
        }

        var name = method.Name switch
        {
            "Ieee754Remainder" => nameof(Math.IEEERemainder),
            "Abs" or "Sign" when IsInteger(method) => "Int" + method.Name,
            var same => same,
        };
        return name switch
        {
            "IntAbs" => IsWide(method) ? Ops.IntAbs : null,
            "IntSign" => Ops.IntSign,
            "op_Equality" => Ops.Eq,
            "op_Inequality" => Ops.Ne,
            "op_LessThan" => Ops.Lt,
            "op_LessThanOrEqual" => Ops.Le,
            _ => SameParameters(name, method),
        };
    }

    /// <summary>The operation of a method of this name whose parameters are the same in the eyes of a graph.</summary>
    private static ScalarOp? SameParameters(string name, MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (parameters.Any(p => p.ParameterType == typeof(ulong)))
        {
            // The upper half of its numbers would be negative in an i64.
            return null;
        }

        var types = Array.ConvertAll(parameters, p => p.ParameterType.IsEnum ? p.ParameterType : IrType.Of(p.ParameterType).Clr);
        foreach (var home in Homes)
        {
            if (home.GetMethod(name, types) is { } known && Rows.Value.TryGetValue(known, out var op))
            {
                return op;
            }
        }

        return null;
    }

    private static bool IsInteger(MethodInfo method) => IrType.Of(method.GetParameters()[0].ParameterType).IsInteger;

    private static bool IsWide(MethodInfo method) => method.GetParameters()[0].ParameterType is var t && (t == typeof(int) || t == typeof(long));

    private static Dictionary<MethodInfo, ScalarOp> ReadRows()
    {
        var rows = new Dictionary<MethodInfo, ScalarOp>();
        foreach (var op in Ops.All.OfType<ScalarOp>())
        {
            for (var kind = TypeKind.Bool; kind <= TypeKind.F64; kind++)
            {
                if (op.Implementation(kind) is { Target: null } method)
                {
                    rows.Add(method.Method, op);
                }
            }
        }

        return rows;
    }
}
