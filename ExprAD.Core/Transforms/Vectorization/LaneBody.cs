using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>
/// Builds the body of a loop once for all lanes. What is uniform, or rises evenly, is computed for the first lane, as a scalar; the rest in vectors.
/// Branches on what varies are both taken, under masks.
/// </summary>
internal sealed class LaneBody
{
    private readonly VectorBuilder b;
    private readonly LaneShapes shapes;
    private readonly Func<Node, Node> outside;
    private readonly Node? tail;
    private readonly Dictionary<Node, Node> scalars = [];
    private readonly Dictionary<Node, Node> vectors = [];
    private readonly Products products;

    /// <summary>The lanes that take part; null where all do.</summary>
    private Node? mask;

    /// <param name="b">Where the vectors are built.</param>
    /// <param name="shapes">What varies.</param>
    /// <param name="uses">Where values are used.</param>
    /// <param name="outside">What values from outside the loop have become.</param>
    /// <param name="tail">The lanes that there are iterations for; null where all are in use.</param>
    public LaneBody(VectorBuilder b, LaneShapes shapes, Uses uses, Func<Node, Node> outside, Node? tail)
    {
        (this.b, this.shapes, this.outside, this.tail, mask) = (b, shapes, outside, tail, tail);
        products = new Products(b, shapes, uses);
    }

    private GraphBuilder Builder => b.Builder;

    public void Bind(Node old, Node made)
    {
        if (made.Type.IsVector)
        {
            vectors[old] = made;
        }
        else
        {
            scalars[old] = made;
        }
    }

    /// <summary>The value in the first lane of what does not vary.</summary>
    public Node Scalar(Node node) =>
        node.IsConstant ? Builder.Constant(node.Attribute, node.Type)
        : scalars.TryGetValue(node, out var made) ? made
        : outside(node);

    /// <summary>The value in all lanes.</summary>
    public Node Vector(Node node)
    {
        if (vectors.TryGetValue(node, out var made))
        {
            return made;
        }

        if (products.IsDeferred(node))
        {
            return vectors[node] = b.Apply(Ops.Mul, Vector(node.Operands[0]), Vector(node.Operands[1]));
        }

        return shapes[node].IsRamp ? b.Ramp(Scalar(node), shapes[node].Step) : b.Broadcast(Scalar(node));
    }

    public void Build(Region region)
    {
        foreach (var node in region.Nodes)
        {
            var source = Builder.Source;
            Builder.Source = node.Source;
            Build(node);
            Builder.Source = source;
        }
    }

    private void Build(Node node)
    {
        if (node.Op == Ops.Result)
        {
            return;
        }

        if (node.Op == Ops.If)
        {
            BuildIf(node);
        }
        else if (node.Op == Ops.For)
        {
            BuildFor(node);
        }
        else if (node.Op == Ops.Store || node.Op == Ops.AddTo)
        {
            BuildWrite(node);
        }
        else if (node.Op == Ops.TapeStore)
        {
            Builder.Emit(Ops.VectorTapeStore, IrType.Void, [Scalar(node.Operands[0]), Scalar(node.Operands[1]), Vector(node.Operands[2]), .. Mask(Vector(node.Operands[2]).Type)]);
        }
        else if (!shapes[node].Varies)
        {
            BuildScalar(node);
        }
        else if (!products.IsDeferred(node))
        {
            vectors[node] = Compute(node);
        }
    }

    private void BuildScalar(Node node)
    {
        var copy = new ScalarCopy(Builder, Scalar);
        scalars[node] = copy.Make(node);
    }

    private Node Compute(Node node)
    {
        if (node.Op is ScalarOp op)
        {
            return products.Fuse(node, Vector) ?? b.Apply(op, [.. node.Operands.ToArray().Select(Vector)]);
        }

        var type = b.TypeOf(node.Type);
        return node.Op == Ops.Load ? Load(node, type)
            : node.Op == Ops.TapeLoad ? Builder.Emit(Ops.VectorTapeLoad, type, [Scalar(node.Operands[0]), Scalar(node.Operands[1]), .. Mask(type)])
            : node.Op == Ops.StopGradient ? Vector(node.Operands[0])
            : node.Type == IrType.Bool || node.Operands[0].Type == IrType.Bool ? ConvertTruth(node)
            : Builder.Emit(Ops.Convert, type, [Vector(node.Operands[0])]);
    }

    private Node ConvertTruth(Node node)
    {
        var (one, zero) = (b.Broadcast(Builder.Number(1, node.Type)), b.Broadcast(Builder.Number(0, node.Type)));
        return b.Choose(Vector(node.Operands[0]), one, zero);
    }

    /// <summary>Elements that are there whatever the lane does need no mask but that of the last lanes.</summary>
    private Node Load(Node node, IrType type)
    {
        var access = (Access)node.Attribute!;
        var (op, operands) = Place(node, Ops.VectorLoad, Ops.Gather);
        var needed = access.Check == IndexCheck.Superfluous ? Restricted(tail, type) : Mask(type);
        return Builder.Emit(op, type, [.. operands, .. needed], Access.Of(access.ReadOnly, CheckOf(access)));
    }

    private void BuildWrite(Node node)
    {
        var value = Vector(node.Operands[^1]);
        var (op, operands) = node.Op == Ops.Store ? Place(node, Ops.VectorStore, Ops.Scatter) : Place(node, Ops.VectorAddTo, Ops.ScatterAdd);
        if (operands.TrueForAll(o => !o.Type.IsVector) && !IsSideBySide(node))
        {
            AddSum(node, operands, value);
            return;
        }

        Builder.Emit(op, IrType.Void, [.. operands, value, .. Mask(value.Type)], Access.Of(false, CheckOf((Access)node.Attribute!)));
    }

    /// <summary>All lanes add to one element.</summary>
    private void AddSum(Node node, List<Node> operands, Node value)
    {
        if (mask is not null)
        {
            value = b.Choose(mask, value, b.Broadcast(Builder.Number(-0.0, value.Type.Element)));
        }

        Builder.Emit(Ops.AddTo, IrType.Void, [.. operands, b.Reduce(Ops.Add, value)], node.Attribute);
    }

    /// <summary>Array and indices, and the operation that they are for: elements side by side are accessed by the indices of the first.</summary>
    private (Op Op, List<Node> Operands) Place(Node node, Op together, Op apart)
    {
        List<Node> operands = [Scalar(node.Operands[0])];
        var isTogether = IsSideBySide(node);
        for (var d = 1; d <= node.Operands[0].Type.Rank; d++)
        {
            var index = node.Operands[d];
            operands.Add(isTogether || shapes[index].IsUniform ? Scalar(index) : Vector(index));
        }

        return (isTogether ? together : apart, operands);
    }

    private bool IsSideBySide(Node access)
    {
        var rank = access.Operands[0].Type.Rank;
        for (var d = 1; d < rank; d++)
        {
            if (!shapes[access.Operands[d]].IsUniform)
            {
                return false;
            }
        }

        return shapes[access.Operands[rank]] == LaneShape.Ramp(1);
    }

    /// <summary>What was proved holds while the loop runs, not ahead of it.</summary>
    private static IndexCheck CheckOf(Access access) => access.Check == IndexCheck.Needed ? IndexCheck.Needed : IndexCheck.Made;

    private Node[] Mask(IrType vector) => Restricted(mask, vector);

    private Node[] Restricted(Node? to, IrType vector) => to is null ? [] : [b.MaskFor(to, vector)];

    private void BuildIf(Node node)
    {
        var (then, otherwise) = (node.Regions[0], node.Regions[1]);
        if (shapes[node.Operands[0]].IsUniform)
        {
            BuildUniformIf(node);
            return;
        }

        var condition = Vector(node.Operands[0]);
        var outer = mask;
        Branch(then, condition);
        Branch(otherwise, b.Apply(Ops.Not, condition));
        foreach (var result in node.Values)
        {
            var (yes, no) = (then.Results[(int)result.Attribute!], otherwise.Results[(int)result.Attribute!]);
            if (!shapes[result].Varies)
            {
                scalars[result] = Scalar(yes);
            }
            else
            {
                vectors[result] = b.Choose(condition, Vector(yes), Vector(no));
            }
        }

        void Branch(Region region, Node taken)
        {
            mask = outer is null ? taken : b.Apply(Ops.And, outer, taken);
            Build(region);
            mask = outer;
        }
    }

    private void BuildUniformIf(Node node)
    {
        var values = Builder.If(Scalar(node.Operands[0]), () => Side(node.Regions[0]), () => Side(node.Regions[1]));
        foreach (var result in node.Values)
        {
            Bind(result, values[(int)result.Attribute!]);
        }

        Node[] Side(Region region)
        {
            Build(region);
            return [.. node.Values.Select(r => shapes[r].Varies ? Vector(region.Results[(int)r.Attribute!]) : Scalar(region.Results[(int)r.Attribute!]))];
        }
    }

    private void BuildFor(Node node)
    {
        var body = node.Regions[0];
        Node[] init = [.. node.Operands[1..].ToArray().Select((o, k) => Carried(body.Parameters[k + 1], o))];
        var values = Builder.For(Scalar(node.Operands[0]), init, (index, carried) =>
        {
            Bind(body.Parameters[0], index);
            for (var k = 0; k < carried.Length; k++)
            {
                Bind(body.Parameters[k + 1], carried[k]);
            }

            Build(body);
            return [.. body.Results.Select((r, k) => Carried(body.Parameters[k + 1], r))];
        });
        foreach (var result in node.Values)
        {
            Bind(result, values[(int)result.Attribute!]);
        }

        Node Carried(Node parameter, Node value) => shapes[parameter].Varies ? Vector(value) : Scalar(value);
    }
}
