using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Caching;

namespace ExprAD.Capture;

/// <summary>
/// The objects that a lambda captured, in the order in which they occur in it, each once. They are data: inputs of the
/// compiled function. Every other constant (numbers, strings, enums, types, methods, null) belongs to the program.
/// </summary>
internal sealed class CapturedConstants
{
    private readonly Dictionary<(object Value, Type Type), int> positions = new(ByReference.Instance);
    private readonly List<object?> values = [];
    private readonly List<Type> types = [];

    /// <summary>The data of a call, by position.</summary>
    public object?[] Values => [.. values];

    /// <summary>The types as which the lambda refers to them, by position.</summary>
    public IReadOnlyList<Type> Types => types;

    public static CapturedConstants Of(LambdaExpression lambda) => StructuralKey.Of(lambda).Constants;

    public static bool IsData(ConstantExpression constant) =>
        constant.Value is { } value && Type.GetTypeCode(value.GetType()) is TypeCode.Object or TypeCode.DateTime && value is not MemberInfo;

    /// <summary>Where the object of <paramref name="constant"/> stands among the data; −1 where it is part of the program.</summary>
    public int PositionOf(ConstantExpression constant) =>
        IsData(constant) && positions.TryGetValue((constant.Value!, constant.Type), out var position) ? position : -1;

    /// <summary>The position of an object, the next one where it is new.</summary>
    public int Add(ConstantExpression constant)
    {
        if (positions.TryAdd((constant.Value!, constant.Type), values.Count))
        {
            values.Add(constant.Value);
            types.Add(constant.Type);
        }

        return positions[(constant.Value!, constant.Type)];
    }

    /// <summary>One object referred to as two types is two inputs.</summary>
    private sealed class ByReference : IEqualityComparer<(object Value, Type Type)>
    {
        public static readonly ByReference Instance = new();

        public bool Equals((object Value, Type Type) x, (object Value, Type Type) y) => ReferenceEquals(x.Value, y.Value) && x.Type == y.Type;

        public int GetHashCode((object Value, Type Type) obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Value);
    }
}
