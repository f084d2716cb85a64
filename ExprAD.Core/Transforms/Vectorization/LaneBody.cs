using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>
/// Builds the body of a loop once for all lanes. What is uniform, or rises evenly, is computed for the first lane, as a scalar; the rest in vectors,
/// several of each where one would leave the processor waiting for it. Branches on what varies are both taken, under masks.
/// </summary>
internal sealed partial class LaneBody
{
    private readonly VectorBuilder b;
    private readonly LaneShapes shapes;
    private readonly Func<Node, Node> outside;
    private readonly int parts;
    private readonly Node? tail;
    private readonly Dictionary<Node, Node> scalars = [];
    private readonly Dictionary<Node, Node[]> vectors = [];
    private readonly Products products;

    /// <summary>The lanes that take part, in each vector; null where all do.</summary>
    private Node[]? masks;

    /// <param name="b">Where the vectors are built.</param>
    /// <param name="shapes">What varies.</param>
    /// <param name="uses">Where values are used.</param>
    /// <param name="outside">What values from outside the loop have become.</param>
    /// <param name="parts">How many vectors stand for one value.</param>
    /// <param name="tail">Of one vector, the lanes that there are iterations for; null where all are in use.</param>
    public LaneBody(VectorBuilder b, LaneShapes shapes, Uses uses, Func<Node, Node> outside, int parts, Node? tail)
    {
        (this.b, this.shapes, this.outside, this.parts, this.tail) = (b, shapes, outside, parts, tail);
        masks = tail is null ? null : [tail];
        products = new Products(b, shapes, uses);
    }

    private GraphBuilder Builder => b.Builder;

    public void Bind(Node old, Node scalar) => scalars[old] = scalar;

    public void Bind(Node old, Node[] made) => vectors[old] = made;

    /// <summary>The value in the first lane of what does not vary.</summary>
    public Node Scalar(Node node) =>
        node.IsConstant ? Builder.Constant(node.Attribute, node.Type)
        : scalars.TryGetValue(node, out var made) ? made
        : outside(node);

    /// <summary>As <see cref="Scalar(Node)"/>, in the first lane of a further vector.</summary>
    private Node Scalar(Node node, int part)
    {
        var first = Scalar(node);
        return part > 0 && shapes[node].IsRamp
            ? Builder.Apply(Ops.Add, first, Builder.Constant(Scalars.Convert(part * b.Lanes * shapes[node].Step, node.Type.Kind), node.Type))
            : first;
    }

    /// <summary>The value in all lanes.</summary>
    public Node[] Vectors(Node node)
    {
        if (vectors.TryGetValue(node, out var made))
        {
            return made;
        }

        return products.IsDeferred(node)
            ? vectors[node] = Each(u => b.Apply(Ops.Mul, Vector(node.Operands[0], u), Vector(node.Operands[1], u)))
            : Each(u => shapes[node].IsRamp ? b.Ramp(Scalar(node, u), shapes[node].Step) : b.Broadcast(Scalar(node)));
    }

    private Node Vector(Node node, int part) => Vectors(node)[part];

    private Node[] Each(Func<int, Node> make)
    {
        var made = new Node[parts];
        for (var u = 0; u < parts; u++)
        {
            made[u] = make(u);
        }

        return made;
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
        else if (node.Op == Ops.Store || node.Op == Ops.AddTo || node.Op == Ops.TapeStore)
        {
            BuildWrite(node);
        }
        else if (node.Op == Ops.TapePush)
        {
            Push(node);
        }
        else if (!shapes[node].Varies)
        {
            scalars[node] = new ScalarCopy(Builder, Scalar).Make(node);
        }
        else if (!products.IsDeferred(node))
        {
            vectors[node] = Each(u => Compute(node, u));
        }
    }

    private Node Compute(Node node, int part)
    {
        if (node.Op is ScalarOp op)
        {
            return products.Fuse(node, n => Vector(n, part)) ?? b.Apply(op, Operands(node, part));
        }

        var type = b.TypeOf(node.Type);
        return node.Op == Ops.Load || node.Op == Ops.TapeLoad ? Load(node, type, part)
            : node.Op == Ops.TapePop ? Pop(node, type, part)
            : node.Op == Ops.StopGradient ? Vector(node.Operands[0], part)
            : node.Operands[0].Type == IrType.Bool ? b.Choose(Vector(node.Operands[0], part), One(node.Type), b.Broadcast(Builder.Number(0, node.Type)))
            : Builder.Emit(Ops.Convert, type, [Vector(node.Operands[0], part)]);
    }

    /// <summary>Where an operation might raise, lanes that take no part give it ones, on which none does.</summary>
    private Node[] Operands(Node node, int part)
    {
        var operands = new Node[node.Operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            var value = Vector(node.Operands[i], part);
            operands[i] = masks is null || !node.Is(Traits.Traps) ? value : b.Choose(masks[part], value, One(node.Operands[i].Type));
        }

        return operands;
    }

    private Node One(IrType type) => b.Broadcast(Builder.Number(1, type));

    private void BuildIf(Node node)
    {
        if (shapes[node.Operands[0]].IsUniform)
        {
            BuildUniformIf(node);
            return;
        }

        var (then, otherwise) = (node.Regions[0], node.Regions[1]);
        var condition = Vectors(node.Operands[0]);
        Under(condition, then);
        Under(Each(u => b.Apply(Ops.Not, condition[u])), otherwise);
        foreach (var result in node.Values)
        {
            var (yes, no) = (then.Results[(int)result.Attribute!], otherwise.Results[(int)result.Attribute!]);
            if (shapes[result].Varies)
            {
                vectors[result] = Each(u => b.Choose(condition[u], Vector(yes, u), Vector(no, u)));
            }
            else
            {
                scalars[result] = Scalar(yes);
            }
        }
    }

    private void Under(Node[] taken, Region region)
    {
        var outer = masks;
        masks = outer is null ? taken : Each(u => b.Apply(Ops.And, outer[u], taken[u]));
        Build(region);
        masks = outer;
    }

    private void BuildUniformIf(Node node)
    {
        var values = Builder.If(Scalar(node.Operands[0]), () => Side(node.Regions[0]), () => Side(node.Regions[1]));
        Unpack(values, node.Values.Select(r => ((Node?)r, shapes[r].Varies)));

        Node[] Side(Region region)
        {
            Build(region);
            return Pack(node.Values.Select(r => (region.Results[(int)r.Attribute!], shapes[r].Varies)));
        }
    }

    private void BuildFor(Node node)
    {
        var body = node.Regions[0];
        bool Varies(int k) => shapes[body.Parameters[k + 1]].Varies;
        var init = Pack(node.Operands[1..].ToArray().Select((o, k) => (o, Varies(k))));
        var values = Builder.For(Scalar(node.Operands[0]), init, (index, carried) =>
        {
            Bind(body.Parameters[0], index);
            Unpack(carried, body.Parameters.Skip(1).Select((p, k) => ((Node?)p, Varies(k))));
            Build(body);
            return Pack(body.Results.Select((r, k) => (r, Varies(k))));
        });
        var byNumber = Enumerable.Range(0, body.Results.Count).Select(k => (node.Values.FirstOrDefault(v => (int)v.Attribute! == k), Varies(k)));
        Unpack(values, byNumber);
    }

    /// <summary>Values one after the other: one scalar of what is uniform, all vectors of what varies.</summary>
    private Node[] Pack(IEnumerable<(Node Value, bool Varies)> values) => [.. values.SelectMany(v => v.Varies ? Vectors(v.Value) : [Scalar(v.Value)])];

    /// <summary>Tells what the values are that were packed; null stands for one that nobody asks for.</summary>
    private void Unpack(Node[] packed, IEnumerable<(Node? Value, bool Varies)> values)
    {
        var at = 0;
        foreach (var (value, varies) in values)
        {
            var count = varies ? parts : 1;
            if (value is not null && varies)
            {
                Bind(value, packed[at..(at + count)]);
            }
            else if (value is not null)
            {
                Bind(value, packed[at]);
            }

            at += count;
        }
    }
}
