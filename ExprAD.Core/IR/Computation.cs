namespace ExprAD.IR;

/// <summary>
/// A branch or loop seen as a computation: whether it always gives the same for the same surroundings, what it takes from
/// there, and whether another one is the same. Such a node is merged and moved like an addition.
/// </summary>
internal sealed class Computation : IEquatable<Computation>
{
    /// <summary>What is larger is not compared: reading all of each branch in a branch would take the square of their number.</summary>
    private const int Largest = 2000;

    /// <summary>Operations, types, attributes and operands in order; operands made inside as their number, others themselves.</summary>
    private readonly List<object?> text = [];
    private readonly Dictionary<Node, int> local = [];
    private readonly int hash;

    private Computation(Node node)
    {
        Read(node);
        var code = new HashCode();
        foreach (var part in text)
        {
            code.Add(part is Node outside ? System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(outside) : part?.GetHashCode() ?? 0);
        }

        hash = code.ToHashCode();
    }

    /// <summary>True when it has nothing to do with memory that changes or with the world outside; it may raise, always in the same way.</summary>
    public bool IsRepeatable { get; private set; } = true;

    /// <summary>True when it may raise, or not end.</summary>
    public bool Traps { get; private set; }

    /// <summary>The depth of the innermost region from which it takes a value.</summary>
    public int Floor { get; private set; }

    /// <summary>The values from outside that it uses, constants apart.</summary>
    public IEnumerable<Node> Outside => text.OfType<Node>().Where(n => !n.IsConstant).Distinct();

    public static Computation Of(Node node) => new(node);

    public bool Equals(Computation? other)
    {
        if (other is null || hash != other.hash || text.Count != other.text.Count)
        {
            return false;
        }

        for (var i = 0; i < text.Count; i++)
        {
            if (!Equals(text[i], other.text[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Computation);

    public override int GetHashCode() => hash;

    private void Read(Node node)
    {
        if (text.Count > Largest)
        {
            IsRepeatable = false;
            return;
        }

        text.Add(node.Op);
        text.Add(node.Type);
        text.Add(node.Attribute);
        text.Add(node.Operands.Length);
        foreach (var operand in node.Operands)
        {
            Use(operand);
        }

        Traps |= node.Is(Traits.Traps) || node.Op == Ops.While;
        IsRepeatable &= !node.Is(Traits.Writes | Traits.Reads) && (!node.Is(Traits.Effect) || node.Op == Ops.Throw);
        foreach (var region in node.Regions)
        {
            text.Add(region.Parameters.Count);
            foreach (var parameter in region.Parameters)
            {
                local[parameter] = local.Count;
                text.Add(parameter.Type);
            }

            foreach (var inner in region.Nodes)
            {
                Read(inner);
            }

            text.Add(region.Results.Count);
            foreach (var result in region.Results)
            {
                Use(result);
            }
        }

        local[node] = local.Count;
    }

    private void Use(Node value)
    {
        if (local.TryGetValue(value, out var number))
        {
            text.Add(number);
            return;
        }

        text.Add(value);
        Floor = Math.Max(Floor, value.Region?.Depth ?? 0);
    }
}
