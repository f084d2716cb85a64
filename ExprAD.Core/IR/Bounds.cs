namespace ExprAD.IR;

/// <summary>Proves, from how an index was made, that it lies within an array. What it can't prove is checked at run time.</summary>
internal static class Bounds
{
    public static bool Prove(Node array, ReadOnlySpan<Node> indices)
    {
        // A list can shrink between the reading of its length and the access.
        if (array.Type.IsList)
        {
            return false;
        }

        for (var d = 0; d < indices.Length; d++)
        {
            if (!IsWithin(indices[d], array, d))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWithin(Node index, Node array, int dimension)
    {
        if (index.IsConstant)
        {
            return Scalars.ToInt64(index.Attribute!) is >= 0 and var at
                && array.Op == Ops.NewArray && array.Operands[dimension].IsConstant
                && at < Scalars.ToInt64(array.Operands[dimension].Attribute!);
        }

        return UpperBound(index) is { } count && IsLength(count, array, dimension);
    }

    /// <summary>The n for which 0 ≤ index &lt; n is certain: the trip count of the loop that the index runs through, up or down.</summary>
    private static Node? UpperBound(Node index)
    {
        if (IsLoopIndex(index))
        {
            return TripCount(index);
        }

        // (n - 1) - i, as a loop that runs downwards writes it.
        if (index.Op == Ops.Sub && IsLoopIndex(index.Operands[1]))
        {
            var last = index.Operands[0];
            var count = TripCount(index.Operands[1]);
            if (count is { IsConstant: true } && last.IsConstant)
            {
                return Scalars.ToInt64(last.Attribute!) == Scalars.ToInt64(count.Attribute!) - 1 ? count : null;
            }

            return last.Op == Ops.Add && last.Operands[0] == count && IsMinusOne(last.Operands[1]) ? count : null;
        }

        return null;
    }

    private static bool IsLoopIndex(Node node) =>
        node.Op == Ops.Param && node.Region!.Kind == RegionKind.Loop && node.Region.Parameters[0] == node;

    private static Node? TripCount(Node index) => index.Region!.Count;

    private static bool IsMinusOne(Node node) => node.IsConstant && Scalars.ToInt64(node.Attribute!) == -1;

    private static bool IsLength(Node count, Node array, int dimension)
    {
        if (array.Op == Ops.NewArray)
        {
            return count == array.Operands[dimension];
        }

        // The adjoint of an array has its shape.
        return count.Op == Ops.Length && (int)count.Attribute! == dimension
            && (count.Operands[0] == array || (array.Op == Ops.ZerosLike && array.Operands[0] == count.Operands[0]));
    }
}
