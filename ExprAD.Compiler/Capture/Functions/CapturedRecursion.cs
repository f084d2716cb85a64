using System.Linq.Expressions;
using ExprAD.Capture.Methods;
using ExprAD.IR;

namespace ExprAD.Capture.Functions;

/// <summary>
/// A method that calls itself as a function of the graph. What it is given is taken apart into parameters: first the arguments, then
/// the fields that it mentions and the function assigns somewhere, then what it takes from outside, as far as is known yet. It gives
/// its result, then the fields that it assigns.
/// </summary>
internal sealed class CapturedRecursion
{
    private readonly List<Node> imports = [];
    private readonly Value[] arguments;
    private readonly Value[] states;
    private Value? result;

    /// <param name="method">The method.</param>
    /// <param name="arguments">Values of the make-up that it is called with.</param>
    /// <param name="mentioned">The fields that it mentions, as variables, with values of their make-up.</param>
    /// <param name="assigned">Those of them that it assigns.</param>
    /// <param name="result">A value of the make-up of its result, where that is known beforehand.</param>
    public CapturedRecursion(
        LiftedMethod method, Value[] arguments, IReadOnlyList<(ParameterExpression Variable, Value Value)> mentioned, IReadOnlyList<ParameterExpression> assigned, Value? result)
    {
        Method = method;
        this.arguments = arguments;
        this.result = result;
        Mentioned = [.. mentioned.Select(m => m.Variable)];
        Assigned = assigned;
        states = [.. mentioned.Select(m => m.Value)];
    }

    public LiftedMethod Method { get; }

    public IReadOnlyList<ParameterExpression> Mentioned { get; }

    public IReadOnlyList<ParameterExpression> Assigned { get; }

    /// <summary>What it takes from outside beside what it is given.</summary>
    public IReadOnlyList<Node> Imports => imports;

    /// <summary>The function that is called now. Its body may not be there yet.</summary>
    public Function Function { get; private set; } = null!;

    /// <summary>The make-up of its result; null as long as it is not known.</summary>
    public Value? Result => result;

    /// <summary>True when these arguments are made up like those it was captured for.</summary>
    public bool Takes(ReadOnlySpan<Value> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i].HasShapeOf(arguments[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of an assigned field, of the make-up that it has.</summary>
    public Value StateShape(ParameterExpression variable) => states[Mentioned.ToList().IndexOf(variable)];

    /// <summary>Begins the body, with all that is known of what goes in and out. Gives its parameters, in order.</summary>
    public Node[] Begin(GraphBuilder builder)
    {
        var nodes = Nodes(arguments).Concat(Nodes(states)).Concat(imports).ToArray();
        var results = Nodes(result is null ? [] : [result]).Concat(Nodes(Assigned.Select(StateShape))).Select(n => n.Type);
        Function = new Function(Liftable.NameOf(Method.Method), [.. nodes.Select(n => n.Type)], [.. results]);
        var names = Names(nodes.Length);
        return [.. nodes.Select((n, i) => builder.Input(n.Type, names[i], i < nodes.Length - imports.Count ? InputRole.Parameter : InputRole.Data))];
    }

    /// <summary>The arguments, made of the first of the body's parameters.</summary>
    public Value[] Arguments(ref ReadOnlySpan<Node> parameters) => Rebuild(arguments, ref parameters);

    /// <summary>The values of the fields, made of the next.</summary>
    public Value[] States(ref ReadOnlySpan<Node> parameters) => Rebuild(states, ref parameters);

    /// <summary>Notes that the body needs a value from outside. True when that was not known.</summary>
    public bool Import(Node outside)
    {
        if (imports.Contains(outside))
        {
            return false;
        }

        imports.Add(outside);
        return true;
    }

    /// <summary>Notes what the result is made up like. True when that is what was assumed.</summary>
    public bool Agrees(Value actual)
    {
        var agrees = result is not null && actual.HasShapeOf(result) && result.HasShapeOf(actual);
        result = agrees ? result : actual;
        return agrees;
    }

    private static Value[] Rebuild(Value[] shapes, ref ReadOnlySpan<Node> nodes)
    {
        var made = new Value[shapes.Length];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = shapes[i].Rebuild(ref nodes);
        }

        return made;
    }

    private string[] Names(int count)
    {
        var names = Method.Parameters.Zip(arguments, (p, a) => ExpressionCapture.Flatten(a).Length == 1 ? [p.Name ?? "p"] : ExpressionCapture.Flatten(a).Select((_, i) => $"{p.Name}.{i}")).SelectMany(n => n)
            .Concat(Mentioned.Zip(states, (v, s) => ExpressionCapture.Flatten(s).Select(_ => v.Name ?? "state")).SelectMany(n => n)).ToList();
        return [.. Enumerable.Range(0, count).Select(i => i < names.Count ? names[i] : $"data{i - names.Count}")];
    }

    private static IEnumerable<Node> Nodes(IEnumerable<Value> values) => values.SelectMany(ExpressionCapture.Flatten);
}
