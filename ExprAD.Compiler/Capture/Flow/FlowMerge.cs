using System.Linq.Expressions;
using System.Runtime.InteropServices;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Flow;

/// <summary>The values that variables have at the ends of several pieces of program, brought together.</summary>
internal sealed class FlowMerge(ExpressionCapture capture, IReadOnlyList<ParameterExpression> variables)
{
    private IReadOnlyList<Value>? shape;

    /// <summary>True when no end was reached.</summary>
    public bool IsUnreached => shape is null;

    /// <summary>The nodes of these values; their make-up has to be that of the values before.</summary>
    public Node[] Flatten(IReadOnlyList<Value> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (shape is not null && !values[i].HasShapeOf(shape[i]))
            {
                throw capture.Refuse(
                    $"the variable {variables[i].Name} is an object made in the function in one case and none in another",
                    $"Give {variables[i].Name} a {CSharpText.NameOf(variables[i].Type)} made in the function from the start.");
            }
        }

        shape ??= values;
        return NodesOf(values);
    }

    /// <summary>Nodes for an end that is never reached.</summary>
    public Node[] Nothing() => shape is null ? [] : [.. NodesOf(shape).Select(n => capture.Builder.Default(n.Type))];

    public Value[] Rebuild(ReadOnlySpan<Node> nodes)
    {
        var values = new Value[variables.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = shape![i].Rebuild(ref nodes);
        }

        return values;
    }

    private static Node[] NodesOf(IReadOnlyList<Value> values)
    {
        var nodes = new List<Node>();
        foreach (var value in values)
        {
            value.Flatten(nodes);
        }

        return [.. CollectionsMarshal.AsSpan(nodes)];
    }
}
