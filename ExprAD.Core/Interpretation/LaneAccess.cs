using ExprAD.IR;

namespace ExprAD.Interpretation;

/// <summary>The elements of an array or tape that the lanes of a vector are about.</summary>
internal sealed class LaneAccess
{
    private readonly Node node;
    private readonly object? memory;
    private readonly object?[] indices;
    private readonly object?[]? mask;

    public LaneAccess(Node node, object?[] operands, IrType vector)
    {
        this.node = node;
        memory = operands[0];
        var rank = node.Operands[0].Type.IsArray ? node.Operands[0].Type.Rank : 1;
        indices = operands[1..(1 + rank)];
        mask = node.Operands[^1].Type.IsMask ? (object?[])operands[^1]! : null;
        var isSideBySide = !Array.Exists(node.Operands.Slice(1, rank).ToArray(), o => o.Type.IsVector);
        if (isSideBySide)
        {
            indices[^1] = Lanes.Ramp(IrType.VectorOf(node.Operands[rank].Type, vector.Lanes), indices[^1]!, 1);
            CheckAll(vector.Lanes);
        }
    }

    public bool IsActive(int lane) => mask is null || (bool)mask[lane]!;

    public object? Get(int lane) => memory is Tape tape
        ? tape.Load(Indices(lane)[0]!)
        : Conversions.Widen(Arrays.Get(memory, Indices(lane)), node.Type.Element);

    public void Set(int lane, object? value)
    {
        if (memory is Tape tape)
        {
            tape.Store(Indices(lane)[0]!, value);
        }
        else if (node.Op == Ops.VectorAddTo || node.Op == Ops.ScatterAdd)
        {
            Arrays.AddTo(memory, Indices(lane), value!);
        }
        else
        {
            Arrays.Set(memory, Indices(lane), value);
        }
    }

    /// <summary>Elements side by side are all there, or none is touched.</summary>
    private void CheckAll(int lanes)
    {
        for (var l = 0; l < lanes && memory is not Tape; l++)
        {
            if (IsActive(l))
            {
                Arrays.Get(memory, Indices(l));
            }
        }
    }

    private object?[] Indices(int lane) => Array.ConvertAll(indices, i => i is object?[] vector ? vector[lane] : i);
}
