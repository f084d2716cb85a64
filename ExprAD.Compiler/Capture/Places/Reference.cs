using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Places;

/// <summary>
/// What stands for <c>ref T</c> in expression trees, whose variables can't be by reference: the type of <see cref="AddressExpression"/>s
/// and of the variables, parameters and results that hold them. No object of it is ever made.
/// </summary>
internal abstract class Reference<T>
    where T : allows ref struct
{
    /// <summary>The place that is referred to; reading and assigning it reads and assigns the place.</summary>
    public abstract T Value { get; set; }
}

/// <summary>References to places as expressions: <c>ref T</c> as a type, and <c>*r</c>.</summary>
internal static class Reference
{
    /// <summary>The type of references to places of type <paramref name="referent"/>.</summary>
    public static Type To(Type referent) => typeof(Reference<>).MakeGenericType(referent);

    /// <summary>The type of what references of type <paramref name="type"/> refer to; null for types that are none.</summary>
    public static Type? Referent(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Reference<>) ? type.GenericTypeArguments[0] : null;

    /// <summary>
    /// The place that an address leads to: it can be read, assigned by <see cref="Expression.Assign"/> and by compound assignments,
    /// and be the object of members and calls. Of an address that is taken on the spot, it is the place itself.
    /// </summary>
    public static Expression Dereference(Expression address) =>
        address is AddressExpression { Place: var place } ? place : Expression.Property(address, nameof(Reference<int>.Value));

    /// <summary>True for <see cref="Reference{T}.Value"/>.</summary>
    public static bool IsValue(MemberInfo member) => Referent(member.DeclaringType!) is not null;

    /// <summary>True for what <see cref="Dereference"/> makes of an address that is not taken on the spot.</summary>
    public static bool IsDereference(MemberExpression member) => member.Expression is { } address && Referent(address.Type) is not null;
}
