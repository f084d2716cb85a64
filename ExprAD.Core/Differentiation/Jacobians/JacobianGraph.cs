using ExprAD.Differentiation.Forward;
using ExprAD.Differentiation.Reverse;
using ExprAD.IR;
using ExprAD.Transforms;

namespace ExprAD.Differentiation.Jacobians;

/// <summary>
/// From a function to functions that compute pieces of its Jacobian J. The rows belong to the numbers in its results, the columns to those in the
/// inputs that are differentiated. The result is a matrix in the shape of a further input, of which only the piece is written.
/// </summary>
internal sealed class JacobianGraph : GraphRewriter
{
    /// <summary>The names of the further inputs: where the piece begins, and the matrix whose shape counts.</summary>
    private const string First = "first", Shape = "shape";

    private readonly Flattened flattened;

    private JacobianGraph(GraphBuilder builder)
        : base(builder) => flattened = new Flattened(builder);

    /// <summary>The function of the same inputs that gives how many rows and columns the Jacobian has.</summary>
    public static Graph Extent(Graph graph, IReadOnlyList<int> inputs, bool strict)
    {
        var pass = new JacobianGraph(new GraphBuilder(strict));
        pass.CopyInputs(graph);
        pass.Rewrite(graph.Body);
        var rows = pass.flattened.Count(pass.Results(graph.Body));
        var columns = pass.flattened.Count(inputs.Select(i => pass[graph.Inputs[i].Node]));
        return Prune.Run(pass.Builder.Build($"extent({graph.Name})", [rows, columns], ["rows", "columns"], graph.Source), strict);
    }

    /// <summary>
    /// <paramref name="lanes"/> columns from a given one on, in forward mode: J·eⱼ for the units eⱼ, J's rows all at once.
    /// With <paramref name="fromZero"/> they are the first, which saves what comes of zeros.
    /// </summary>
    public static Graph Columns(Graph graph, IReadOnlyList<int> inputs, int lanes, bool fromZero, bool strict)
    {
        var jvp = ForwardMode.Jvp(graph, inputs, strict, lanes);
        var pass = new JacobianGraph(new GraphBuilder(strict));
        var own = graph.Inputs.Count;
        pass.CopyInputs(jvp, own);
        var (given, matrix) = pass.AddMatrix();
        var first = fromZero ? pass.Builder.Constant(0) : given;
        pass.BindUnits(jvp, inputs, own, lanes, first);
        pass.Rewrite(jvp.Body);
        pass.WriteColumns(jvp, graph.Results.Count, lanes, first, matrix);
        return pass.Finish(matrix, $"columns({graph.Name})", graph, strict);
    }

    /// <summary>A given row, in reverse mode: the gradient of one number in the results.</summary>
    public static Graph Row(Graph graph, IReadOnlyList<int> inputs, bool strict)
    {
        var gradient = ReverseMode.Gradient(Component(graph, strict), inputs, strict);
        var pass = new JacobianGraph(new GraphBuilder(strict));
        pass.CopyInputs(gradient, gradient.Inputs.Count - 1);
        var (row, matrix) = pass.AddMatrix();
        pass.Bind(gradient.Inputs[^1].Node, row);
        pass.Rewrite(gradient.Body);
        pass.WriteRow(gradient, row, matrix);
        return pass.Finish(matrix, $"row({graph.Name})", graph, strict);
    }

    /// <summary>All rows of a Jacobian that always has <paramref name="rows"/>: the gradients of its numbers, which share what they have in common.</summary>
    public static Graph Rows(Graph graph, IReadOnlyList<int> inputs, int rows, bool strict)
    {
        var pass = new JacobianGraph(new GraphBuilder(strict));
        pass.CopyInputs(graph);
        var (_, matrix) = pass.AddMatrix();
        for (var row = 0; row < rows; row++)
        {
            var gradient = ReverseMode.Gradient(Component(graph, strict, row), inputs, strict);
            for (var i = 0; i < graph.Inputs.Count; i++)
            {
                pass.Bind(gradient.Inputs[i].Node, pass[graph.Inputs[i].Node]);
            }

            pass.Rewrite(gradient.Body);
            pass.WriteRow(gradient, pass.Builder.Constant(row), matrix);
        }

        return pass.Finish(matrix, $"rows({graph.Name})", graph, strict);
    }

    /// <summary>The function that gives one number of the results: that of <paramref name="row"/>, or of one more input.</summary>
    private static Graph Component(Graph graph, bool strict, int? row = null)
    {
        var pass = new JacobianGraph(new GraphBuilder(strict));
        pass.CopyInputs(graph);
        var position = row is { } known ? pass.Builder.Constant(known) : pass.Builder.Input(IrType.I32, First, InputRole.Data);
        pass.Rewrite(graph.Body);
        var picked = pass.Builder.Constant(0.0);
        foreach (var result in pass.Results(graph.Body).Where(r => r.Type.HoldsFloats))
        {
            picked = pass.flattened.Pick(result, position, picked);
            position = pass.Builder.Apply(Ops.Sub, position, pass.flattened.Count(result));
        }

        return pass.Builder.Build(graph.Name, [picked], ["component"], graph.Source);
    }

    private void CopyInputs(Graph graph, int count)
    {
        foreach (var input in graph.Inputs.Take(count))
        {
            this[input.Node] = Builder.Input(input.Node.Type, input.Name, input.Role, input.Differentiable);
        }
    }

    private (Node First, Node Matrix) AddMatrix()
    {
        var first = Builder.Input(IrType.I32, First, InputRole.Data);
        var shape = Builder.Input(IrType.Of(typeof(double[,])), Shape, InputRole.Data);
        return (first, Builder.Emit(Ops.ZerosLike, shape.Type, [shape]));
    }

    private void WriteRow(Graph gradient, Node row, Node matrix)
    {
        var column = Builder.Constant(0);
        foreach (var part in gradient.Results.Skip(1))
        {
            column = flattened.Walk([this[part]], column, (at, numbers) => Builder.Store(matrix, [row, at], numbers[0]));
        }
    }

    /// <summary>Makes the tangents of lane l the unit vector along column <paramref name="first"/> + l.</summary>
    private void BindUnits(Graph jvp, IReadOnlyList<int> inputs, int own, int lanes, Node first)
    {
        var offset = Builder.Constant(0);
        for (var i = 0; i < inputs.Count; i++)
        {
            var input = this[jvp.Inputs[inputs[i]].Node];
            for (var lane = 0; lane < lanes; lane++)
            {
                var position = Builder.Apply(Ops.Sub, Builder.Apply(Ops.Add, first, Builder.Constant(lane)), offset);
                Bind(jvp.Inputs[own + (lane * inputs.Count) + i].Node, Unit(input, position));
            }

            offset = Builder.Apply(Ops.Add, offset, flattened.Count(input));
        }
    }

    private Node Unit(Node input, Node position)
    {
        if (!input.Type.IsArray)
        {
            return Builder.Apply(Ops.Select, Builder.Apply(Ops.Eq, position, Builder.Constant(0)), Builder.Number(1, input.Type), Builder.Number(0, input.Type));
        }

        var unit = Builder.Emit(Ops.ZerosLike, input.Type, [input]);
        flattened.SetOne(unit, position);
        return unit;
    }

    private void WriteColumns(Graph jvp, int results, int lanes, Node first, Node matrix)
    {
        Node[] columns = [.. Enumerable.Range(0, lanes).Select(lane => Builder.Apply(Ops.Add, first, Builder.Constant(lane)))];
        var row = Builder.Constant(0);
        for (var r = 0; r < results; r++)
        {
            if (jvp.Results[r].Type.HoldsFloats)
            {
                Node[] tangents = [.. Enumerable.Range(1, lanes).Select(lane => this[jvp.Results[(lane * results) + r]])];
                row = flattened.Walk(tangents, row, (at, numbers) =>
                {
                    for (var lane = 0; lane < lanes; lane++)
                    {
                        Builder.Store(matrix, [at, columns[lane]], numbers[lane]);
                    }
                });
            }
        }
    }

    /// <summary>Tangents that were inputs, read only, are written here before they are read.</summary>
    protected override Node Clone(Node node, Node[] operands) =>
        node.Op == Ops.Load && node.Attribute is Access { ReadOnly: true } access && !IsInput(operands[0])
            ? Builder.Emit(Ops.Load, node.Type, operands, Access.Of(readOnly: false, access.Check))
            : base.Clone(node, operands);

    /// <summary>True for an input, a row of one, and so on.</summary>
    private static bool IsInput(Node array)
    {
        while (array.Op == Ops.Load)
        {
            array = array.Operands[0];
        }

        return array.Op == Ops.Param && array.Region!.Kind == RegionKind.Root;
    }

    private Graph Finish(Node matrix, string name, Graph graph, bool strict) =>
        Prune.Run(Builder.Build(name, [matrix], ["matrix"], graph.Source), strict);
}
