using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Collections;
using ExprAD.Capture.Places;
using ExprAD.Text;

namespace ExprAD.Capture.Text;

/// <summary>Expressions as the user wrote them in C#, cut off with an ellipsis where they are long or deep.</summary>
internal static class CSharpText
{
    /// <summary>For errors and reports.</summary>
    public static string Of(Expression expression) => Print(expression, length: 400, depth: 60);

    /// <summary>For the provenance of nodes.</summary>
    public static string Short(Expression expression) => Print(expression, length: 60, depth: 8);

    /// <summary>As <see cref="Short"/>, in parentheses where an operator may not stand.</summary>
    public static string Operand(Expression expression) => Print(expression, length: 60, depth: 8, Precedence.Primary);

    public static string NameOf(Type type) => Reference.Referent(type) is { } referent ? $"ref {NameOf(referent)}" : TypeNames.Short(StandIns.Original(type));

    /// <summary>The name of a method in the source: C# calls a local function <c>&lt;Outer&gt;g__Name|0_1</c>, and a lambda, which has none, <c>&lt;Outer&gt;b__0_1</c>.</summary>
    public static string NameOf(MethodBase method)
    {
        var local = method.Name.IndexOf(">g__", StringComparison.Ordinal);
        return local > 0 ? method.Name[(local + 4)..].Split('|')[0]
            : method.Name.Contains(">b__", StringComparison.Ordinal) ? "lambda"
            : method.Name;
    }

    private static string Print(Expression expression, int length, int depth, Precedence around = Precedence.Lowest)
    {
        var printer = new CSharpPrinter(length, depth);
        printer.Write(expression, around);
        return printer.ToString();
    }
}
