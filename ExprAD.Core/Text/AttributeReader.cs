using System.Globalization;
using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>Reads what stands in brackets behind operands, as <see cref="AttributeText"/> writes it.</summary>
internal sealed class AttributeReader(TextScanner scanner, TypeReader types)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public object? Read(Op op)
    {
        if (!scanner.Accept("["))
        {
            return AttributeText.Default(op);
        }

        if (scanner.Peek() == '"')
        {
            var quoted = scanner.String();
            scanner.Expect("]");
            return quoted;
        }

        var text = scanner.Until(']');
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
            : Access.Named(text) is { } access ? access
            : text.StartsWith("step ", StringComparison.Ordinal) ? long.Parse(text.AsSpan(5), CultureInfo.InvariantCulture)
            : text.StartsWith("type ", StringComparison.Ordinal) ? types.Named(text[5..])
            : text.EndsWith(')') ? Method(text)
            : Member(text);
    }

    private Member Member(string text)
    {
        var neverNull = Cut(ref text, " nevernull");
        var readOnly = Cut(ref text, " readonly");
        var (type, name) = Split(text);
        var member = type.GetField(name, Declared) ?? (MemberInfo?)type.GetProperty(name, Declared);
        return new Member(member ?? throw Unknown(text), readOnly, neverNull);
    }

    private static bool Cut(ref string text, string end)
    {
        var found = text.EndsWith(end, StringComparison.Ordinal);
        text = found ? text[..^end.Length] : text;
        return found;
    }

    private MethodBase Method(string text)
    {
        var (type, signature) = Split(text);
        var generic = signature.IndexOf('<', StringComparison.Ordinal);
        var parenthesis = signature.IndexOf('(', StringComparison.Ordinal);
        var arguments = generic >= 0 && generic < parenthesis ? Arguments(signature[generic..parenthesis]) : [];
        return type.GetMembers(Declared).OfType<MethodBase>().Select(m => Instance(m, arguments))
            .FirstOrDefault(m => m is not null && AttributeText.Write(m) == text) ?? throw Unknown(text);
    }

    private static MethodBase? Instance(MethodBase method, Type[] arguments) =>
        !method.IsGenericMethodDefinition ? method
        : method.GetGenericArguments().Length == arguments.Length ? ((MethodInfo)method).MakeGenericMethod(arguments)
        : null;

    /// <summary>The types in <c>&lt;double, (int, int)&gt;</c>.</summary>
    private Type[] Arguments(string list)
    {
        List<Type> arguments = [];
        for (var (i, start, depth) = (0, 1, 0); i < list.Length; i++)
        {
            depth += list[i] is '<' or '(' or '[' ? 1 : list[i] is '>' or ')' or ']' ? -1 : 0;
            if (depth == 0 || (depth == 1 && list[i] == ','))
            {
                arguments.Add(types.Named(list[start..i].Trim()));
                start = i + 1;
            }
        }

        return [.. arguments];
    }

    /// <summary>Declaring type and the rest: at the last point that is in no brackets.</summary>
    private (Type Type, string Name) Split(string text)
    {
        for (var (i, depth) = (text.Length - 1, 0); i > 0; i--)
        {
            depth += text[i] is '>' or ')' or ']' ? 1 : text[i] is '<' or '(' or '[' ? -1 : 0;
            if (depth == 0 && text[i] == '.')
            {
                return (types.Named(text[..i]), text[(i + 1)..]);
            }
        }

        throw Unknown(text);
    }

    private GraphFormatException Unknown(string text) => scanner.Error($"there is no member '{text}'");
}
