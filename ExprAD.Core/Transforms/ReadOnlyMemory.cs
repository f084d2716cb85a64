using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>
/// Marks loads from memory that nothing in the graph writes to: they are pure, so the rebuild merges them and moves them
/// out of loops.
/// </summary>
internal sealed class ReadOnlyMemory : GraphRewriter
{
    private readonly Aliasing aliasing;

    private ReadOnlyMemory(GraphBuilder builder, Aliasing aliasing)
        : base(builder) => this.aliasing = aliasing;

    public static Graph Run(Graph graph, bool strict) =>
        FunctionTraits.Infer(new ReadOnlyMemory(new GraphBuilder(strict), Aliasing.Of(graph)).Rewrite(graph));

    protected override void Rewrite(Node node)
    {
        if (node.Op == Ops.Load && !node.Is(Traits.Pure) && aliasing.ClassOf(node.Operands[0]).Stores.Count == 0)
        {
            var operands = Map(node.Operands);
            this[node] = Builder.Load(operands[0], operands.AsSpan(1), readOnly: true);
        }
        else
        {
            base.Rewrite(node);
        }
    }
}
