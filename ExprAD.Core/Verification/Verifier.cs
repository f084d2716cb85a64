using ExprAD.IR;
using ExprAD.Text;

namespace ExprAD.Verification;

/// <summary>
/// Checks that a graph is well formed: values are visible where they are used, operands and results have the types
/// that operations ask for, regions have the shape of their owners, what is called read-only is not written.
/// Linear in the size of the graph. Tests run it after every pass.
/// </summary>
internal sealed class Verifier
{
    private readonly HashSet<Node> visible = [];
    private readonly HashSet<Node> listed = [];

    private Verifier()
    {
    }

    /// <exception cref="InvalidGraphException">The graph is not well formed; the message says where and why.</exception>
    public static void Verify(Graph graph)
    {
        var verifier = new Verifier();
        Node? at = null;
        try
        {
            verifier.Check(graph, ref at);
            foreach (var function in graph.Functions)
            {
                FunctionChecks.Signature(function);
                FunctionChecks.Stretches(function);
                verifier.Check(function.Definition, ref at);
            }

            ReadOnlyChecks.Check(graph, ref at);
        }
        catch (InvalidGraphException e)
        {
            throw new InvalidGraphException(Describe(graph, e.Message, at));
        }
    }

    /// <summary>Gives up unless <paramref name="holds"/>; the place is added to the message further out.</summary>
    public static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidGraphException(message);
        }
    }

    private void Check(Graph graph, ref Node? at)
    {
        CheckInterface(graph);
        CheckBody(graph.Body, ref at);
        at = null;
        CheckResults(graph.Body);
    }

    private static void CheckInterface(Graph graph)
    {
        var body = graph.Body;
        Require(body is { Kind: RegionKind.Root, Parent: null, Depth: 0, Owner: null }, "the body of a graph is a root region");
        Require(graph.Inputs.Count == body.Parameters.Count, $"{graph.Inputs.Count} inputs for {body.Parameters.Count} parameters of the body");
        Require(graph.ResultNames.Count == body.Results.Count, $"{graph.ResultNames.Count} names for {body.Results.Count} results");
        for (var i = 0; i < graph.Inputs.Count; i++)
        {
            var input = graph.Inputs[i];
            Require(input.Node == body.Parameters[i], $"input {input.Name} is not parameter {i} of the body");
            Require(!input.Differentiable || input.Node.Type.HoldsFloats, $"input {input.Name} is differentiable but holds no floats");
        }
    }

    private void CheckBody(Region region, ref Node? at)
    {
        for (var i = 0; i < region.Parameters.Count; i++)
        {
            var parameter = region.Parameters[i];
            Require(parameter.Op == Ops.Param && parameter.Attribute is int number && number == i && parameter.Region == region, $"parameter {i} of a region is not its own");
            visible.Add(parameter);
        }

        for (var i = 0; i < region.Nodes.Count; i++)
        {
            var node = region.Nodes[i];
            at = node;
            Require(listed.Add(node), "a node is listed twice");
            Require(node.Op != Ops.Const && node.Op != Ops.Param, $"{node.Op} is listed");
            Require(node.Region == region, "a node is not listed in its region");
            Require(!node.Is(Traits.Writes | Traits.Effect) || region.HasEffects, "a region does not know of an effect in it");
            CheckOperands(node);
            TypeChecks.Check(node);
            if (node.Op == Ops.Invoke)
            {
                RegionChecks.Values(node, region, i);
            }
            else if (node.Regions.Length > 0)
            {
                CheckRegions(node, region, ref at);
                RegionChecks.Values(node, region, i);
            }

            visible.Add(node);
        }
    }

    private void CheckOperands(Node node)
    {
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var operand = node.Operands[i];
            CheckVisible(operand, $"operand {i}");
            Require(node.Op == Ops.Result || operand.Type.Kind != TypeKind.Void, $"operand {i} has no value");
        }
    }

    private void CheckRegions(Node node, Region region, ref Node? at)
    {
        for (var i = 0; i < node.Regions.Length; i++)
        {
            var inner = node.Regions[i];
            var parent = node.Op == Ops.While && i == 1 ? node.Regions[0] : region;
            Require(inner.Owner == node, $"region {i} has another owner");
            Require(inner.Parent == parent && inner.Depth > parent.Depth, $"region {i} is not enclosed by the region around it");
            Require(!inner.HasEffects || parent.HasEffects, "a region does not know of an effect in it");
            CheckBody(inner, ref at);
            at = node;
            CheckResults(inner);
            if (node.Op != Ops.While)
            {
                Forget(inner);
            }
        }

        if (node.Op == Ops.While)
        {
            // The body of a while sees what its condition computed.
            Forget(node.Regions[1]);
            Forget(node.Regions[0]);
        }
    }

    private void CheckResults(Region region)
    {
        for (var i = 0; i < region.Results.Count; i++)
        {
            CheckVisible(region.Results[i], $"result {i}");
            Require(region.Results[i].Type.Kind != TypeKind.Void, $"result {i} has no value");
        }
    }

    private void Forget(Region region)
    {
        visible.ExceptWith(region.Parameters);
        visible.ExceptWith(region.Nodes);
    }

    private void CheckVisible(Node node, string what)
    {
        if (node.IsConstant)
        {
            TypeChecks.CheckConstant(node);
            return;
        }

        Require(visible.Contains(node), listed.Contains(node)
            ? $"{what}, {node}, is in a region that has ended"
            : $"{what}, {node}, is not defined before its use");
    }

    private static string Describe(Graph graph, string reason, Node? at)
    {
        const int Around = 12;
        var lines = GraphPrinter.Print(graph, at).Split('\n');
        var place = Math.Max(Array.FindIndex(lines, l => l.EndsWith(GraphPrinter.Mark, StringComparison.Ordinal)), 0);
        var shown = lines[Math.Max(place - Around, 0)..Math.Min(place + Around, lines.Length)];
        return $"The graph is not well formed: {reason}.\n{string.Join('\n', shown)}";
    }
}
