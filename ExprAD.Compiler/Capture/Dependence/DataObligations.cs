using System.Linq.Expressions;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Dependence;

/// <summary>
/// Values that go where no derivative can follow, so that they must not depend on what is differentiated, and values whose
/// derivative is zero by convention. Whether they do depend is known only when the whole graph is: a loop's first iteration
/// may start from data and its second not.
/// </summary>
internal sealed class DataObligations
{
    private readonly List<(Node Node, Func<NotDifferentiableException> Error)> demands = [];
    private readonly List<(Node Node, Expression Place, string Text)> remarks = [];
    private readonly List<string> diagnostics = [];

    /// <summary>Demands that <paramref name="node"/> be data; the error otherwise, in other words where there is a deeper cause.</summary>
    public void Demand(Node node, Expression place, string reason, string suggestion, NotDifferentiableException? cause = null)
    {
        if (node.Type.HoldsFloats && !node.IsConstant)
        {
            demands.Add((node, () => cause ?? new NotDifferentiableException(CSharpText.Of(place), reason + ".", suggestion)));
        }
    }

    /// <summary>What is to be said if <paramref name="node"/> is not data.</summary>
    public void Remark(Node node, Expression place, string text)
    {
        if (node.Type.HoldsFloats && !node.IsConstant)
        {
            remarks.Add((node, place, text));
        }
    }

    /// <summary>What is to be said in any case.</summary>
    public void Remark(Expression place, string text) => diagnostics.Add($"{CSharpText.Of(place)}: {text}");

    /// <summary>Raises the error for the first demand that <paramref name="graph"/> does not meet; gives the remarks that apply.</summary>
    public IReadOnlyList<string> Settle(Graph graph)
    {
        if (demands.Count + remarks.Count == 0)
        {
            return diagnostics;
        }

        var differentiable = DifferentiableNodes.Of(graph);
        foreach (var (node, error) in demands)
        {
            if (differentiable.Contains(node))
            {
                throw error();
            }
        }

        return [.. diagnostics, .. remarks.Where(r => differentiable.Contains(r.Node)).Select(r => $"{CSharpText.Of(r.Place)}: {r.Text}")];
    }
}
