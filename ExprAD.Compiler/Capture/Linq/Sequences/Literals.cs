using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A few elements that the program lists: values, which need no array.</summary>
internal static class Literals
{
    private const int Few = 8;

    public static bool AreFew(NewArrayExpression array) => array.Expressions.Count <= Few;

    public static Indexed Of(Loops loops, NewArrayExpression array, Scope scope) =>
        Of(loops, array.Type.GetElementType()!, [.. array.Expressions.Select(e => loops.Capture.Visit(e, scope))]);

    public static Indexed Of(Loops loops, Type elementType, params Value[] elements)
    {
        Indexed? result = null;
        return result = new Indexed(loops, elementType, loops.Builder.Constant(elements.Length), i => elements.Length == 0 ? loops.Capture.DefaultOf(elementType) : At(loops, elements, i))
        {
            Split = (state, step) => step.MayRepeat(elements.Length) || elements.Any(e => e is LambdaValue)
                ? elements.Aggregate(state, (s, element) => step.Build(element, s))
                : result!.WalkPositions(state, null, (_, element, s) => step.Build(element, s)),
        };
    }

    private static Value At(Loops loops, Value[] elements, Node position)
    {
        if (position.IsConstant)
        {
            return elements[Math.Clamp(Scalars.ToInt64(position.Attribute!), 0, elements.Length - 1)];
        }

        var chosen = elements[^1];
        for (var i = elements.Length - 2; i >= 0; i--)
        {
            var (element, others) = (elements[i], chosen);
            chosen = loops.If(loops.Builder.Apply(Ops.Eq, position, loops.Builder.Constant(i)), () => element, () => others);
        }

        return chosen;
    }
}
