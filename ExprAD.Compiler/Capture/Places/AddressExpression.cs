using System.Linq.Expressions;
using ExprAD.Capture.Text;

namespace ExprAD.Capture.Places;

/// <summary>
/// <c>ref place</c>. A place is a variable, an element of an array or of a span, a field of a place or of an object, a static field,
/// what a reference refers to, or a call that returns by reference. What the place consists of is evaluated once, where the address is taken.
/// </summary>
internal sealed class AddressExpression(Expression place) : Expression
{
    public Expression Place { get; } = place;

    public override ExpressionType NodeType => ExpressionType.Extension;

    /// <summary><see cref="Reference{T}"/> of the place's type.</summary>
    public override Type Type { get; } = Reference.To(place.Type.IsByRef ? place.Type.GetElementType()! : place.Type);

    /// <summary>The variable, or the array or object with the indices, that decide which place it is.</summary>
    public IEnumerable<Expression?> Parts => PlaceParts.Of(Place);

    /// <summary>The variable of which the place is all or a part; null where it lies elsewhere.</summary>
    public ParameterExpression? Root => PlaceParts.VariableOf(Place);

    public override string ToString() => CSharpText.Of(this);

    protected override Expression VisitChildren(ExpressionVisitor visitor) => PlaceParts.Visit(Place, visitor) is var visited && visited == Place
        ? this
        : new AddressExpression(visited);

    protected override Expression Accept(ExpressionVisitor visitor) => VisitChildren(visitor);
}
