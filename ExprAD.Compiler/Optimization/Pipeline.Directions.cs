using ExprAD.Differentiation.Forward;
using ExprAD.Differentiation.Jacobians;
using ExprAD.Differentiation.Reverse;
using ExprAD.Differentiation.Taylor;
using ExprAD.IR;
using ExprAD.Transforms;

namespace ExprAD.Optimization;

/// <summary>The ways to derivatives other than the gradient: the same passes around other transforms, or several of these in a row.</summary>
internal static partial class Pipeline
{
    /// <summary>Up to so many numbers, a loop is differentiated forwards with respect to, rather than backwards with what it stores.</summary>
    private const int FewInputs = 4;

    /// <summary>Between two transforms: what is simpler here is simpler twice afterwards. Formulas with derivatives of their own stay what they are.</summary>
    private static readonly Pass[] BetweenDerivatives =
    [
        new("fusion", (g, o) => Fusion.Run(g, o.Strict)),
        new("prune", (g, o) => Prune.Run(g, o.Strict)),

        // What only the first derivative wrote to is read only in the second.
        new("read-only memory", (g, o) => ReadOnlyMemory.Run(g, o.Strict)),
    ];

    /// <summary>The function that gives the results of <paramref name="primal"/>, and for each lane their derivatives along a direction.</summary>
    public static Graph Jvp(Graph primal, IReadOnlyList<int> inputs, GradOptions options, int lanes = 1, Action<string, Graph>? onPass = null)
    {
        var function = Run(ToBeDifferentiated, primal, options, onPass);
        var jvp = ForwardMode.Jvp(function, inputs, options.Strict, lanes);
        onPass?.Invoke("differentiate (forward)", jvp);
        return Finish(jvp, options, onPass, destinations: null);
    }

    /// <summary>The function that gives the results of <paramref name="primal"/>, and the product of their weights with the Jacobian, in memory of the caller's.</summary>
    public static Graph Vjp(Graph primal, IReadOnlyList<int> inputs, GradOptions options, Action<string, Graph>? onPass = null)
    {
        var function = Run(ToBeDifferentiated, primal, options, onPass);
        var vjp = ReverseMode.Vjp(function, inputs, options.Strict, options.TapeLimit);
        onPass?.Invoke("differentiate (reverse)", vjp);
        return Finish(vjp, options, onPass, destinations: primal.Results.Count);
    }

    /// <summary>The function that gives the product of the Hessian of <paramref name="primal"/> with a direction, in memory of the caller's: forward over reverse.</summary>
    public static Graph HessianVectorProduct(Graph primal, IReadOnlyList<int> inputs, GradOptions options, Action<string, Graph>? onPass = null)
    {
        var gradient = GradientAlone(primal, inputs, options, onPass);
        var jvp = ForwardMode.Jvp(gradient, inputs, options.Strict);
        onPass?.Invoke("differentiate (forward)", jvp);
        var product = ResultSelection.Run(jvp, Enumerable.Range(inputs.Count, inputs.Count), options.Strict);
        return Finish(product, options, onPass, destinations: 0);
    }

    /// <summary>The function that gives the derivative of an order of <paramref name="primal"/> with respect to a number.</summary>
    public static Graph Taylor(Graph primal, int input, int order, GradOptions options, Action<string, Graph>? onPass = null)
    {
        var function = Run(ToBeDifferentiated, primal, options, onPass);
        var derivative = TaylorMode.Derivative(function, input, order, options.Strict);
        onPass?.Invoke("differentiate (Taylor)", derivative);
        return Finish(derivative, options, onPass, destinations: null);
    }

    /// <summary>The function that gives the numbers of rows and columns of the Jacobian of <paramref name="primal"/>.</summary>
    public static Graph Extent(Graph primal, IReadOnlyList<int> inputs, GradOptions options) =>
        Finish(JacobianGraph.Extent(primal, inputs, options.Strict), options, null, destinations: null);

    /// <summary>The function that writes columns of the Jacobian of <paramref name="primal"/> into a matrix of the caller's.</summary>
    public static Graph Columns(Graph primal, IReadOnlyList<int> inputs, int lanes, bool fromZero, GradOptions options, Action<string, Graph>? onPass = null)
    {
        var function = Run(ToBeDifferentiated, primal, options, onPass);
        return ColumnsOf(function, inputs, lanes, fromZero, options, onPass);
    }

    /// <summary>
    /// The function that writes rows of the Jacobian of <paramref name="primal"/> into a matrix of the caller's: the first ones, where it is known how many there are,
    /// else a given one.
    /// </summary>
    public static Graph Rows(Graph primal, IReadOnlyList<int> inputs, int? count, GradOptions options, Action<string, Graph>? onPass = null)
    {
        var function = Run(ToBeDifferentiated, primal, options, onPass);
        var rows = count is { } known ? JacobianGraph.Rows(function, inputs, known, options.Strict) : JacobianGraph.Row(function, inputs, options.Strict);
        onPass?.Invoke("differentiate (reverse)", rows);
        return Finish(rows, options, onPass, destinations: 0);
    }

    /// <summary>The function that writes columns of the Hessian of <paramref name="primal"/> into a matrix of the caller's: those of the gradient's Jacobian.</summary>
    public static Graph HessianColumns(Graph primal, IReadOnlyList<int> inputs, int lanes, bool fromZero, GradOptions options, Action<string, Graph>? onPass = null) =>
        ColumnsOf(GradientAlone(primal, inputs, options, onPass), inputs, lanes, fromZero, options, onPass);

    /// <summary>
    /// The function that gives the gradient of <paramref name="function"/>, to be built into another function and be differentiated with it:
    /// forwards where it has few numbers for inputs and loops, or only one, else backwards. Null where there is nothing to differentiate.
    /// </summary>
    public static Graph? Inner(Graph function, int[] inputs, bool strict)
    {
        if (inputs.Length == 0)
        {
            return null;
        }

        var options = new GradOptions { Strict = strict };
        var primal = Run(ToBeDifferentiated, Primal(function, options), options, null);
        if (inputs.All(i => !primal.Inputs[i].Node.Type.IsArray)
            && inputs.Length <= (primal.AllNodes().Any(n => n.Op == Ops.For || n.Op == Ops.While) ? FewInputs : 1))
        {
            return PartialDerivatives.Run(primal, inputs, strict);
        }

        var gradient = ReverseMode.Gradient(primal, inputs, strict, again: true);
        return Run(BetweenDerivatives, ResultSelection.Run(gradient, Enumerable.Range(1, inputs.Length), strict), options, null);
    }

    private static Graph ColumnsOf(Graph function, IReadOnlyList<int> inputs, int lanes, bool fromZero, GradOptions options, Action<string, Graph>? onPass)
    {
        var columns = JacobianGraph.Columns(function, inputs, lanes, fromZero, options.Strict);
        onPass?.Invoke("differentiate (forward)", columns);
        return Finish(columns, options, onPass, destinations: 0);
    }

    /// <summary>The gradient without the value, ready to be differentiated again.</summary>
    public static Graph GradientAlone(Graph primal, IReadOnlyList<int> inputs, GradOptions options, Action<string, Graph>? onPass = null)
    {
        var function = Run(ToBeDifferentiated, primal, options, onPass);
        var gradient = ResultSelection.Run(ReverseMode.Gradient(function, inputs, options.Strict, options.TapeLimit), Enumerable.Range(1, inputs.Count), options.Strict);
        onPass?.Invoke("differentiate (reverse)", gradient);
        return Run(BetweenDerivatives, gradient, options, onPass);
    }

    /// <summary>After the last derivative. Results from number <paramref name="destinations"/> on go to memory of the caller's; null: none do.</summary>
    private static Graph Finish(Graph graph, GradOptions options, Action<string, Graph>? onPass, int? destinations)
    {
        var passes = AfterDifferentiating.Where(p => destinations is not null || p.Name != "destinations")
            .Select(p => p.Name == "destinations" ? new Pass(p.Name, (g, o) => Destinations.Run(g, o.Strict, destinations!.Value)) : p);
        return Run([.. passes], graph, options, onPass);
    }
}
