using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Loops and branches over values: what a value consists of is carried node by node.</summary>
internal sealed partial class Loops(ExpressionCapture capture)
{
    private readonly HashSet<Node> used = [];

    public ExpressionCapture Capture => capture;

    public GraphBuilder Builder => capture.Builder;

    public Value For(Node count, Value state, Func<Node, Value, Value> body)
    {
        state = Settle(state);
        var last = Builder.For(count, ExpressionCapture.Flatten(state), (i, nodes) =>
            Carry(body(i, ExpressionCapture.Rebuild(state, nodes)), state));
        return ExpressionCapture.Rebuild(state, last);
    }

    public Value While(Value state, Func<Value, Node> condition, Func<Value, Value> body)
    {
        state = Settle(state);
        var last = Builder.While(
            ExpressionCapture.Flatten(state),
            nodes => condition(ExpressionCapture.Rebuild(state, nodes)),
            nodes => Carry(body(ExpressionCapture.Rebuild(state, nodes)), state));
        return ExpressionCapture.Rebuild(state, last);
    }

    public Value If(Node condition, Func<Value> then, Func<Value> otherwise) =>
        capture.Branch(condition, then, otherwise);

    public Node And(Node a, Node b) => Builder.Apply(Ops.And, a, b);

    public Node Or(Node a, Node b) => Builder.Apply(Ops.Or, a, b);

    public Node Not(Node a) => Builder.Apply(Ops.Not, a);

    public Node Add(Node a, int b) => Builder.Apply(Ops.Add, a, Builder.Constant(b));

    public Node Sub(Node a, Node b) => Builder.Apply(Ops.Sub, a, b);

    public Node Less(Node a, Node b) => Builder.Apply(Ops.Lt, a, b);

    public Node Min(Node a, Node b) => Builder.Apply(Ops.Min, a, b);

    /// <summary>Zero where <paramref name="n"/> is negative.</summary>
    public Node NonNegative(Node n) => Bounds.IsNonNegative(n) ? n : Builder.Apply(Ops.Max, n, Builder.Constant(0));

    /// <summary>Ends the program with the exception that <paramref name="exception"/> makes, unless <paramref name="condition"/> holds.</summary>
    public void Require(Node condition, Func<Node> exception) =>
        Builder.If(condition, () => [], () =>
        {
            Raise(exception());
            return [];
        });

    public void Raise(Node exception) => Builder.Emit(Ops.Throw, IrType.Void, [exception]);

    public NodeValue Int(int value) => Builder.Constant(value).AsInt();

    public NodeValue Truth(bool value) => Builder.Constant(value).AsTruth();

    /// <summary>True the first time it is asked of a node.</summary>
    public bool FirstUse(Node node) => used.Add(node);

    /// <summary>Where loops and branches meet, sequences are arrays.</summary>
    public static Value Settle(Value value) => value switch
    {
        Sequence sequence => sequence.Collect(),
        Aggregate aggregate when aggregate.Members.Values.Any(IsUnsettled) =>
            new Aggregate(aggregate.Type, aggregate.Members.ToDictionary(m => m.Key, m => Settle(m.Value))),
        Pack pack => pack.Select(Settle),
        _ => value,
    };

    private static bool IsUnsettled(Value value) => value is Sequence || (value is Aggregate aggregate && aggregate.Members.Values.Any(IsUnsettled));

    private Node[] Carry(Value next, Value state)
    {
        next = Settle(next);
        return next.HasShapeOf(state)
            ? ExpressionCapture.Flatten(next)
            : throw capture.Refuse("what it carries from one element to the next changes its make-up", "Start with a value that is made in the same way as the later ones.");
    }
}
