using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture;
using ExprAD.IR;

namespace ExprAD.Kernels;

/// <summary>Takes an argument apart into the inputs of a graph: objects in it are looked at once, and what must be there is checked.</summary>
internal sealed class ArgumentReader
{
    private readonly Graph graph;
    private readonly HashSet<Node> mayBeNull;
    private readonly HashSet<Node> used;
    private readonly Dictionary<int, Expression> inputs = [];
    private readonly Dictionary<CompositeShape, Expression> objects = new(ReferenceEqualityComparer.Instance);

    private ArgumentReader(Graph graph)
    {
        this.graph = graph;
        mayBeNull = [.. graph.AllNodes().Where(n => n.Op == Ops.IsNull).Select(n => n.Operands[0])];
        used = [.. graph.AllNodes().SelectMany(n => n.Operands.ToArray()).Concat(graph.AllNodes().SelectMany(n => n.Regions.ToArray()).SelectMany(r => r.Results)).Concat(graph.Results)];
    }

    public List<ParameterExpression> Variables { get; } = [];

    public List<Expression> Statements { get; } = [];

    /// <summary>The object that is a part of the argument.</summary>
    public Expression this[CompositeShape shape] => objects[shape];

    /// <summary>The value of input number <paramref name="input"/> of the graph, a part of the argument.</summary>
    public Expression this[int input] => inputs[input];

    public static ArgumentReader Read(Graph graph, ParameterShape root, Expression argument)
    {
        var reader = new ArgumentReader(graph);
        reader.Read(root, argument);
        return reader;
    }

    private void Read(ParameterShape shape, Expression value)
    {
        switch (shape)
        {
            case LeafShape leaf:
                inputs[leaf.Input] = Keep(NeedsValue(leaf) ? Required(value, leaf.Path) : value);
                break;
            case CompositeShape composite:
                var whole = !composite.Type.IsValueType ? Keep(Required(value, composite.Path))
                    : value is MemberExpression { Member: PropertyInfo } ? Keep(value)
                    : value;
                objects.Add(composite, whole);
                foreach (var member in composite.Members)
                {
                    Read(member.Shape, Expression.MakeMemberAccess(whole, member.Member));
                }

                break;
        }
    }

    /// <summary>Arrays have to be there, unless the function itself looks whether they are, or does not look at them at all.</summary>
    private bool NeedsValue(LeafShape leaf)
    {
        var node = graph.Inputs[leaf.Input].Node;
        return node.Type.IsArray && !mayBeNull.Contains(node) && (leaf.Differentiable || used.Contains(node));
    }

    private ParameterExpression Keep(Expression value)
    {
        var variable = Expression.Variable(value.Type);
        Variables.Add(variable);
        Statements.Add(Expression.Assign(variable, value));
        return variable;
    }

    private static MethodCallExpression Required(Expression value, string path) => Expression.Call(
        typeof(ArgumentChecks),
        nameof(ArgumentChecks.Required),
        [value.Type],
        value,
        Expression.Constant(path.Split('.')[0]),
        Expression.Constant(path));
}
