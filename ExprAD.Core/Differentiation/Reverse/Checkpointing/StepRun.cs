using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>One step of a loop, or a block, as it is, storing nothing. What it takes from around it is found by <paramref name="outside"/>.</summary>
internal sealed class StepRun(GraphBuilder builder, Node loop, Func<Node, Node> outside) : GraphRewriter(builder)
{
    /// <summary>Runs a step, and gives what it hands on to the next.</summary>
    public Node[] Run(Node index, Node[] carried)
    {
        Begin(this, loop, index, carried);
        foreach (var region in loop.Regions)
        {
            Rewrite(region);
        }

        return Results(loop.Regions[^1]);
    }

    /// <summary>For a <c>while</c> that is built as one: whether there is a step.</summary>
    public Node Condition(Node[] carried)
    {
        Begin(this, loop, carried[0], carried);
        Rewrite(loop.Regions[0]);
        return this[loop.Regions[0].Results[0]];
    }

    /// <summary>The body of such a <c>while</c>, or a block.</summary>
    public Node[] Body()
    {
        var body = loop.Regions[loop.Op == Ops.While ? 1 : 0];
        Rewrite(body);
        return Results(body);
    }

    /// <summary>Binds the parameters of a loop's step.</summary>
    public static void Begin(GraphRewriter step, Node loop, Node index, Node[] carried)
    {
        var parameters = loop.Regions[0].Parameters;
        Node[] values = loop.Op == Ops.For ? [index, .. carried] : carried;
        for (var i = 0; i < parameters.Count; i++)
        {
            step.Bind(parameters[i], values[i]);
        }
    }

    protected override void RewriteInvoke(Node node) => InvokeAsIs(node);

    protected override Node Outside(Node node) => outside(node);
}
