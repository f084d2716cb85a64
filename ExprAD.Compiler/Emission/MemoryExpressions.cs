using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Arrays, lists, members and calls as expressions.</summary>
internal static class MemoryExpressions
{
    public static Expression Length(Expression array, int dimension) =>
        !array.Type.IsArray ? Expression.Property(array, nameof(List<int>.Count))
        : array.Type.GetArrayRank() == 1 ? Expression.ArrayLength(array)
        : Expression.Call(array, nameof(Array.GetLength), null, Expression.Constant(dimension));

    public static Expression Load(IrType type, Access access, Expression[] x)
    {
        var element = IsUnchecked(access, x[0].Type, x[1])
            ? Expression.Call(typeof(ArrayAccess), nameof(ArrayAccess.Load), [x[0].Type.GetElementType()!], x)
            : Element(x[0], x[1..]);
        return Conversions.To(element, type.Clr);
    }

    public static Expression Store(Access access, Expression[] x)
    {
        var (array, indices, value) = (x[0], x[1..^1], x[^1]);
        var type = ElementType(array.Type);
        value = Conversions.To(value, type);
        return IsUnchecked(access, array.Type, indices[0])
            ? Expression.Call(typeof(ArrayAccess), nameof(ArrayAccess.Store), [type], [array, indices[0], value])
            : Expression.Assign(Element(array, indices), value);
    }

    /// <summary>Operands are variables or constants, so reading them twice changes nothing.</summary>
    public static Expression AddTo(Access access, Expression[] x)
    {
        var (array, indices, value) = (x[0], x[1..^1], x[^1]);
        if (IsUnchecked(access, array.Type, indices[0]) && (array.Type == typeof(double[]) || array.Type == typeof(float[])))
        {
            return Expression.Call(typeof(ArrayAccess), nameof(ArrayAccess.AddTo), null, array, indices[0], value);
        }

        var element = Element(array, indices);
        return Expression.Assign(element, Conversions.To(Expression.Add(Conversions.To(element, value.Type), value), element.Type));
    }

    public static Expression NewArray(IrType type, Expression[] lengths) => type.IsList
        ? Expression.Call(typeof(Shapes), nameof(Shapes.NewList), [type.Clr.GenericTypeArguments[0]], Conversions.To(lengths[0], typeof(int), isChecked: true))
        : Expression.NewArrayBounds(type.Clr.GetElementType()!, lengths);

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

    private static MemberInfo Info(Node node) => ((Member)node.Attribute!).Info;

    private static Expression? Receiver(Expression? instance, MemberInfo member) =>
        instance is null || member.DeclaringType!.IsAssignableFrom(instance.Type) ? instance : Expression.Convert(instance, member.DeclaringType);

    private static bool IsUnchecked(Access access, Type array, Expression index) =>
        array.IsArray && array.GetArrayRank() == 1 && (access.InBounds || index.Type == typeof(long));

    private static Type ElementType(Type array) => array.IsArray ? array.GetElementType()! : array.GenericTypeArguments[0];

    private static Expression Element(Expression array, Expression[] indices) => array.Type.IsArray
        ? Expression.ArrayAccess(array, indices.Select(i => Conversions.To(i, typeof(int), isChecked: true)))
        : Expression.Property(array, "Item", Conversions.To(indices[0], typeof(int), isChecked: true));
}
