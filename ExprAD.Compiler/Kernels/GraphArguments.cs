using ExprAD.Analyses;
using ExprAD.Capture;
using ExprAD.Checking;
using ExprAD.IR;

namespace ExprAD.Kernels;

/// <summary>What a graph is called with for an argument of the user's, taken apart by reflection: for work that is long beside it.</summary>
internal sealed class GraphArguments<T>
{
    private readonly CapturedFunction function;
    private readonly ParameterShape root;
    private readonly int count;
    private readonly int[] written;

    private GraphArguments(CapturedFunction function, Graph graph)
    {
        this.function = function;
        root = RootShape.Of(function.Parameters, typeof(T));
        count = graph.Inputs.Count;
        var aliasing = Aliasing.Of(graph);
        written = [.. Enumerable.Range(0, count).Where(i => graph.Inputs[i].Node.Type.IsArray && aliasing.ClassOf(graph.Inputs[i].Node).Stores.Count > 0)];
    }

    /// <summary>Those of a function and of all graphs that are made of it.</summary>
    public static GraphArguments<T> Of(Program<T> program) =>
        program.Derived("graph arguments", [], () => new GraphArguments<T>(program.Function, program.Primal));

    /// <summary>Whether the function writes to arrays that it is given.</summary>
    public bool AreWritten => written.Length > 0;

    /// <summary>The values of the graph's inputs.</summary>
    /// <exception cref="ArgumentNullException">An array that is differentiated, or an object around it, is null.</exception>
    public object?[] Values(T argument, object?[] data)
    {
        var values = new object?[count];
        foreach (var (leaf, value) in Arguments.Leaves(root, argument))
        {
            values[leaf.Input] = leaf.Differentiable ? ArgumentChecks.Required(value, leaf.Path.Split('.')[0], leaf.Path) : value;
        }

        for (var i = 0; i < data.Length; i++)
        {
            if (function.Data[i].Input >= 0)
            {
                values[function.Data[i].Input] = data[i];
            }
        }

        return values;
    }

    /// <summary>Gives the values for each of several calls.</summary>
    public Func<object?[]> Fresh(T argument, object?[] data)
    {
        var values = Values(argument, data);
        return () => ForOneCall(values);
    }

    /// <summary>The values for one of several calls: what the function writes to is a copy, so that each finds what the first one found.</summary>
    public object?[] ForOneCall(object?[] values)
    {
        if (written.Length == 0)
        {
            return values;
        }

        object?[] copy = [.. values];
        foreach (var i in written)
        {
            copy[i] = Arguments.Clone(values[i]);
        }

        return copy;
    }
}
