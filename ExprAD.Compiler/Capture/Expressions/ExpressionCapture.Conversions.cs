using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Collections;
using ExprAD.Capture.Text;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>The value that <paramref name="node"/> is to C# code that sees a <paramref name="type"/>.</summary>
    public Value FromNode(Node node, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is not { } underlying)
        {
            return new NodeValue(node, type);
        }

        var has = node.IsConstant ? Builder.Constant(node.Attribute is not null) : Builder.Apply(Ops.Not, Builder.Apply(Ops.IsNull, node));
        return Nullables.Make(type, has, Branch(has, () => Unbox(node, underlying), () => DefaultOf(underlying)));
    }

    /// <summary>The value of <c>default(type)</c>.</summary>
    public Value DefaultOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Nullables.Make(type, Builder.Constant(false), DefaultOf(underlying));
        }

        type = scan.Made.StandInFor(type) ?? type;
        return type == typeof(void) ? NoValue.Instance
            : type.IsValueType && Composite.Made(type) is { } composite ? composite.Build(DefaultOf)
            : layouts.IsPointer(type) ? layouts.Null(type)
            : type.IsByRefLike || type.IsPointer ? throw Refuse($"nothing is known of values of type {CSharpText.NameOf(type)}", "Use arrays.")
            : new NodeValue(Builder.Default(IrType.Of(type)), type);
    }

    private Value Conversion(UnaryExpression unary, Value operand)
    {
        var (from, to) = (operand.Type, unary.Type);
        if (unary.Method is { } method)
        {
            return IsSpanOf(operand, method) ? operand : UserConversion(operand, method, to);
        }

        if (IrType.Of(to).IsFloat && unary.Operand is BinaryExpression { NodeType: ExpressionType.Divide } && IrType.Of(from).IsInteger)
        {
            obligations.Remark(unary.Operand, "the quotient of two integers is an integer, cut off before it is converted");
        }

        return Convert(operand, to, unary.NodeType == ExpressionType.ConvertChecked);
    }

    private Value UserConversion(Value operand, MethodInfo method, Type to)
    {
        var takesValue = !Nullables.IsNullable(method.GetParameters()[0].ParameterType);
        return !takesValue || !Nullables.IsNullable(operand.Type) ? Convert(CallMethod(method, null, operand), to)
            : Nullables.IsNullable(to) ? LiftedUnary(operand, to, v => CallMethod(method, null, v))
            : CallMethod(method, null, ValueOf(operand));
    }

    /// <summary>The cast to <paramref name="to"/>, built in and not user-defined.</summary>
    public Value Convert(Value value, Type to, bool isChecked = false)
    {
        var from = value.Type;
        if (from == to || from == scan.Made.StandInFor(to))
        {
            return value;
        }

        if (Nullable.GetUnderlyingType(to) is { } target && from != typeof(object))
        {
            return Nullables.IsNullable(from)
                ? LiftedUnary(value, to, v => Convert(v, target, isChecked))
                : Nullables.Make(to, Builder.Constant(true), Convert(value, target, isChecked));
        }

        if (Nullables.IsNullable(from))
        {
            return to.IsValueType ? Convert(ValueOf(value), to, isChecked) : new Boxed(value, to);
        }

        if (IsNumber(from) && IsNumber(to))
        {
            var node = ToNode(value);
            NoteRounding(node, to);
            return new NodeValue(CSharpArithmetic.Convert(Builder, node, from, to, isChecked), to);
        }

        return from.IsValueType && !to.IsValueType ? new Boxed(value, to) : Cast(value, to);
    }

    /// <summary>A cast between reference types, or out of an object; raises where the object is of another type.</summary>
    private Value Cast(Value value, Type to)
    {
        switch (value)
        {
            case Boxed boxed when boxed.Content.Type == to || !to.IsValueType:
                return boxed.Content.Type == to ? boxed.Content : new Boxed(boxed.Content, to);
            case NodeValue { Node: { IsConstant: true, Attribute: null } } when !to.IsValueType:
                return DefaultOf(to);

            // What is known more closely stays so: an array seen as a sequence is still an array.
            case var _ when to.IsAssignableFrom(StandIns.Original(value.Type)):
                return value;
            case NodeValue { Node: var node }:
                return Nullable.GetUnderlyingType(to) is null ? Unbox(node, to) : FromNode(Builder.Emit(Ops.ConvertChecked, IrType.Of(to), [node]), to);
            default:
                throw Refuse($"a {CSharpText.NameOf(value.Type)} is not a {CSharpText.NameOf(to)}");
        }
    }

    private NodeValue Unbox(Node node, Type to)
    {
        var type = IrType.Of(to);
        return new NodeValue(Builder.Emit(Ops.ConvertChecked, type, [node], type.IsScalar && type.Clr != to ? to : null), to);
    }

    private Value TypeAs(UnaryExpression unary, Value operand)
    {
        var to = unary.Type;
        if (operand is NodeValue { Node: var node } && !node.Type.IsScalar && !to.IsAssignableFrom(operand.Type))
        {
            return FromNode(Builder.Emit(Ops.CallPure, IrType.Of(to), [node], TypeTest(nameof(Types.As), to)), to);
        }

        var content = operand is Boxed boxed ? boxed.Content : operand;
        var underlying = Nullable.GetUnderlyingType(to);
        return to.IsAssignableFrom(content.Type) ? operand
            : underlying is not null && underlying == content.Type ? Convert(content, to)
            : DefaultOf(to);
    }

    private NodeValue TypeTest(TypeBinaryExpression test, Scope scope)
    {
        var value = Visit(test.Expression, scope);
        var type = test.TypeOperand;
        if (value is NodeValue { Node: var node } && !node.Type.IsScalar)
        {
            var name = test.NodeType == ExpressionType.TypeEqual ? nameof(Types.IsExactly) : nameof(Types.Is);
            return new NodeValue(Builder.Emit(Ops.CallPure, IrType.Bool, [node], TypeTest(name, type)), typeof(bool));
        }

        // Of what is made here, the type is known.
        var content = value is Boxed boxed ? boxed.Content : value;
        var made = Nullable.GetUnderlyingType(content.Type) ?? content.Type;
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        var holds = test.NodeType == ExpressionType.TypeEqual ? made == wanted : wanted.IsAssignableFrom(made);
        return new NodeValue(holds ? Builder.Apply(Ops.Not, IsNull(content)) : Builder.Constant(false), typeof(bool));
    }

    private static MethodInfo TypeTest(string name, Type type) => typeof(Types).GetMethod(name)!.MakeGenericMethod(type);

    /// <summary>A span of an array is the array, to a program that only reads it.</summary>
    private static bool IsSpanOf(Value operand, MethodInfo conversion) => operand.Type.IsArray && conversion.Name == "op_Implicit"
        && conversion.DeclaringType is { IsGenericType: true } type
        && (type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>) || type.GetGenericTypeDefinition() == typeof(Span<>));

    private static bool IsNumber(Type type) => type.IsEnum || (type.IsPrimitive && IrType.Of(type).IsScalar);
}
