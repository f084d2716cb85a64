using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Equality as <see cref="EqualityComparer{T}.Default"/> has it: what is not a number equals itself.</summary>
internal static class Equality
{
    /// <summary>Whether elements of this type are equal; null where that is not an operation on scalars.</summary>
    public static Func<Value, Value, Node>? Of(Loops loops, Type type)
    {
        if (!IrType.Of(type).IsScalar)
        {
            return null;
        }

        return (a, b) =>
        {
            var (x, y) = (loops.Capture.ToNode(a), loops.Capture.ToNode(b));
            var builder = loops.Builder;
            var equal = builder.Apply(Ops.Eq, x, y);
            return x.Type.IsFloat
                ? loops.Or(equal, loops.And(builder.Apply(Ops.Ne, x, x), builder.Apply(Ops.Ne, y, y)))
                : equal;
        };
    }

    /// <summary>Whether an element equals an argument of a call, evaluated once.</summary>
    public static Func<Value, Node>? With(LinqCall call, Sequence source, int argument)
    {
        if (Of(call.Loops, source.ElementType) is not { } equals)
        {
            return null;
        }

        var value = call.Value(argument);
        return element => equals(element, value);
    }
}
