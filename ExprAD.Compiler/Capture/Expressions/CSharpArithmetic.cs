using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>
/// The operators of C# on numbers of every primitive type. The graph holds narrow and unsigned integers in wider ones;
/// what such an operator gives is cut to the width that C# gives it.
/// </summary>
internal static class CSharpArithmetic
{
    private static readonly Dictionary<ExpressionType, ScalarOp> OnFloats = new()
    {
        [ExpressionType.Add] = Ops.Add, [ExpressionType.AddChecked] = Ops.Add,
        [ExpressionType.Subtract] = Ops.Sub, [ExpressionType.SubtractChecked] = Ops.Sub,
        [ExpressionType.Multiply] = Ops.Mul, [ExpressionType.MultiplyChecked] = Ops.Mul,
        [ExpressionType.Divide] = Ops.Div, [ExpressionType.Modulo] = Ops.Rem, [ExpressionType.Power] = Ops.Pow,
        [ExpressionType.Negate] = Ops.Neg, [ExpressionType.NegateChecked] = Ops.Neg,
    };

    private static readonly Dictionary<ExpressionType, ScalarOp> OnIntegers = new()
    {
        [ExpressionType.Add] = Ops.Add, [ExpressionType.AddChecked] = Ops.AddChecked,
        [ExpressionType.Subtract] = Ops.Sub, [ExpressionType.SubtractChecked] = Ops.SubChecked,
        [ExpressionType.Multiply] = Ops.Mul, [ExpressionType.MultiplyChecked] = Ops.MulChecked,
        [ExpressionType.Divide] = Ops.IntDiv, [ExpressionType.Modulo] = Ops.IntRem,
        [ExpressionType.And] = Ops.And, [ExpressionType.Or] = Ops.Or, [ExpressionType.ExclusiveOr] = Ops.Xor,
        [ExpressionType.LeftShift] = Ops.Shl, [ExpressionType.RightShift] = Ops.Shr,
        [ExpressionType.Negate] = Ops.Neg, [ExpressionType.NegateChecked] = Ops.NegChecked,
        [ExpressionType.Not] = Ops.BitNot, [ExpressionType.OnesComplement] = Ops.BitNot,
    };

    private static readonly Dictionary<ExpressionType, ScalarOp> OnTruthValues = new()
    {
        [ExpressionType.And] = Ops.And, [ExpressionType.Or] = Ops.Or, [ExpressionType.ExclusiveOr] = Ops.Xor, [ExpressionType.Not] = Ops.Not,
    };

    /// <summary>The operator of an expression of this kind on operands of type <paramref name="type"/>; null where C# has none.</summary>
    public static Node? Apply(GraphBuilder builder, ExpressionType kind, Type type, params ReadOnlySpan<Node> operands)
    {
        var holder = operands[0].Type;
        var table = holder.IsFloat ? OnFloats : holder.IsInteger ? OnIntegers : holder.Kind == TypeKind.Bool ? OnTruthValues : null;
        if (table is null || !table.TryGetValue(kind, out var op))
        {
            return null;
        }

        var code = Type.GetTypeCode(type);
        if (code == TypeCode.UInt64 && OnUnsignedLongs(builder, kind, operands) is { } special)
        {
            return special;
        }

        if (op == Ops.Shl || op == Ops.Shr)
        {
            var count = code == TypeCode.UInt32 ? builder.Apply(Ops.And, operands[1], builder.Constant(31)) : operands[1];
            return Cut(builder, builder.Apply(op, operands[0], builder.Convert(count, holder)), type, isChecked: false);
        }

        return Cut(builder, builder.Apply(op, operands), type, IsChecked(kind));
    }

    /// <summary>A comparison of numbers or truth values of type <paramref name="type"/>.</summary>
    public static Node Compare(GraphBuilder builder, ExpressionType kind, Type type, Node left, Node right)
    {
        if (Type.GetTypeCode(type) == TypeCode.UInt64 && kind is not (ExpressionType.Equal or ExpressionType.NotEqual))
        {
            // Unsigned order is signed order with the highest bit turned over.
            var bit = builder.Constant(long.MinValue, IrType.I64);
            (left, right) = (builder.Apply(Ops.Xor, left, bit), builder.Apply(Ops.Xor, right, bit));
        }

        return kind switch
        {
            ExpressionType.LessThan => builder.Apply(Ops.Lt, left, right),
            ExpressionType.LessThanOrEqual => builder.Apply(Ops.Le, left, right),
            ExpressionType.GreaterThan => builder.Apply(Ops.Lt, right, left),
            ExpressionType.GreaterThanOrEqual => builder.Apply(Ops.Le, right, left),
            ExpressionType.Equal => builder.Apply(Ops.Eq, left, right),
            _ => builder.Apply(Ops.Ne, left, right),
        };
    }

    /// <summary>The cast from one primitive or enum type to another.</summary>
    public static Node Convert(GraphBuilder builder, Node value, Type from, Type to, bool isChecked)
    {
        var (source, target) = (Type.GetTypeCode(from), Type.GetTypeCode(to));
        var holder = IrType.Of(to);
        if (source == target)
        {
            return value;
        }

        if (source == TypeCode.UInt64 && (holder.IsFloat || isChecked))
        {
            // Seen as unsigned first, since the graph holds its bits in a signed one; where that is impossible, so is every other type.
            var through = builder.Emit(isChecked && !holder.IsFloat ? Ops.ConvertChecked : Ops.Convert, holder.IsFloat ? holder : IrType.I64, [value], typeof(ulong));
            return holder.IsFloat ? through : Narrow(builder, through, holder, to, isChecked);
        }

        return !holder.IsInteger || Holds(target, source) ? builder.Convert(value, holder) : Narrow(builder, value, holder, to, isChecked);
    }

    private static Node Narrow(GraphBuilder builder, Node value, IrType holder, Type to, bool isChecked)
    {
        var primitive = to.IsEnum ? Enum.GetUnderlyingType(to) : to;
        var through = primitive == holder.Clr ? null : primitive;
        return isChecked
            ? builder.Emit(Ops.ConvertChecked, holder, [value], through)
            : builder.Convert(value, holder, through);
    }

    /// <summary>What remains of a result that was computed in the holder's width.</summary>
    private static Node Cut(GraphBuilder builder, Node value, Type type, bool isChecked) =>
        Type.GetTypeCode(type) is TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char or TypeCode.UInt32
            ? Narrow(builder, value, value.Type, type, isChecked)
            : value;

    private static Node? OnUnsignedLongs(GraphBuilder builder, ExpressionType kind, ReadOnlySpan<Node> operands) => kind switch
    {
        ExpressionType.RightShift => builder.Apply(Ops.ShrUnsigned, operands[0], builder.Convert(operands[1], IrType.I64)),
        ExpressionType.Divide => Call(builder, nameof(Integers.Divide), operands),
        ExpressionType.Modulo => Call(builder, nameof(Integers.Remainder), operands),
        ExpressionType.AddChecked => Call(builder, nameof(Integers.AddChecked), operands),
        ExpressionType.SubtractChecked => Call(builder, nameof(Integers.SubtractChecked), operands),
        ExpressionType.MultiplyChecked => Call(builder, nameof(Integers.MultiplyChecked), operands),
        _ => null,
    };

    private static Node Call(GraphBuilder builder, string name, ReadOnlySpan<Node> operands) =>
        builder.Emit(Ops.CallPure, IrType.I64, operands, (MethodBase)typeof(Integers).GetMethod(name)!);

    private static bool IsChecked(ExpressionType kind) =>
        kind is ExpressionType.AddChecked or ExpressionType.SubtractChecked or ExpressionType.MultiplyChecked or ExpressionType.NegateChecked;

    /// <summary>Whether every value of one integer type is one of another; false for floats.</summary>
    private static bool Holds(TypeCode wide, TypeCode narrow) => (wide, narrow) switch
    {
        (TypeCode.Int16, TypeCode.SByte or TypeCode.Byte) => true,
        (TypeCode.UInt16 or TypeCode.Char, TypeCode.Byte or TypeCode.Char or TypeCode.UInt16) => true,
        (TypeCode.Int32, TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char) => true,
        (TypeCode.UInt32, TypeCode.Byte or TypeCode.UInt16 or TypeCode.Char) => true,
        (TypeCode.Int64, TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char or TypeCode.Int32 or TypeCode.UInt32) => true,
        (TypeCode.UInt64, TypeCode.Byte or TypeCode.UInt16 or TypeCode.Char or TypeCode.UInt32) => true,
        _ => false,
    };
}
