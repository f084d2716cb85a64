using ExprAD.Capture.Text;

namespace ExprAD.Capture.Linq;

/// <summary>default(T), for the operators that give it where there is no element.</summary>
internal static class Defaults
{
    public static Value Of(Sequence source)
    {
        var shape = source.Shape;
        if (shape is not NodeValue && !source.ElementType.IsValueType)
        {
            throw source.Loops.Capture.Refuse(
                $"where there is no element, it is a {CSharpText.NameOf(source.ElementType)} that is null, which has no members to compute with",
                "Use an operator that raises an exception then, such as First, or give the default.");
        }

        return Zero(source);
    }

    /// <summary>A value of the shape of an element, to start a loop with that picks one.</summary>
    public static Value Zero(Sequence source) =>
        ExpressionCapture.Rebuild(source.Shape, [.. ExpressionCapture.Flatten(source.Shape).Select(n => source.Loops.Builder.Default(n.Type))]);
}
