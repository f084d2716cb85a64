using System.Globalization;
using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>Constants as printed graphs write them, down to the last bit: <c>0.1</c>, <c>-0.0</c>, <c>nan</c>, <c>0.1f</c>, <c>5</c>, <c>5L</c>, <c>true</c>, <c>"text"</c>, <c>null:obj&lt;Rows&gt;</c>.</summary>
internal static class ConstantText
{
    public static string Write(Node constant) => constant.Attribute switch
    {
        double d => Float(d.ToString("R", CultureInfo.InvariantCulture), double.IsNaN(d) && !Same(d, double.NaN) ? BitConverter.DoubleToInt64Bits(d) : null, ""),
        float f => Float(f.ToString("R", CultureInfo.InvariantCulture), float.IsNaN(f) && !Same(f, float.NaN) ? (uint)BitConverter.SingleToInt32Bits(f) : null, "f"),
        int i => i.ToString(CultureInfo.InvariantCulture),
        long l => l.ToString(CultureInfo.InvariantCulture) + "L",
        bool b => b ? "true" : "false",
        string s when constant.Type.Clr == typeof(string) => Quote(s),
        null => $"null:{constant.Type}",
        var other => $"{Quote(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "")}:{constant.Type}",
    };

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b);

    /// <param name="digits">As .NET writes the number.</param>
    /// <param name="payload">The bits of a NaN that is not the usual one.</param>
    /// <param name="suffix">What tells the types apart.</param>
    private static string Float(string digits, long? payload, string suffix) => digits switch
    {
        "NaN" when payload is { } bits => string.Create(CultureInfo.InvariantCulture, $"nan{suffix}(0x{bits:x})"),
        "NaN" => "nan" + suffix,
        "Infinity" => "inf" + suffix,
        "-Infinity" => "-inf" + suffix,
        _ => digits.AsSpan().ContainsAny(".E") ? digits + suffix : $"{digits}.0{suffix}",
    };

    /// <summary>A text on one line, between quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new System.Text.StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ when char.IsSurrogate(c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
