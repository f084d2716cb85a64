using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

/// <summary>What only stands on the stack of IL for the next instruction: the handle of a type or field, a pointer to a method, fresh memory of the stack.</summary>
internal sealed class TokenExpression(object content) : Expression
{
    /// <summary>The member, or what says how much memory.</summary>
    public object Content { get; } = content;

    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(nint);

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;
}
