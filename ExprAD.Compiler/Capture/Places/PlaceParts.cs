using System.Linq.Expressions;

namespace ExprAD.Capture.Places;

/// <summary>
/// What decides which place an expression means: of <c>a[i].X</c>, the array and the index. They are values, which may be
/// computed beforehand and kept in variables; the place itself may not, since a copy is another place.
/// </summary>
internal static class PlaceParts
{
    public static IEnumerable<Expression> Of(Expression place) => place switch
    {
        MemberExpression { Expression: { Type.IsValueType: true } whole } => Of(whole),
        MemberExpression { Expression: { } instance } => [instance],
        IndexExpression index => [index.Object!, .. index.Arguments],
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } element => [element.Left, element.Right],
        MethodCallExpression call => call.Object is null ? call.Arguments : [call.Object, .. call.Arguments],
        ParameterExpression => [place],
        _ => ExpressionChildren.Of(place),
    };

    /// <summary>The element of which a place is all or a part; null where it lies elsewhere.</summary>
    public static Expression? ElementOf(Expression place) => place switch
    {
        IndexExpression or BinaryExpression { NodeType: ExpressionType.ArrayIndex } or MethodCallExpression { Type.IsByRef: true } => place,
        MemberExpression { Expression: { Type.IsValueType: true } whole } => ElementOf(whole),
        _ => null,
    };

    /// <summary>The same place of other parts: <paramref name="visitor"/> is shown each in turn.</summary>
    public static Expression Visit(Expression place, ExpressionVisitor visitor) => place switch
    {
        MemberExpression { Expression: null } => place,
        MemberExpression { Expression: { Type.IsValueType: true } whole } member => member.Update(Visit(whole, visitor)),
        MemberExpression { Expression: { } instance } member => member.Update(visitor.Visit(instance)),
        IndexExpression index => index.Update(visitor.Visit(index.Object!), [.. index.Arguments.Select(a => visitor.Visit(a))]),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } element => element.Update(visitor.Visit(element.Left), null, visitor.Visit(element.Right)),
        MethodCallExpression call => call.Update(call.Object is null ? null : visitor.Visit(call.Object), [.. call.Arguments.Select(a => visitor.Visit(a))]),
        _ => visitor.Visit(place),
    };

    /// <summary>The variable of which a place is all or a part; null where it lies elsewhere.</summary>
    public static ParameterExpression? VariableOf(Expression place) => place switch
    {
        ParameterExpression variable => variable,
        MemberExpression { Expression: { Type.IsValueType: true } whole } => VariableOf(whole),
        _ => null,
    };

    /// <summary>True for what is a place, and no value that was computed.</summary>
    public static bool IsPlace(Expression expression) => expression switch
    {
        ParameterExpression or IndexExpression { Indexer: null } or BinaryExpression { NodeType: ExpressionType.ArrayIndex } => true,
        MemberExpression { Expression: { Type.IsValueType: true } whole } => IsPlace(whole),
        MemberExpression member => Reference.IsDereference(member) || member.Member is System.Reflection.FieldInfo,
        _ => expression.Type.IsByRef,
    };
}
