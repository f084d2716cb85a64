using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Caching;

namespace ExprAD.Capture;

/// <summary>
/// The objects that a lambda captured, in the order in which they occur in it, each once. They are data: inputs of the
/// compiled function. Every other constant (numbers, texts, enums, types, methods, null) belongs to the program.
/// </summary>
internal sealed class CapturedConstants
{
    private readonly Dictionary<object, int> positions = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> values = [];

    /// <summary>The data of a call, by position.</summary>
    public object[] Values => [.. values];

    public static CapturedConstants Of(LambdaExpression lambda) => StructuralKey.Of(lambda).Constants;

    public static bool IsData(ConstantExpression constant) =>
        constant.Value is { } value and not MemberInfo
        && Type.GetTypeCode(value.GetType()) is TypeCode.Object or TypeCode.Decimal or TypeCode.DateTime;

    /// <summary>The position of an object, the next one where it is new.</summary>
    public int Add(object value)
    {
        if (positions.TryAdd(value, values.Count))
        {
            values.Add(value);
        }

        return positions[value];
    }
}
