using System.Linq.Expressions;
using ExprAD.Emission.Planning;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>Emits the nodes of one method: a chunk of the graph, or its whole body.</summary>
internal sealed partial class MethodEmitter(GraphEmitter graph, Chunk chunk, Expression workspace)
{
    private readonly GraphEmitter graph = graph;
    private readonly Expression workspace = workspace;
    private readonly Dictionary<Node, Expression> values = [];
    private readonly Dictionary<string, ParameterExpression> frameArrays = [];
    private readonly Variables variables = new();
    private readonly List<Expression> prologue = [];
    private List<Expression> statements = [];
    private Expiry expiry = new();

    /// <summary>What has to be read from other methods' values before the node at hand.</summary>
    private List<Expression> imports = [];

    public IReadOnlyList<ParameterExpression> Variables => variables.All;

    public IReadOnlyList<Expression> Statements => [.. prologue, .. statements];

    private EmissionPlan Plan => graph.Plan;

    /// <summary>Gives an input of the graph its value. A parameter of the method is read where it is.</summary>
    public void BindInput(Node input, Expression value)
    {
        if (Plan[input].Uses == 0)
        {
            return;
        }

        value = Conversions.To(value, input.Type.Clr);
        if (value is ParameterExpression { IsByRef: false })
        {
            values[input] = value;
            Export(input);
        }
        else
        {
            Define(input, value);
        }
    }

    /// <summary>Emits the nodes of the chunk.</summary>
    public void EmitStretch()
    {
        var before = statements;
        for (var p = chunk.From; p < chunk.To; p++)
        {
            statements = [];
            imports = [];
            p = EmitAt(chunk.Region, p);
            before.AddRange(imports);
            before.AddRange(statements);
        }

        statements = before;
        imports = statements;
    }

    /// <summary>The node as an expression that costs no more than reading a variable, unless it is the one place that reads it.</summary>
    public Expression Value(Node node)
    {
        if (node.IsConstant)
        {
            return Expression.Constant(node.Attribute, node.Type.Clr);
        }

        if (values.TryGetValue(node, out var value))
        {
            return value;
        }

        return Use.IsTransparent(node) || Plan[node].IsInline ? Compute(node) : Import(node);
    }

    /// <summary>Emits an inner region.</summary>
    private void EmitNodes(Region region)
    {
        for (var p = 0; p < region.Nodes.Count; p++)
        {
            p = EmitAt(region, p);
        }
    }

    /// <summary>Emits the node at a position, or calls the chunk that begins there, and returns the last position that is thereby done.</summary>
    private int EmitAt(Region region, int position)
    {
        var node = region.Nodes[position];
        if (node.Op == Ops.Result || Use.IsTransparent(node) || Plan[node].IsInline)
        {
            // Their readers have them.
        }
        else if (Plan[node].Chunk is var inner && inner != chunk)
        {
            statements.Add(Expression.Call(workspace, nameof(Runtime.Workspace.Run), null, Expression.Constant(graph.Compile(inner))));
            position = inner.To - 1;
        }
        else if (node.Op.Is(Traits.Region))
        {
            EmitRegions(node);
        }
        else if (node.Op == Ops.Invoke)
        {
            EmitInvoke(node);
        }
        else if (RunLength(region, position) is var length and > 1)
        {
            EmitRun(region, position, length);
            for (var last = position + length - 1; position < last; position++)
            {
                expiry.Release(position, variables);
            }
        }
        else if (node.Op == Ops.NewTape)
        {
            EmitNewTape(node);
        }
        else if (node.Type == IrType.Void)
        {
            statements.Add(Compute(node));
        }
        else if (Plan[node].Partner is { } partner)
        {
            EmitSinCos(node, partner);
        }
        else
        {
            Define(node, Compute(node));
        }

        expiry.Release(position, variables);
        return position;
    }

    private void EmitSinCos(Node node, Node partner)
    {
        if (Plan[partner].Position < Plan[node].Position)
        {
            // Done, where the partner stands.
            return;
        }

        var (sin, cos) = node.Op == Ops.Sin ? (node, partner) : (partner, node);
        var call = ScalarExpressions.SinCos(Value(node.Operands[0]));
        var both = variables.Take(call.Type);
        statements.Add(Expression.Assign(both, call));
        Define(sin, Expression.Field(both, nameof(ValueTuple<int, int>.Item1)));
        Define(cos, Expression.Field(both, nameof(ValueTuple<int, int>.Item2)));
        variables.Release(both);
    }

    /// <summary>Computes a node: into a variable if this method reads it, for others to read if they do.</summary>
    private void Define(Node node, Expression value)
    {
        var it = Plan[node];
        if (it.IsReadAtHome)
        {
            var variable = variables.Take(value.Type);
            statements.Add(Expression.Assign(variable, value));
            Bind(node, variable);
        }
        else if (it.Crosses)
        {
            statements.Add(graph.Frame.Write(node, FrameArray(node.Type), value));
        }
        else
        {
            Discard(value);
        }
    }

    /// <summary>
    /// Nobody reads it, but computing it may do something. It gets a variable all the same: a value that is left behind
    /// is not always taken from the stack by FastExpressionCompiler.
    /// </summary>
    private void Discard(Expression value)
    {
        var variable = variables.Take(value.Type);
        statements.Add(Expression.Assign(variable, value));
        variables.Release(variable);
    }

    /// <summary>Lets a node be read from a variable until its last use, and by other methods.</summary>
    private void Bind(Node node, ParameterExpression variable)
    {
        values[node] = variable;
        Export(node);
        if (node.Op != Ops.Param && !Plan[node].Crosses)
        {
            expiry.Add(Plan[node].LastUse, variable);
        }
    }

    private void Export(Node node)
    {
        if (Plan[node].Crosses)
        {
            statements.Add(graph.Frame.Write(node, FrameArray(node.Type), values[node]));
        }
    }

    /// <summary>
    /// Reads what another method computed. What was there before this method began is read once, ahead of the node of this chunk
    /// that wants it; what a chunk called from here computed is read where it is wanted, at the end of its region.
    /// </summary>
    private Expression Import(Node node)
    {
        var read = graph.Frame.Read(node, FrameArray(node.Type), MemoryExpressions.ClrOf(node.Type));
        if (Plan[node].Chunk.IsWithin(chunk))
        {
            return read;
        }

        var variable = variables.New(read.Type);
        imports.Add(Expression.Assign(variable, read));
        values[node] = variable;
        return variable;
    }

    private ParameterExpression FrameArray(IrType type)
    {
        var field = Frame.FieldOf(type);
        if (!frameArrays.TryGetValue(field, out var array))
        {
            var read = Expression.Field(workspace, field);
            frameArrays.Add(field, array = variables.New(read.Type));
            prologue.Add(Expression.Assign(array, read));
        }

        return array;
    }
}
