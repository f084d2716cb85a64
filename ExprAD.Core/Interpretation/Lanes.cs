using ExprAD.IR;

namespace ExprAD.Interpretation;

/// <summary>Vectors as arrays of boxed lanes, and what only vectors can do.</summary>
internal static class Lanes
{
    public static object?[] Fill(int lanes, Func<int, object?> value) => [.. Enumerable.Range(0, lanes).Select(value)];

    /// <summary>One lane of an operation; some are functions of vectors, which need not round as those of .NET do.</summary>
    public static object? Evaluate(ScalarOp op, Delegate meaning, object?[] operands) =>
        VectorFunctions.Find(op, operands[op.Decisive]!.GetType()) is { } function ? function.Invoke(null, operands) : Evaluation.Evaluate(meaning, operands);

    public static object?[] Ramp(IrType type, object first, long step) =>
        Fill(type.Lanes, l => Scalars.Convert(unchecked(Scalars.ToInt64(first) + (l * step)), type.Element.Kind));

    /// <summary>The lanes l with first + l &lt; count.</summary>
    public static object?[] Below(IrType type, object first, object count) =>
        Fill(type.Lanes, l => Scalars.ToInt64(first) + l < Scalars.ToInt64(count));

    /// <summary>The upper half with the lower, until one is left.</summary>
    public static object? Reduce(object?[] lanes, Node node)
    {
        var meaning = Ops.All.OfType<ScalarOp>().Single(o => o.Name == (string)node.Attribute!).Implementation(node.Type.Kind)!;
        while (lanes.Length > 1)
        {
            var half = lanes.Length / 2;
            var whole = lanes;
            lanes = Fill(half, l => Evaluation.Evaluate(meaning, whole[l], whole[l + half]));
        }

        return lanes[0];
    }

    public static object?[] Read(Node node, object?[] operands)
    {
        var access = new LaneAccess(node, operands, node.Type);
        return Fill(node.Type.Lanes, l => access.IsActive(l) ? access.Get(l) : Scalars.Default(node.Type.Element));
    }

    /// <summary>Stores or adds, lane after lane.</summary>
    public static void Write(Node node, object?[] operands)
    {
        var masked = node.Operands[^1].Type.IsMask;
        var at = operands.Length - (masked ? 2 : 1);
        var access = new LaneAccess(node, operands, node.Operands[at].Type);
        var values = (object?[])operands[at]!;
        for (var l = 0; l < values.Length; l++)
        {
            if (access.IsActive(l))
            {
                access.Set(l, values[l]);
            }
        }
    }

    public static void Push(object?[] operands)
    {
        var values = (object?[])operands[1]!;
        for (var l = 0; l < values.Length; l++)
        {
            if (operands is not [_, _, object?[] mask] || (bool)mask[l]!)
            {
                ((Tape)operands[0]!).Push(values[l]);
            }
        }
    }

    public static object?[] Pop(Node node, object?[] operands) => Fill(
        node.Type.Lanes,
        l => operands is not [_, object?[] mask] || (bool)mask[l]! ? ((Tape)operands[0]!).Pop() : Scalars.Default(node.Type.Element));
}
