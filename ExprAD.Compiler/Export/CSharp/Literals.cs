using System.Globalization;
using ExprAD.IR;
using ExprAD.Text;

namespace ExprAD.Export.CSharp;

/// <summary>Constants as C# literals that give the same bits.</summary>
internal static class Literals
{
    public static CSharpExpression Write(Node constant) => constant.Attribute switch
    {
        double d => Write(d),
        float f => Write(f),
        int i => Signed(i.ToString(CultureInfo.InvariantCulture)),
        long l => Signed(l.ToString(CultureInfo.InvariantCulture) + "L"),
        bool b => CSharpExpression.Primary(b ? "true" : "false"),
        string s => CSharpExpression.Primary(ConstantText.Quote(s)),
        null => CSharpExpression.Primary($"default({CSharpTypes.Name(constant.Type.Clr)})"),
        var other => throw new NotSupportedException($"A constant of type {TypeNames.Short(other.GetType())} can't be written in C#. Pass it as an argument, or capture it."),
    };

    private static CSharpExpression Write(double d) =>
        double.IsNaN(d) ? CSharpExpression.Primary(BitConverter.DoubleToInt64Bits(d) == BitConverter.DoubleToInt64Bits(double.NaN)
            ? "double.NaN" : string.Create(CultureInfo.InvariantCulture, $"BitConverter.Int64BitsToDouble(unchecked((long)0x{BitConverter.DoubleToInt64Bits(d):X}UL))"))
        : double.IsInfinity(d) ? CSharpExpression.Primary(d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity")
        : Signed(Point(d.ToString("R", CultureInfo.InvariantCulture)));

    private static CSharpExpression Write(float f) =>
        float.IsNaN(f) ? CSharpExpression.Primary(BitConverter.SingleToInt32Bits(f) == BitConverter.SingleToInt32Bits(float.NaN)
            ? "float.NaN" : string.Create(CultureInfo.InvariantCulture, $"BitConverter.Int32BitsToSingle(unchecked((int)0x{BitConverter.SingleToInt32Bits(f):X}U))"))
        : float.IsInfinity(f) ? CSharpExpression.Primary(f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity")
        : Signed(f.ToString("R", CultureInfo.InvariantCulture) + "f");

    private static string Point(string digits) => digits.AsSpan().ContainsAny(".E") ? digits : digits + ".0";

    private static CSharpExpression Signed(string text) => new(text, text.StartsWith('-') ? Precedence.Unary : Precedence.Primary);
}
