using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ExprAD.Capture.Methods;

/// <summary>
/// <c>$"…"</c>, for which C# calls a handler piece by piece, as one call of <see cref="string.Format(string, object[])"/>.
/// </summary>
internal sealed class Interpolation
{
    private static readonly MethodInfo Format = typeof(string).GetMethod(nameof(string.Format), [typeof(string), typeof(object[])])!;

    private readonly StringBuilder text = new();
    private readonly List<Expression> values = [];

    public static bool IsHandler(Type? type) => type == typeof(DefaultInterpolatedStringHandler);

    /// <summary>Takes a call of the handler. False for one that has no place in a format.</summary>
    public bool Append(MethodInfo called, IReadOnlyList<Expression> arguments)
    {
        if (called.Name == nameof(DefaultInterpolatedStringHandler.AppendLiteral) && arguments is [ConstantExpression { Value: string literal }])
        {
            text.Append(literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            return true;
        }

        if (called.Name != nameof(DefaultInterpolatedStringHandler.AppendFormatted) || arguments[0].Type.IsByRefLike || arguments.Skip(1).Any(a => a is not ConstantExpression))
        {
            return false;
        }

        var alignment = arguments.Skip(1).OfType<ConstantExpression>().Select(c => c.Value).OfType<int>().Select(n => $",{n}").FirstOrDefault();
        var format = arguments.Skip(1).OfType<ConstantExpression>().Select(c => c.Value).OfType<string>().Select(f => $":{f}").FirstOrDefault();
        text.Append('{').Append(values.Count).Append(alignment).Append(format).Append('}');
        values.Add(Expression.Convert(arguments[0], typeof(object)));
        return true;
    }

    public Expression Text() => Expression.Call(Format, Expression.Constant(text.ToString()), Expression.NewArrayInit(typeof(object), values));
}
