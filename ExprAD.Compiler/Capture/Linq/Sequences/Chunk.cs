using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A part of a sequence that the user sees as an array of its own.</summary>
internal sealed class Chunk(Indexed source, Node start, Node count) : Indexed(
    source.Loops,
    source.ElementType,
    count,
    i => source.At(source.Loops.Builder.Apply(Ops.Add, i, start)))
{
    public override Type Type => ElementType.MakeArrayType();
}
