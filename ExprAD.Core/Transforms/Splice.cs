using ExprAD.IR;

namespace ExprAD.Transforms;

/// <summary>Builds a whole graph in the place where a builder stands: a call without a call.</summary>
internal sealed class Splice : GraphRewriter
{
    private Splice(GraphBuilder builder)
        : base(builder)
    {
    }

    /// <summary>The results of <paramref name="graph"/> for these inputs.</summary>
    public static Node[] Run(GraphBuilder builder, Graph graph, IReadOnlyList<Node> inputs)
    {
        var pass = new Splice(builder);
        for (var i = 0; i < inputs.Count; i++)
        {
            pass[graph.Inputs[i].Node] = inputs[i];
        }

        pass.Rewrite(graph.Body);
        return pass.Results(graph.Body);
    }

    /// <summary>What nothing in the graph writes to, something around it may.</summary>
    protected override Node Clone(Node node, Node[] operands) => node.Op == Ops.Load && node.Attribute is Access { ReadOnly: true } access
        ? Builder.Emit(Ops.Load, node.Type, operands, Access.Of(readOnly: false, access.Check))
        : base.Clone(node, operands);
}
