using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Turns a graph into expressions, in program order.</summary>
internal sealed partial class GraphEmitter
{
    private readonly Expression workspace;
    private readonly Dictionary<Node, Expression> values = [];
    private readonly List<ParameterExpression> variables = [];
    private List<Expression> statements = [];
    private int tapes;

    private GraphEmitter(Expression workspace) => this.workspace = workspace;

    /// <summary>
    /// The graph with <paramref name="inputs"/>, in the order of the graph's, and <paramref name="workspace"/>, of type <see cref="Workspace"/>.
    /// Inputs are evaluated at most once.
    /// </summary>
    public static EmittedGraph Emit(Graph graph, IReadOnlyList<Expression> inputs, Expression workspace)
    {
        var emitter = new GraphEmitter(workspace);
        for (var i = 0; i < inputs.Count; i++)
        {
            emitter.Define(graph.Inputs[i].Node, Conversions.To(inputs[i], graph.Inputs[i].Node.Type.Clr));
        }

        emitter.EmitNodes(graph.Body);
        return new EmittedGraph(
            emitter.variables,
            emitter.statements,
            [.. graph.Results.Select(emitter.Value)],
            new WorkspaceLayout(emitter.tapes));
    }

    private void EmitNodes(Region region)
    {
        foreach (var node in region.Nodes)
        {
            EmitNode(node);
        }
    }

    private void EmitNode(Node node)
    {
        if (node.Op == Ops.Result)
        {
            return;
        }

        if (node.Is(Traits.Region))
        {
            EmitRegions(node);
        }
        else if (node.Type == IrType.Void)
        {
            statements.Add(Compute(node));
        }
        else
        {
            Define(node, Compute(node));
        }
    }

    private Expression Compute(Node node)
    {
        var op = node.Op;
        Expression[] x = [.. node.Operands.ToArray().Select(Value)];
        return op is ScalarOp scalar ? ScalarExpressions.Apply(scalar, x)
            : op == Ops.Convert || op == Ops.ConvertChecked ? Conversions.Apply(node, x[0])
            : op == Ops.StopGradient ? x[0]
            : op == Ops.Length ? MemoryExpressions.Length(x[0], (int)node.Attribute!)
            : op == Ops.Load ? MemoryExpressions.Load(node.Type, (Access)node.Attribute!, x)
            : op == Ops.Store ? MemoryExpressions.Store((Access)node.Attribute!, x)
            : op == Ops.AddTo ? MemoryExpressions.AddTo((Access)node.Attribute!, x)
            : op == Ops.NewArray ? MemoryExpressions.NewArray(node.Type, x)
            : op == Ops.ZerosLike ? Expression.Call(typeof(Shapes), nameof(Shapes.ZerosLike), [node.Type.Clr], x)
            : op == Ops.Clear ? Expression.Call(typeof(Shapes), nameof(Shapes.Clear), null, x)
            : op == Ops.NewTape ? Expression.Call(workspace, nameof(Workspace.Tape), [node.Type.Clr], Expression.Constant(tapes++), Wide(x[0]))
            : op == Ops.TapeStore ? Expression.Call(x[0], nameof(Tape<int>.Store), null, Wide(x[1]), x[2])
            : op == Ops.TapeLoad ? Expression.Call(x[0], nameof(Tape<int>.Load), null, Wide(x[1]))
            : op == Ops.GetMember ? MemoryExpressions.GetMember(node, x.Length == 0 ? null : x[0])
            : op == Ops.SetMember ? MemoryExpressions.SetMember(node, x.Length == 1 ? null : x[0], x[^1])
            : op == Ops.Call || op == Ops.CallPure ? MemoryExpressions.Call(node, x)
            : op == Ops.Throw ? Expression.Throw(x[0])
            : throw new NotSupportedException($"No code is generated for {op}.");
    }

    private static Expression Wide(Expression index) => Conversions.To(index, typeof(long));

    private Expression Value(Node node) =>
        node.IsConstant ? Expression.Constant(node.Attribute, node.Type.Clr) : values[node];

    /// <summary>Gives a node a variable that starts with <paramref name="value"/>.</summary>
    private void Define(Node node, Expression value)
    {
        var variable = Variable(value.Type);
        statements.Add(Expression.Assign(variable, value));
        values[node] = variable;
    }

    private ParameterExpression Variable(Type type)
    {
        var variable = Expression.Variable(type);
        variables.Add(variable);
        return variable;
    }
}
