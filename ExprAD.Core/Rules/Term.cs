using ExprAD.IR;

namespace ExprAD.Rules;

/// <summary>
/// A node with operators, in which derivative rules are written. A plain number takes the type of what it meets.
/// </summary>
internal readonly struct Term
{
    private readonly GraphBuilder? builder;
    private readonly Node? node;
    private readonly double number;

    public Term(GraphBuilder builder, Node node, bool gated = false)
    {
        this.builder = builder;
        this.node = node;
        IsGated = gated;
    }

    private Term(double number) => this.number = number;

    public GraphBuilder Builder => builder ?? throw new InvalidOperationException("A number alone has no graph.");

    public Node Node => node ?? throw new InvalidOperationException("A number alone has no node.");

    /// <summary>True for a plain number.</summary>
    public bool IsNumber => node is null;

    /// <summary>True for 0 and −0, known while the graph is built.</summary>
    public bool IsZero => node is null ? number == 0 : node.IsConstant && node.Type.IsFloat && Scalars.ToDouble(node.Attribute!) == 0;

    /// <summary>True for 1, known while the graph is built.</summary>
    public bool IsOne => node is null ? number == 1 : node.IsConstant && node.Type.IsFloat && Scalars.ToDouble(node.Attribute!) == 1;

    /// <summary>
    /// A derivative that is zero at run time where its value was not used (a branch not taken, an element not read):
    /// whatever it is multiplied by then, infinities included, does not count.
    /// </summary>
    public bool IsGated { get; }

    public static implicit operator Term(double number) => new(number);

    public static Term operator -(Term a) => a.node is null ? new Term(-a.number) : Apply(Ops.Neg, a).Gated(a.IsGated);

    public static Term operator +(Term a, Term b) => a.node is null && b.node is null ? new Term(a.number + b.number) : Apply(Ops.Add, a, b);

    public static Term operator -(Term a, Term b) => a.node is null && b.node is null ? new Term(a.number - b.number) : Apply(Ops.Sub, a, b);

    public static Term operator *(Term a, Term b) => a.node is null && b.node is null ? new Term(a.number * b.number)
        : a.IsGated ? Apply(Ops.MulOrZero, a, b).Gated(true)
        : Apply(Ops.Mul, a, b);

    public static Term operator /(Term a, Term b) => a.node is null && b.node is null ? new Term(a.number / b.number) : Apply(Ops.Div, a, b);

    public static Term operator <(Term a, Term b) => Apply(Ops.Lt, a, b);

    public static Term operator >(Term a, Term b) => Apply(Ops.Lt, b, a);

    public static Term operator <=(Term a, Term b) => Apply(Ops.Le, a, b);

    public static Term operator >=(Term a, Term b) => Apply(Ops.Le, b, a);

    /// <summary>Applies an operation whose operands are of one type, which numbers among them take.</summary>
    public static Term Apply(ScalarOp op, params ReadOnlySpan<Term> operands)
    {
        var typed = default(Term);
        foreach (var operand in operands)
        {
            if (operand.node is not null)
            {
                typed = operand;
            }
        }

        var b = typed.Builder;
        var nodes = new Node[operands.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = operands[i].In(b, typed.Node.Type);
        }

        return new Term(b, b.Apply(op, nodes));
    }

    /// <summary>condition ? a : b, both evaluated.</summary>
    public static Term Select(Term condition, Term a, Term b)
    {
        var graph = condition.Builder;
        var type = (a.node ?? b.Node).Type;
        return new Term(graph, graph.Apply(Ops.Select, condition.Node, a.In(graph, type), b.In(graph, type)), a.IsZero || b.IsZero || a.IsGated || b.IsGated);
    }

    /// <summary>A number of this term's type, for where nothing else says which is meant.</summary>
    public Term Number(double value) => new(Builder, Builder.Number(value, Node.Type));

    public Term Gated(bool gated) => node is null ? this : new Term(Builder, node, gated);

    /// <summary>The node, a plain number becoming a constant of type <paramref name="type"/>.</summary>
    public Node In(GraphBuilder graph, IrType type) => node ?? graph.Number(number, type);
}
