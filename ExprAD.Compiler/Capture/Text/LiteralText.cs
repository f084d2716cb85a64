using System.Globalization;
using ExprAD.Text;

namespace ExprAD.Capture.Text;

/// <summary>Constants as C# writes them.</summary>
internal static class LiteralText
{
    public static string Of(object? value, Type type) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        double d => Number(d, ""),
        float f => float.IsFinite(f) ? f.ToString("R", CultureInfo.InvariantCulture) + "f" : Number(f, "").Replace("double", "float", StringComparison.Ordinal),
        decimal m => m.ToString(CultureInfo.InvariantCulture) + "m",
        long l => l.ToString(CultureInfo.InvariantCulture) + "L",
        uint u => u.ToString(CultureInfo.InvariantCulture) + "u",
        ulong u => u.ToString(CultureInfo.InvariantCulture) + "ul",
        char c => $"'{Escape(c, '\'')}'",
        string s => $"\"{string.Concat(s.Select(c => Escape(c, '"')))}\"",
        Enum e => Enumeration(e),
        Type t => $"typeof({TypeNames.Short(t)})",
        IFormattable f when value.GetType().IsPrimitive => f.ToString(null, CultureInfo.InvariantCulture),
        _ => Object(value.GetType(), type),
    };

    private static string Number(double value, string suffix) =>
        double.IsNaN(value) ? "double.NaN"
        : double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture) + suffix;

    private static string Enumeration(Enum value) =>
        Enum.IsDefined(value.GetType(), value) ? $"{TypeNames.Short(value.GetType())}.{value}" : $"({TypeNames.Short(value.GetType())}){value:D}";

    private static string Escape(char c, char quote) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\\' => "\\\\",
        '\0' => "\\0",
        _ when c == quote => $"\\{c}",
        _ => c.ToString(),
    };

    /// <summary>An object that was captured has no spelling of its own; its type says most.</summary>
    private static string Object(Type actual, Type seen) => $"<{TypeNames.Short(seen == typeof(object) ? actual : seen)}>";
}
