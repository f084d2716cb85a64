using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Makes tapes that have a place for every iteration what they are to a further reverse sweep, arrays:
/// <code>
/// t = newtape n     tapestore t i v     tapeload t i          t = newarray n     store t i v     load t i
/// </code>
/// Stacks have mirror images of their own and stay.
/// </summary>
internal sealed class IndexedTapes(GraphBuilder builder, HashSet<Node> tapes) : GraphRewriter(builder)
{
    public static Graph Run(Graph graph, bool strict)
    {
        HashSet<Node> tapes = [.. graph.AllNodes().Where(n => n.Op == Ops.TapeStore || n.Op == Ops.TapeLoad).Select(n => n.Operands[0])];
        return tapes.Count == 0 ? graph : new IndexedTapes(new GraphBuilder(strict), tapes).Rewrite(graph);
    }

    protected override Node Clone(Node node, Node[] operands)
    {
        if (node.Op == Ops.NewTape && tapes.Contains(node))
        {
            return operands[0].IsConstant && Scalars.ToInt64(operands[0].Attribute!) == 0
                ? throw new InvalidOperationException("A tape that grows can't be differentiated in reverse mode.")
                : Builder.NewArray(IrType.Of(node.Type.Element.Clr.MakeArrayType()), Builder.Apply(Ops.Max, Builder.Convert(operands[0], IrType.I32), Builder.Constant(0)));
        }

        if (node.Op == Ops.TapeStore)
        {
            return Builder.Emit(Ops.Store, IrType.Void, [operands[0], Builder.Convert(operands[1], IrType.I32), operands[2]], Access.Checked);
        }

        return node.Op == Ops.TapeLoad
            ? Builder.Emit(Ops.Load, node.Type, [operands[0], Builder.Convert(operands[1], IrType.I32)], Access.Of(false, IndexCheck.Made))
            : base.Clone(node, operands);
    }
}
