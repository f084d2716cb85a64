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
    private readonly List<(Node Node, Func<NotDifferentiableException>? Error)> demands = [];
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

    /// <summary>What there is so far, for <see cref="SettleInner"/>.</summary>
    public (int Demands, int Remarks) Mark() => (demands.Count, remarks.Count);

    /// <summary>
    /// Settles what was demanded since <paramref name="mark"/> of values of an inner function, which is the function <paramref name="graph"/> of its parameters
    /// and of <paramref name="free"/> from around it: they must not depend on the parameters, and those of the free ones that they depend on must be data in their turn.
    /// <paramref name="map"/> gives what a value is in that graph; null where it is not in it.
    /// </summary>
    public void SettleInner((int Demands, int Remarks) mark, Graph graph, IReadOnlyList<Node> free, Func<Node, Node?> map)
    {
        var (inner, notes) = (demands[mark.Demands..], remarks[mark.Remarks..]);
        if (inner.Count + notes.Count == 0)
        {
            return;
        }

        demands.RemoveRange(mark.Demands, inner.Count);
        remarks.RemoveRange(mark.Remarks, notes.Count);
        var varied = DifferentiableNodes.Of(graph);
        if (inner.Find(d => Depends(varied, d.Node)).Error is { } error)
        {
            throw error();
        }

        diagnostics.AddRange(notes.Where(n => Depends(varied, n.Node)).Select(n => $"{CSharpText.Of(n.Place)}: {n.Text}"));
        for (var i = 0; i < free.Count; i++)
        {
            var dependent = DifferentiableNodes.Of(graph, graph.Inputs[graph.Inputs.Count - free.Count + i].Node);
            demands.AddRange(inner.Where(d => Depends(dependent, d.Node)).Select(d => d with { Node = free[i] }));
            remarks.AddRange(notes.Where(n => Depends(dependent, n.Node)).Select(n => n with { Node = free[i] }));
        }

        bool Depends(DifferentiableNodes nodes, Node node) => map(node) is { } inGraph && nodes.Contains(inGraph);
    }

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
                throw error!();
            }
        }

        return [.. diagnostics, .. remarks.Where(r => differentiable.Contains(r.Node)).Select(r => $"{CSharpText.Of(r.Place)}: {r.Text}")];
    }
}
