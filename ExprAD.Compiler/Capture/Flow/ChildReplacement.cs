using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

/// <summary>An expression with other parts, one level down, in the order in which <see cref="ExpressionChildren"/> gives them.</summary>
internal sealed class ChildReplacement(Expression[] children) : ExpressionVisitor
{
    private int next;

    public Expression Of(Expression expression) => base.Visit(expression);

    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node) => node is null ? null : children[next++];
}
