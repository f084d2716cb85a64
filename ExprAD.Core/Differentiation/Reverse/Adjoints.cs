using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The adjoints known so far, by the value they belong to. What has none is absent: nothing used it yet.
/// A layer holds what a branch or an iteration changes, until it is merged with what was before.
/// </summary>
internal sealed class Adjoints(GraphBuilder builder)
{
    private readonly Stack<Dictionary<Node, Term>> layers = new([[]]);

    /// <summary>Values whose adjoints are known by other means, and not gathered.</summary>
    private readonly HashSet<Node> ignored = [];

    public void Push() => layers.Push([]);

    public void Pop() => layers.Pop();

    public void Ignore(Node value) => ignored.Add(value);

    public bool IsIgnored(Node value) => ignored.Contains(value);

    public Term? this[Node value]
    {
        get
        {
            foreach (var layer in layers)
            {
                if (layer.TryGetValue(value, out var adjoint))
                {
                    return adjoint;
                }
            }

            return null;
        }
    }

    public void Set(Node value, Term adjoint) => layers.Peek()[value] = adjoint;

    /// <summary>Adds a contribution.</summary>
    public void Add(Node value, Term? contribution)
    {
        if (contribution is not { } part || value.IsConstant || ignored.Contains(value) || part.IsZero)
        {
            return;
        }

        if (this[value] is not { } sum || sum.IsZero)
        {
            Set(value, new Term(builder, part.In(builder, value.Type), part.IsGated));
            return;
        }

        Set(value, (sum + part).Gated(sum.IsGated && part.IsGated));
    }

    /// <summary>The adjoint as a node, zero where it is absent.</summary>
    public Node NodeOf(Node value) => this[value]?.In(builder, value.Type) ?? builder.Number(0, value.Type);

    /// <summary>True when the adjoint is zero at run time where the value was not used.</summary>
    public bool IsGated(Node value) => this[value] is not { } adjoint || adjoint.IsZero || adjoint.IsGated;
}
