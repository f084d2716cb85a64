using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>
/// A sequence in the order of keys. The order is found by code that is not looked into, from the keys as data;
/// elements are then picked in that order, so that derivatives flow through them.
/// </summary>
internal sealed class Ordered(Indexed source, params (Function Key, bool Descending)[] keys) : Sequence(source.Loops, source.ElementType)
{
    public override Type Type => typeof(IOrderedEnumerable<>).MakeGenericType(ElementType);

    public override Node? Bound => source.Bound;

    /// <summary>The same, elements with equal keys being in the order of another key.</summary>
    public Ordered ThenBy(Function key, bool descending) => new(source, [.. keys, (key, descending)]);

    public override Value Walk(Value state, Func<Value, Node>? goesOn, Step step) => Sort().Walk(state, goesOn, step);

    public Indexed Sort()
    {
        // From the last key to the first, each keeping the order of those after it where its own are equal.
        Node order = Builder.Constant(null, IrType.Of(typeof(int[])));
        foreach (var (key, descending) in keys.Reverse())
        {
            var keyType = key.Result;
            var sorted = (NodeValue)Collecting.ToArray(source.Map(new Function(1, keyType, key.Size, x => AsData(key.Call(x)))));
            var method = typeof(SequenceData).GetMethod(nameof(SequenceData.Order))!.MakeGenericMethod(keyType);
            order = Builder.Emit(Ops.CallReading, IrType.Of(typeof(int[])), [sorted.Node, order, Builder.Constant(descending)], method);
        }

        return new Indexed(Loops, ElementType, source.Count(), i => source.At(Builder.Load(order, [i], readOnly: true))) { Cost = source.Cost + 1 };
    }

    private NodeValue AsData(Value key)
    {
        var node = Loops.Capture.ToNode(key);
        return new NodeValue(node.Type.IsFloat ? Builder.Emit(Ops.StopGradient, node.Type, [node]) : node, key.Type);
    }
}
