using ExprAD.IR;

namespace ExprAD.Verification;

/// <summary>Which inputs, allocations and members an array-valued node may be, or be a row of.</summary>
internal sealed class Origins
{
    private readonly Dictionary<Node, HashSet<object>> origins = [];

    /// <summary>By node, the nodes that may be the same array.</summary>
    private readonly Dictionary<Node, List<Node>> passedOnTo = [];

    private Origins()
    {
    }

    public static Origins Of(Graph graph)
    {
        var result = new Origins();
        foreach (var input in graph.Body.Parameters)
        {
            result.Add(input, input);
        }

        foreach (var body in graph.Bodies)
        {
            result.Enter(body);
        }

        return result;
    }

    public IReadOnlyCollection<object> From(Node array) => origins.TryGetValue(array, out var from) ? from : [];

    private void Enter(Region region)
    {
        foreach (var node in region.Nodes)
        {
            for (var i = 0; i < node.Regions.Length; i++)
            {
                Enter(node.Regions[i]);
            }

            Visit(node);
        }
    }

    private void Visit(Node node)
    {
        if (node.Op == Ops.For)
        {
            PassOn(node.Operands[1..], [.. node.Regions[0].Parameters.Skip(1)]);
            PassOn([.. node.Regions[0].Results], [.. node.Regions[0].Parameters.Skip(1)]);
        }
        else if (node.Op == Ops.While)
        {
            PassOn(node.Operands, [.. node.Regions[0].Parameters]);
            PassOn([.. node.Regions[1].Results], [.. node.Regions[0].Parameters]);
        }
        else if (node.Attribute is Function { IsDefined: true } function)
        {
            PassOn(node.Operands, [.. function.Body.Parameters]);
            PassOn([.. function.Body.Results], [.. node.Values]);
        }
        else if (node.Op == Ops.Store)
        {
            // A row that is stored is what is loaded later.
            PassOn(node.Operands[^1], node.Operands[0]);
        }
        else if (!node.Type.IsArray)
        {
            return;
        }
        else if (node.Op == Ops.Result)
        {
            Results(node);
        }
        else if (node.Op == Ops.Select)
        {
            PassOn(node.Operands[1], node);
            PassOn(node.Operands[2], node);
        }
        else if (node.Op == Ops.Load || node.Op == Ops.StopGradient)
        {
            PassOn(node.Operands[0], node);
        }
        else
        {
            // One member is one array, however often it is read.
            Add(node, node.Attribute is Member member ? member.Info : node);
        }
    }

    private void Results(Node node)
    {
        var owner = node.Operands[0];
        var number = (int)node.Attribute!;
        if (owner.Op == Ops.For || owner.Op == Ops.While)
        {
            PassOn(owner.Regions[0].Parameters[number + (owner.Op == Ops.For ? 1 : 0)], node);
            return;
        }

        for (var i = 0; i < owner.Regions.Length; i++)
        {
            if (number < owner.Regions[i].Results.Count)
            {
                PassOn(owner.Regions[i].Results[number], node);
            }
        }
    }

    private void PassOn(ReadOnlySpan<Node> from, ReadOnlySpan<Node> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            PassOn(from[i], to[i]);
        }
    }

    private void PassOn(Node from, Node to)
    {
        if (!from.Type.IsArray)
        {
            return;
        }

        if (!passedOnTo.TryGetValue(from, out var list))
        {
            passedOnTo.Add(from, list = []);
        }

        list.Add(to);
        foreach (var origin in From(from).ToArray())
        {
            Add(to, origin);
        }
    }

    private void Add(Node node, object origin)
    {
        var pending = new Stack<Node>([node]);
        while (pending.TryPop(out var next))
        {
            if (!origins.TryGetValue(next, out var from))
            {
                origins.Add(next, from = []);
            }

            if (from.Add(origin) && passedOnTo.TryGetValue(next, out var list))
            {
                foreach (var to in list)
                {
                    pending.Push(to);
                }
            }
        }
    }
}
