using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Several values that a loop carries side by side.</summary>
internal sealed class Pack(params Value[] parts) : Value
{
    public Value this[int number] => parts[number];

    public override Type Type => typeof(void);

    /// <summary>The node of a part that is one.</summary>
    public Node Node(int number) => ((NodeValue)parts[number]).Node;

    public Pack Select(Func<Value, Value> f) => new([.. parts.Select(f)]);

    public override void Flatten(List<Node> nodes)
    {
        foreach (var part in parts)
        {
            part.Flatten(nodes);
        }
    }

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes)
    {
        var rebuilt = new Value[parts.Length];
        for (var i = 0; i < rebuilt.Length; i++)
        {
            rebuilt[i] = parts[i].Rebuild(ref nodes);
        }

        return new Pack(rebuilt);
    }

    public override bool HasShapeOf(Value other)
    {
        if (other is not Pack pack)
        {
            return false;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].HasShapeOf(pack[i]))
            {
                return false;
            }
        }

        return true;
    }
}
