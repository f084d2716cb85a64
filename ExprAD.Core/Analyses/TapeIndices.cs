using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>Proves that values are kept within the room that a tape begins with.</summary>
internal static class TapeIndices
{
    /// <summary>
    /// Whether an index counts through nested loops, as in (i·m + j)·n + k, and the capacity is the product of their trip counts.
    /// </summary>
    public static bool AreWithin(Node index, Node? capacity)
    {
        if (capacity is null)
        {
            return false;
        }

        var factors = new List<Node>();
        var constants = Factors(capacity, factors);
        for (index = Plain(index); ;)
        {
            var rest = IsIndex(index) ? null : Outer(index, out index);
            if (!IsIndex(index))
            {
                return false;
            }

            var count = Plain(index.Region!.Count!);
            if (count.IsConstant)
            {
                var trips = Scalars.ToInt64(count.Attribute!);
                if (trips <= 0 || constants % trips != 0)
                {
                    return false;
                }

                constants /= trips;
            }
            else if (!factors.Remove(count))
            {
                return false;
            }

            if (rest is null)
            {
                return factors.Count == 0 && constants == 1;
            }

            index = rest;
        }
    }

    /// <summary>Of x·n + i, where i runs from 0 to n: x, and the i; else null.</summary>
    private static Node? Outer(Node sum, out Node inner)
    {
        inner = sum;
        if (sum.Op != Ops.Add)
        {
            return null;
        }

        for (var k = 0; k < 2; k++)
        {
            var (index, product) = (Plain(sum.Operands[k]), Plain(sum.Operands[1 - k]));
            for (var m = 0; m < 2 && IsIndex(index) && product.Op == Ops.Mul; m++)
            {
                if (Same(Plain(product.Operands[m]), Plain(index.Region!.Count!)))
                {
                    inner = index;
                    return Plain(product.Operands[1 - m]);
                }
            }
        }

        return null;
    }

    /// <summary>Collects what a product consists of, and returns the product of the constants in it.</summary>
    private static long Factors(Node product, List<Node> factors)
    {
        product = Plain(product);
        if (product.Op == Ops.Mul)
        {
            return Factors(product.Operands[0], factors) * Factors(product.Operands[1], factors);
        }

        if (product.IsConstant)
        {
            return Scalars.ToInt64(product.Attribute!);
        }

        factors.Add(product);
        return 1;
    }

    private static bool Same(Node a, Node b) =>
        a == b || (a.IsConstant && b.IsConstant && Scalars.ToInt64(a.Attribute!) == Scalars.ToInt64(b.Attribute!));

    private static bool IsIndex(Node node) => node.Op == Ops.Param && node.Region!.Kind == RegionKind.Loop && node.Region.Parameters[0] == node;

    /// <summary>Without conversions between the integer types.</summary>
    private static Node Plain(Node node)
    {
        while (node.Op == Ops.Convert && node.Attribute is null && node.Operands[0].Type.IsInteger)
        {
            node = node.Operands[0];
        }

        return node;
    }
}
