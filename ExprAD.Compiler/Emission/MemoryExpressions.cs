using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>
/// Arrays, lists, members and calls as expressions. Accesses proved to be in bounds are ordinary ones too: measured, the JIT drops
/// their checks where it matters, and what it then does to a loop's index beats unchecked access through references. Those that
/// were checked at another access, in another loop perhaps, it can't know of: they go unchecked.
/// </summary>
internal static class MemoryExpressions
{
    /// <summary>The type of a variable that holds such a value.</summary>
    public static Type ClrOf(IrType type) => type.Kind == TypeKind.Tape ? typeof(Tape<>).MakeGenericType(type.Clr) : type.Clr;

    public static Expression Length(Expression array, int dimension) =>
        !array.Type.IsArray ? Expression.Property(array, nameof(List<int>.Count))
        : array.Type.GetArrayRank() == 1 ? Expression.ArrayLength(array)
        : Expression.Call(array, nameof(Array.GetLength), null, Expression.Constant(dimension));

    public static Expression Load(Node node, Expression[] x) => Conversions.To(
        WasChecked(node, x[0].Type) ? Expression.Call(typeof(Unchecked), nameof(Unchecked.Load), [x[0].Type.GetElementType()!], x) : Element(x[0], x[1..]),
        node.Type.Clr);

    public static Expression Store(Node node, Expression[] x)
    {
        if (WasChecked(node, x[0].Type))
        {
            return OnElement(nameof(Unchecked.Store), x);
        }

        var element = Element(x[0], x[1..^1]);
        return Expression.Assign(element, Conversions.To(x[^1], element.Type));
    }

    /// <summary>Array and indices are variables or constants; the JIT computes the address once.</summary>
    public static Expression AddTo(Node node, Expression[] x)
    {
        if (WasChecked(node, x[0].Type))
        {
            return OnElement(nameof(Unchecked.AddTo), x);
        }

        var (element, value) = (Element(x[0], x[1..^1]), x[^1]);
        return Expression.Assign(element, Conversions.To(Expression.Add(Conversions.To(element, value.Type), value), element.Type));
    }

    private static bool WasChecked(Node node, Type array) =>
        node.Attribute is Access { Check: IndexCheck.Made } && array.IsSZArray && node.Operands[1].Type == IrType.I32
        && IrType.Of(array.GetElementType()!).Clr == array.GetElementType();

    private static MethodCallExpression OnElement(string method, Expression[] x) =>
        Expression.Call(typeof(Unchecked), method, [x[0].Type.GetElementType()!], x);

    public static Expression GetMember(Node node, Expression? instance) =>
        Conversions.To(Expression.MakeMemberAccess(Receiver(instance, Info(node)), Info(node)), node.Type.Clr);

    public static Expression SetMember(Node node, Expression? instance, Expression value)
    {
        var target = Expression.MakeMemberAccess(Receiver(instance, Info(node)), Info(node));
        return Expression.Assign(target, Conversions.To(value, target.Type));
    }

    public static Expression Call(Node node, Expression[] operands)
    {
        var method = (MethodBase)node.Attribute!;
        var instance = method is MethodInfo { IsStatic: false } ? Receiver(operands[0], method) : null;
        var arguments = instance is null ? operands : operands[1..];
        var converted = method.GetParameters().Zip(arguments, (p, a) => Conversions.To(a, p.ParameterType));
        Expression call = method is ConstructorInfo constructor
            ? Expression.New(constructor, converted)
            : Expression.Call(instance, (MethodInfo)method, converted);
        return node.Type == IrType.Void ? call : Conversions.To(call, node.Type.Clr);
    }

    private static MemberInfo Info(Node node) => node.Attribute as MemberInfo ?? ((Member)node.Attribute!).Info;

    private static Expression? Receiver(Expression? instance, MemberInfo member) =>
        instance is null || member.DeclaringType!.IsAssignableFrom(instance.Type) ? instance : Expression.Convert(instance, member.DeclaringType);

    public static Expression Element(Expression array, Expression[] indices) => array.Type.IsArray
        ? Expression.ArrayAccess(array, indices.Select(Index))
        : Expression.Property(array, "Item", Index(indices[0]));

    private static Expression Index(Expression index) =>
        index.Type == typeof(int) ? index : Expression.Call(typeof(ArrayAccess), nameof(ArrayAccess.Index), null, index);
}
