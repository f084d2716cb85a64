using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>An operator on operands of which one at least can be null.</summary>
    private Value Lifted(BinaryExpression binary, Value left, Value right)
    {
        var (x, y) = (AsNullable(left), AsNullable(right));
        var (hasX, hasY) = (Nullables.HasValue(x), Nullables.HasValue(y));
        var (a, b) = (Nullables.ValueOrDefault(x), Nullables.ValueOrDefault(y));
        var type = Nullable.GetUnderlyingType(binary.Type) ?? binary.Type;
        var kind = Operators.Simple(binary.NodeType);
        if (type == typeof(bool) && a.Type == typeof(bool) && kind is ExpressionType.And or ExpressionType.Or)
        {
            return ThreeValued(kind, binary.Type, (hasX, ToNode(a)), (hasY, ToNode(b)));
        }

        var both = Builder.Apply(Ops.And, hasX, hasY);
        if (!Operators.IsComparison(kind) || binary.IsLiftedToNull)
        {
            var value = Branch(both, () => Operate(binary, type, a, b), () => DefaultOf(type));
            return Nullables.Make(binary.Type, both, value);
        }

        // Two nulls are equal; every other comparison with a null is false, but for 'not equal'.
        var comparison = ToNode(Branch(both, () => Operate(binary, type, a, b), () => new NodeValue(Builder.Constant(kind == ExpressionType.NotEqual), typeof(bool))));
        return new NodeValue(
            kind switch
            {
                ExpressionType.Equal => Builder.Apply(Ops.And, Builder.Apply(Ops.Eq, hasX, hasY), Builder.Apply(Ops.Or, Builder.Apply(Ops.Not, hasX), comparison)),
                ExpressionType.NotEqual => Builder.Apply(Ops.Or, Builder.Apply(Ops.Ne, hasX, hasY), Builder.Apply(Ops.And, hasX, comparison)),
                _ => comparison,
            },
            binary.Type);
    }

    private Value LiftedUnary(Value operand, Type type, Func<Value, Value> operate)
    {
        var has = Nullables.HasValue(operand);
        var underlying = Nullable.GetUnderlyingType(type)!;
        return Nullables.Make(type, has, Branch(has, () => operate(Nullables.ValueOrDefault(operand)), () => DefaultOf(underlying)));
    }

    /// <summary><c>&amp;</c> and <c>|</c> where null stands for 'unknown': one operand can decide without the other.</summary>
    private Aggregate ThreeValued(ExpressionType kind, Type type, (Node Has, Node Value) x, (Node Has, Node Value) y)
    {
        var decisive = kind == ExpressionType.Or;
        var decided = Builder.Apply(Ops.Or, Decides(x), Decides(y));
        var known = Builder.Apply(Ops.Or, decided, Builder.Apply(Ops.And, x.Has, y.Has));
        var value = decisive ? decided : Builder.Apply(Ops.And, known, Builder.Apply(Ops.Not, decided));
        return Nullables.Make(type, known, new NodeValue(value, typeof(bool)));

        Node Decides((Node Has, Node Value) operand) =>
            Builder.Apply(Ops.And, operand.Has, decisive ? operand.Value : Builder.Apply(Ops.Not, operand.Value));
    }

    private Value AsNullable(Value value) =>
        Nullables.IsNullable(value.Type) ? value : Nullables.Make(typeof(Nullable<>).MakeGenericType(value.Type), Builder.Constant(true), value);

    /// <summary>The value of a nullable; raises where it has none.</summary>
    private Value ValueOf(Value nullable)
    {
        var value = Nullables.ValueOrDefault(nullable);
        return Branch(Nullables.HasValue(nullable), () => value, () =>
        {
            Raise(typeof(InvalidOperationException), "Nullable object must have a value.");
            return DefaultOf(value.Type);
        });
    }

    /// <summary>Members and methods of <see cref="Nullable{T}"/>; null for those that are not special.</summary>
    private Value? NullableMember(Value nullable, string name, params ReadOnlySpan<Value> arguments)
    {
        switch (name)
        {
            case "HasValue":
                return new NodeValue(Nullables.HasValue(nullable), typeof(bool));
            case "Value":
                return ValueOf(nullable);
            case "GetValueOrDefault" when arguments is [var fallback]:
                return Branch(Nullables.HasValue(nullable), () => Nullables.ValueOrDefault(nullable), () => fallback);
            case "GetValueOrDefault":
                return Nullables.ValueOrDefault(nullable);
            default:
                return null;
        }
    }
}
