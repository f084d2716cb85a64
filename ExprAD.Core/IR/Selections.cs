namespace ExprAD.IR;

/// <summary>Functions that choose one of their operands, as choices.</summary>
internal static class Selections
{
    /// <summary>Between bounds that are known to be in order, nothing can be raised, and comparing says all.</summary>
    public static Node? Clamp(GraphBuilder b, Node x, Node low, Node high) =>
        low.IsConstant && high.IsConstant && b.Apply(Ops.Le, low, high).Attribute is true
            ? b.Apply(Ops.Select, b.Apply(Ops.Lt, x, low), low, b.Apply(Ops.Select, b.Apply(Ops.Lt, high, x), high, x))
            : null;
}
