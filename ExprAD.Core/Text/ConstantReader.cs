using System.Globalization;
using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>Reads constants, as <see cref="ConstantText"/> writes them.</summary>
internal sealed class ConstantReader(TextScanner scanner, TypeReader types, NameResolver resolver)
{
    /// <summary>Keeps one node for each constant.</summary>
    private readonly GraphBuilder interned = new();

    /// <summary>The constant that comes next, or null where something else does.</summary>
    public Node? TryRead()
    {
        var first = scanner.Peek();
        return char.IsAsciiDigit(first) || first == '-' ? Number()
            : first == '"' ? Text()
            : scanner.Accept("null") ? Null()
            : scanner.Accept("true") ? interned.Constant(true)
            : scanner.Accept("false") ? interned.Constant(false)
            : scanner.Accept("inf") ? interned.Constant(double.PositiveInfinity)
            : scanner.Accept("inff") ? interned.Constant(float.PositiveInfinity, IrType.F32)
            : scanner.Accept("nan") ? interned.Constant(Payload() is { } d ? BitConverter.Int64BitsToDouble(d) : double.NaN)
            : scanner.Accept("nanf") ? interned.Constant(Payload() is { } f ? BitConverter.Int32BitsToSingle((int)f) : float.NaN, IrType.F32)
            : null;
    }

    private Node Number()
    {
        if (scanner.Accept("-inff"))
        {
            return interned.Constant(float.NegativeInfinity, IrType.F32);
        }

        if (scanner.Accept("-inf"))
        {
            return interned.Constant(double.NegativeInfinity);
        }

        var digits = scanner.While(c => char.IsAsciiDigit(c) || c is '-' or '+' or '.' or 'E');
        var culture = CultureInfo.InvariantCulture;
        if (scanner.Accept("f"))
        {
            return float.TryParse(digits, NumberStyles.Float, culture, out var f) ? interned.Constant(f, IrType.F32) : throw Malformed();
        }

        if (scanner.Accept("L"))
        {
            return long.TryParse(digits, culture, out var l) ? interned.Constant(l, IrType.I64) : throw Malformed();
        }

        return int.TryParse(digits, culture, out var i) ? interned.Constant(i)
            : digits.AsSpan().ContainsAny(".E") && double.TryParse(digits, NumberStyles.Float, culture, out var d) ? interned.Constant(d)
            : throw Malformed();

        GraphFormatException Malformed() => scanner.Error($"'{digits}' is not a number of its type");
    }

    /// <summary>The bits of a NaN that is not the usual one.</summary>
    private long? Payload()
    {
        if (!scanner.Accept("("))
        {
            return null;
        }

        var digits = scanner.Until(')');
        return digits.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(digits.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
            ? bits : throw scanner.Error($"'{digits}' is not a hexadecimal number");
    }

    private Node Text()
    {
        var text = scanner.String();
        if (!scanner.Accept(":"))
        {
            return interned.Constant(text, IrType.Of(typeof(string)));
        }

        var type = types.Read();
        var value = resolver.Constant(type.Clr, text) ?? throw scanner.Error($"there is no constant \"{text}\" of type {type}");
        return interned.Constant(value, type);
    }

    private Node Null()
    {
        scanner.Expect(":");
        return interned.Constant(null, types.Read());
    }
}
