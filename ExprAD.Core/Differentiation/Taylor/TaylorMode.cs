using ExprAD.Differentiation.Forward;
using ExprAD.IR;
using ExprAD.Transforms;

namespace ExprAD.Differentiation.Taylor;

/// <summary>
/// Taylor mode: from a function f of a number to the function that gives a coefficient of the series of f(x + t) in t. It is forward mode, in which
/// the tangents beside a value are the coefficients of t, t², … of its series, and an operation makes those of its result by a recurrence.
/// Each operation costs the square of the order, at most.
/// </summary>
internal sealed class TaylorMode : ForwardMode
{
    /// <summary>By the nodes of the new graph, for operations to find the series of their operands.</summary>
    private readonly Dictionary<Node, Node[]> series = [];

    private TaylorMode(Graph graph, int input, int order, bool strict)
        : base(graph, [input], strict, order)
    {
        var moving = graph.Inputs[input].Node;
        BindTangents(moving, InEachLane(lane => Builder.Number(lane == 0 ? 1 : 0, moving.Type)));
        MakeTangentsOfData(graph);
    }

    /// <summary>The function that gives the derivative of order <paramref name="order"/>, at least 1, of the first result with respect to a number.</summary>
    public static Graph Derivative(Graph graph, int input, int order, bool strict)
    {
        var pass = new TaylorMode(graph, input, order, strict);
        pass.Rewrite(graph.Body);
        var coefficient = pass.TangentOrZero(graph.Results[0], order - 1);
        var factorial = Enumerable.Range(1, order).Aggregate(1.0, (product, k) => product * k);
        var derivative = pass.Builder.Apply(Ops.Mul, coefficient, pass.Builder.Number(factorial, coefficient.Type));
        return Prune.Run(pass.Builder.Build($"derivative{order}({graph.Name})", [derivative], ["derivative"], graph.Source), strict);
    }

    protected override Node[] Differentiate(Node node)
    {
        foreach (var operand in node.Operands)
        {
            if (operand.Type.IsFloat && !operand.IsConstant)
            {
                series[this[operand]] = InEachLane(lane => TangentOrZero(operand, lane));
            }
        }

        // What is built may turn out to be there already.
        var value = this[node];
        return series.TryGetValue(value, out var same) && Recurrences.IsInSight(same)
            ? same
            : series[value] = new Recurrences(Builder, series, Lanes.Count()).Of(value);
    }
}
