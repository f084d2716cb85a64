using System.Reflection;
using ExprAD.Analyses;
using ExprAD.IR;
using ExprAD.Transforms;

namespace ExprAD.Sparsity;

/// <summary>
/// From a function to the function that tells on which elements of its inputs each element of its results depends, at the point where it is run:
/// through the branches taken there, the loops as often as they run, the elements that are indexed.
/// </summary>
/// <remarks>
/// Beside every active number goes the number of a set of indices (<see cref="IndexSets"/>); an operation joins the sets of its operands, an array, or a tape,
/// of active numbers has a shadow that holds sets. What does not decide on branches, trip counts and indices is dropped in the end:
/// of a function without such decisions, only the joining is left.
/// </remarks>
internal sealed partial class Dependence : GraphRewriter
{
    private static readonly MethodInfo Join = typeof(IndexSets).GetMethod(nameof(IndexSets.Join))!;

    private readonly Activity activity;

    /// <summary>The <see cref="IndexSets"/>, in the graph under construction.</summary>
    private Node sets;

    /// <summary>By the nodes of the old graph: numbers of sets, and arrays and tapes of them.</summary>
    private readonly Dictionary<Node, Node> dependence = [];

    private Dependence(GraphBuilder builder, Activity activity, Graph graph)
        : base(builder)
    {
        this.activity = activity;
        CopyInputs(graph);
        sets = builder.Input(IrType.Of(typeof(IndexSets)), "sets", InputRole.Data);
    }

    /// <summary>
    /// The graph with the same inputs, an <see cref="IndexSets"/>, and the sets of <paramref name="inputs"/> in their order: an <c>i32</c> for a number,
    /// for an array one of the same shape (<see cref="SetMemory"/>). Its results are those of the results.
    /// </summary>
    public static Graph Of(Graph graph, IReadOnlyList<int> inputs)
    {
        var activity = Activity.Of(graph, Aliasing.Of(graph), inputs.Select(i => graph.Inputs[i].Node), graph.Results);
        var pass = new Dependence(new GraphBuilder(), activity, graph);
        foreach (var i in inputs)
        {
            var input = graph.Inputs[i];
            pass.dependence[input.Node] = pass.Builder.Input(SetMemory.TypeFor(input.Node.Type), "sets of " + input.Name, InputRole.Data);
        }

        foreach (var input in graph.Inputs)
        {
            if (input.Node.Type.IsArray && activity.IsActive(input.Node) && !pass.dependence.ContainsKey(input.Node))
            {
                pass.dependence[input.Node] = pass.EmptyLike(pass[input.Node]);
            }
        }

        pass.Rewrite(graph.Body);
        var made = pass.Builder.Build($"dependence({graph.Name})", [.. graph.Results.Select(pass.SetsOf)], graph.ResultNames, graph.Source);
        return Prune.Run(made, strict: false);
    }

    protected override void Rewrite(Node node)
    {
        base.Rewrite(node);
        if (node.Op == Ops.Result || node.Op == Ops.Invoke || node.Op.Is(Traits.Region))
        {
            return;
        }

        if (node.Type == IrType.Void)
        {
            MirrorWrite(node);
        }
        else if (activity.IsActive(node))
        {
            dependence[node] = Of(node);
        }
    }

    private Node Of(Node node)
    {
        if (node.Op == Ops.Load || node.Op == Ops.TapeLoad || node.Op == Ops.TapePop)
        {
            return CloneOnSets(node);
        }

        if (node.Op == Ops.NewTape)
        {
            return Builder.Emit(Ops.NewTape, SetMemory.TypeFor(node.Type), Map(node.Operands));
        }

        if (node.Type.IsArray)
        {
            return node.Op == Ops.Select
                ? Builder.Apply(Ops.Select, this[node.Operands[0]], SetsOf(node.Operands[1]), SetsOf(node.Operands[2]))
                : EmptyLike(this[node]);
        }

        var union = Builder.Constant(0);
        foreach (var operand in node.Operands)
        {
            union = JoinOf(union, dependence.GetValueOrDefault(operand) ?? Builder.Constant(0));
        }

        return union;
    }

    private Node JoinOf(Node a, Node b) =>
        a == b || IsEmpty(b) ? a
        : IsEmpty(a) ? b
        : Builder.Emit(Ops.CallPure, IrType.I32, [sets, a, b], Join);

    private static bool IsEmpty(Node set) => set.IsConstant && set.Attribute is 0;

    /// <summary>The same access, of the array or tape of sets.</summary>
    private Node CloneOnSets(Node node)
    {
        var operands = Map(node.Operands);
        operands[0] = dependence[node.Operands[0]];
        return Builder.Emit(node.Op, node.Type == IrType.Void ? IrType.Void : SetMemory.TypeFor(node.Type), operands, node.Attribute);
    }

    private void MirrorWrite(Node node)
    {
        if (node.Operands.Length == 0 || !dependence.TryGetValue(node.Operands[0], out var memory))
        {
            return;
        }

        if (node.Op == Ops.Clear)
        {
            CloneOnSets(node);
            return;
        }

        var operands = Map(node.Operands);
        operands[0] = memory;
        operands[^1] = SetsOf(node.Operands[^1]);
        if (node.Op == Ops.AddTo)
        {
            // a[i] += v: the element depends on what it did before, too.
            var indices = operands.AsSpan(1, operands.Length - 2);
            var before = Builder.Emit(Ops.Load, IrType.I32, [memory, .. indices], node.Attribute);
            Builder.Emit(Ops.Store, IrType.Void, [memory, .. indices, JoinOf(before, operands[^1])], node.Attribute);
            return;
        }

        Builder.Emit(node.Op, IrType.Void, operands, node.Attribute);
    }

    private Node SetsOf(Node value) =>
        dependence.TryGetValue(value, out var known) ? known
        : value.Type.IsArray ? EmptyLike(this[value])
        : Builder.Constant(0);

    /// <summary>Memory for the sets of an array's elements, all empty.</summary>
    private Node EmptyLike(Node array)
    {
        var type = SetMemory.TypeFor(array.Type);
        return array.Type.Element.IsArray || array.Type.IsList
            ? Builder.Emit(Ops.Call, type, [array], SetMemory.LikeFor(array.Type))
            : Builder.NewArray(type, [.. Enumerable.Range(0, array.Type.Rank).Select(d => Builder.Length(array, d))]);
    }
}
