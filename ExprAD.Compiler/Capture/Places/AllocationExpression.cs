using System.Linq.Expressions;
using ExprAD.Capture.Text;

namespace ExprAD.Capture.Places;

/// <summary>A new object of a class before its constructor has run: all its fields hold their defaults.</summary>
internal sealed class AllocationExpression(Type type) : Expression
{
    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type { get; } = type;

    public override string ToString() => $"new {CSharpText.NameOf(Type)}()";

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;

    protected override Expression Accept(ExpressionVisitor visitor) => this;
}
