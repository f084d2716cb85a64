using System.Linq.Expressions;

namespace ExprAD.Capture.Text;

/// <summary>Expressions as the user wrote them in C#.</summary>
internal static class CSharpText
{
    /// <summary>For errors.</summary>
    public static string Of(Expression expression) => Short(expression);

    /// <summary>For the provenance of nodes: the head of a long text.</summary>
    public static string Short(Expression expression) => expression.NodeType.ToString();

    public static string NameOf(Type type) => type.Name;
}
