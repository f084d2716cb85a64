using System.Reflection;

namespace ExprAD.IR;

/// <summary>
/// Proves, from how an index was made, that it lies within an array. What it can't prove is checked at run time.
/// Indices are sums and differences of loop indices, constants and other integers; trip counts are lengths,
/// or the least of several, less what is added to the index.
/// </summary>
internal static class Bounds
{
    /// <summary>How deep a proof may go.</summary>
    private const int Fuel = 10;

    public static bool Prove(Node array, ReadOnlySpan<Node> indices)
    {
        // A list can shrink between the reading of its length and the access.
        if (array.Type.IsList)
        {
            return false;
        }

        for (var d = 0; d < indices.Length; d++)
        {
            if (!IsNonNegative(indices[d], Fuel) || !IsBelow(indices[d], Limit.Length(array, d), null, Fuel))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether <paramref name="start"/> + <paramref name="count"/> is certainly not more than the length of some array.</summary>
    public static bool FitsLength(Node start, Node count)
    {
        var length = count;
        while (length.Op == Ops.Add || length.Op == Ops.Sub || length.Op == Ops.Min)
        {
            length = length.Operands[0];
        }

        var (rest, constant) = Split(start);
        return length.Op == Ops.Length && IsNonNegative(start, Fuel)
            && IsAtMost(count, Limit.Length(length.Operands[0], (int)length.Attribute!).Plus(-constant), rest, isPositive: true, Fuel);
    }

    /// <summary>Whether an integer is certainly not below zero, unless it is a sum that wraps around.</summary>
    public static bool IsNonNegative(Node node) => IsNonNegative(node, Fuel);

    private static bool IsNonNegative(Node node, int fuel)
    {
        if (node.IsConstant)
        {
            return Scalars.ToInt64(node.Attribute!) >= 0;
        }

        if (node.Op == Ops.Length || IsLoopIndex(node) || IsCheckedCount(node))
        {
            return true;
        }

        if (fuel-- == 0 || node.Operands.Length < 2)
        {
            return false;
        }

        var (a, b) = (node.Operands[0], node.Operands[1]);
        return node.Op == Ops.Max ? IsNonNegative(a, fuel) || IsNonNegative(b, fuel)
            : node.Op == Ops.Min ? IsNonNegative(a, fuel) && IsNonNegative(b, fuel)
            : node.Op == Ops.Add ? IsNonNegative(b, fuel) ? IsNonNegative(a, fuel) : b.IsConstant && a.Op == Ops.Sub && IsRest(a, ValueOf(b), fuel)
            : node.Op == Ops.Sub && IsRest(node, 0, fuel);
    }

    /// <summary>0 &lt;= last - i + constant: (n - 1) - i for an i below n, as loops that run downwards write it.</summary>
    private static bool IsRest(Node difference, long constant, int fuel)
    {
        var (last, taken) = (difference.Operands[0], difference.Operands[1]);
        return IsNonNegative(taken, fuel) && IsBelow(taken, Limit.Value(last).Plus(constant + 1), null, fuel);
    }

    /// <summary>index + added &lt; limit.</summary>
    private static bool IsBelow(Node index, Limit limit, Node? added, int fuel)
    {
        if (IsLoopIndex(index))
        {
            return index.Region!.Count is { } count && IsAtMost(count, limit, added, isPositive: true, fuel);
        }

        if (fuel-- == 0)
        {
            return false;
        }

        if (index.Op == Ops.Add)
        {
            var (a, b) = (index.Operands[0], index.Operands[1]);
            return b.IsConstant ? IsBelow(a, limit.Plus(-ValueOf(b)), added, fuel)
                : added is null && (IsBelowWith(a, b) || IsBelowWith(b, a));
        }

        // last - i is not more than last.
        return index.Op == Ops.Sub && IsNonNegative(index.Operands[1], fuel)
            ? IsAtMost(index.Operands[0], limit.Plus(-1), added, isPositive: false, fuel)
            : IsAtMost(index, limit.Plus(-1), added, isPositive: false, fuel);

        bool IsBelowWith(Node varying, Node other)
        {
            var (rest, constant) = Split(other);
            return IsBelow(varying, limit.Plus(-constant), rest, fuel);
        }
    }

    /// <summary>n + added &lt;= limit. <paramref name="isPositive"/>: nothing depends on it otherwise, as of a trip count.</summary>
    private static bool IsAtMost(Node n, Limit limit, Node? added, bool isPositive, int fuel)
    {
        if (added is null && limit.Admits(n))
        {
            return true;
        }

        if (IsLoopIndex(n))
        {
            return fuel > 0 && IsBelow(n, limit.Plus(1), added, fuel - 1);
        }

        // n + (m - n)
        if (added is { } sum && sum.Op == Ops.Sub && sum.Operands[1] == n)
        {
            return IsAtMost(sum.Operands[0], limit, null, isPositive: false, fuel);
        }

        if (fuel-- == 0 || n.IsConstant || n.Operands.Length == 0)
        {
            return false;
        }

        if (IsCheckedCount(n))
        {
            return IsAtMost(n.Operands[0], limit, added, isPositive, fuel);
        }

        if (n.Operands.Length < 2)
        {
            return false;
        }

        var (a, b) = (n.Operands[0], n.Operands[1]);
        if (n.Op == Ops.Min)
        {
            return IsAtMost(a, limit, added, isPositive, fuel) || IsAtMost(b, limit, added, isPositive, fuel);
        }

        if (n.Op == Ops.Add && b.IsConstant)
        {
            return IsAtMost(a, limit.Plus(-ValueOf(b)), added, isPositive && ValueOf(b) <= 0, fuel);
        }

        // Both are lengths and the like, lest the difference wrap around.
        if (n.Op == Ops.Sub && a.Op != Ops.Add && b.Op != Ops.Add && IsNonNegative(a, fuel) && IsNonNegative(b, fuel))
        {
            return IsAtMost(a, limit, added == b ? null : added, isPositive, fuel);
        }

        return n.Op == Ops.Max && isPositive && b.IsConstant && ValueOf(b) <= 0 && IsAtMost(a, limit, added, isPositive, fuel);
    }

    private static bool IsLoopIndex(Node node) =>
        node.Op == Ops.Param && node.Region!.Kind == RegionKind.Loop && node.Region.Parameters[0] == node;

    /// <summary>A number of elements that has gone through one of <see cref="Checks"/>, which gives it back.</summary>
    private static bool IsCheckedCount(Node node) =>
        node.Op == Ops.CallPure && node.Attribute is MethodInfo { Name: nameof(Checks.Count) or nameof(Checks.CountFrom) or nameof(Checks.NotEmpty) } method
        && method.DeclaringType == typeof(Checks);

    /// <summary>A sum as what varies, if anything, and a constant.</summary>
    private static (Node? Varying, long Constant) Split(Node node) =>
        node.IsConstant ? (null, ValueOf(node))
        : node.Op == Ops.Add && node.Operands[1].IsConstant ? (node.Operands[0], ValueOf(node.Operands[1]))
        : (node, 0);

    private static long ValueOf(Node constant) => Scalars.ToInt64(constant.Attribute!);

    /// <summary>What an index is compared with: a length or another value, and a constant.</summary>
    private readonly record struct Limit(Node Node, int Dimension, long Surplus)
    {
        private const int NoDimension = -1;

        /// <summary>The length of an array; the adjoint of an array has its shape.</summary>
        public static Limit Length(Node array, int dimension) =>
            array.Op == Ops.NewArray ? Value(array.Operands[dimension])
            : array.Op == Ops.ZerosLike ? Length(array.Operands[0], dimension)
            : new Limit(array, dimension, 0);

        public static Limit Value(Node node) => node.Op == Ops.Add && node.Operands[1].IsConstant
            ? new Limit(node.Operands[0], NoDimension, ValueOf(node.Operands[1]))
            : new Limit(node, NoDimension, 0);

        public Limit Plus(long constant) => this with { Surplus = Surplus + constant };

        /// <summary>n &lt;= limit, at a glance.</summary>
        public bool Admits(Node n) => Dimension == NoDimension
            ? (n == Node && Surplus >= 0) || (n.IsConstant && Node.IsConstant && ValueOf(n) <= ValueOf(Node) + Surplus)
            : Surplus >= 0 && n.Op == Ops.Length && (int)n.Attribute! == Dimension && n.Operands[0] == Node;
    }
}
