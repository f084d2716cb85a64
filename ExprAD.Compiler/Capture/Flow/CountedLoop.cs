using System.Linq.Expressions;
using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Capture.Flow;

/// <summary>
/// A loop whose trip count is known when it begins: <c>for (…; i &lt; n; i += c)</c>, up or down, whose variable
/// nothing else assigns, whose bound stays what it is, and which ends in no other way.
/// </summary>
internal sealed record CountedLoop(FlowBlock Head, ParameterExpression Variable, ExpressionType Comparison, Expression Bound, long Step, FlowBlock Inside, FlowBlock Outside, bool BoundIsFixed)
{
    public static CountedLoop? Match(FlowAnalysis analysis, FlowBlock head, IReadOnlySet<ParameterExpression> assigned, IReadOnlySet<FlowBlock> targets)
    {
        var loop = analysis.LoopOf(head)!;
        if (head.Steps.Count > 0 || head.End is not Fork fork || targets.Count != 1
            || fork.Condition is not BinaryExpression { Method: null } test || Operators.IsComparison(test.NodeType) is false
            || targets.Contains(fork.Then) == targets.Contains(fork.Else)
            || loop.Any(b => b != head && b.End.Targets.Any(targets.Contains)))
        {
            return null;
        }

        var stays = loop.Contains(fork.Then);
        var (left, right, comparison) = (test.Left, test.Right, stays ? test.NodeType : Opposite(test.NodeType));
        if (left is not ParameterExpression || !assigned.Contains((ParameterExpression)left))
        {
            (left, right, comparison) = (right, left, Mirrored(comparison));
        }

        if (left is not ParameterExpression variable || (variable.Type != typeof(int) && variable.Type != typeof(long)) || StepOf(analysis, head, variable) is not { } step
            || !(step > 0 ? comparison is ExpressionType.LessThan or ExpressionType.LessThanOrEqual : comparison is ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual))
        {
            return null;
        }

        var isFixed = !analysis.Liveness.ReadBy(right).Overlaps(assigned);
        return new CountedLoop(head, variable, comparison, right, step, stays ? fork.Then : fork.Else, stays ? fork.Else : fork.Then, isFixed);
    }

    /// <summary>True when the bound is the same before each iteration; <paramref name="isStable"/> says whether a member stays what it is.</summary>
    public bool IsFixed(Func<MemberInfo, bool> isStable) => BoundIsFixed && IsSimple(Bound, isStable);

    /// <summary>How often the body runs; null where that is not simple to say.</summary>
    public Node? Trips(GraphBuilder builder, Node start, Node bound)
    {
        // Downwards is upwards with the signs turned round.
        var (from, to) = Step > 0 ? (start, bound) : (bound, start);
        var one = builder.Number(1, start.Type);
        if (Comparison is ExpressionType.LessThanOrEqual or ExpressionType.GreaterThanOrEqual)
        {
            to = builder.Apply(IsIndex(to) || IsBeforeIndex(to) ? Ops.Add : Ops.AddChecked, to, one);
        }

        var distance = from.IsConstant && Scalars.ToInt64(from.Attribute!) == 0 ? to
            : IsNonNegative(from) && IsNonNegative(to) ? builder.Apply(Ops.Sub, to, from)
            : builder.Apply(IsNonNegative(from) ? Ops.Sub : Ops.SubChecked, builder.Apply(Ops.Max, to, from), from);
        var step = Math.Abs(Step);
        return step == 1 ? distance
            : step <= int.MaxValue ? RoundUp(builder, distance, builder.Number(step, start.Type), one)
            : null;
    }

    /// <summary>What the variable is in iteration number <paramref name="index"/>.</summary>
    public Node ValueAt(GraphBuilder builder, Node start, Node index)
    {
        var way = Step is 1 or -1 ? index : builder.Apply(Ops.Mul, index, builder.Number(Math.Abs(Step), index.Type));
        return builder.Apply(Step > 0 ? Ops.Add : Ops.Sub, start, way);
    }

    /// <summary>(distance + step − 1) / step where there is a distance: without overflow, (distance − 1) / step + 1.</summary>
    private static Node RoundUp(GraphBuilder builder, Node distance, Node step, Node one)
    {
        var last = builder.Apply(Ops.Sub, builder.Apply(Ops.Max, distance, one), one);
        var trips = builder.Apply(Ops.Add, builder.Apply(Ops.IntDiv, last, step), one);
        return builder.Apply(Ops.Select, builder.Apply(Ops.Lt, builder.Number(0, distance.Type), distance), trips, builder.Number(0, distance.Type));
    }

    /// <summary>By how much each iteration moves the variable, in one step that runs once; null where it is assigned otherwise too.</summary>
    private static long? StepOf(FlowAnalysis analysis, FlowBlock head, ParameterExpression variable)
    {
        FlowBlock[] assigning = [.. analysis.LoopOf(head)!.Where(b => analysis.Liveness.AssignedBy(b).Contains(variable))];
        if (assigning is not [var block] || !analysis.RunsOnceIn(head, block) || block.End is Guarded
            || block.Steps.Where(s => s.Target == variable || analysis.Liveness.IsAssignedWithin(s, variable)).ToArray() is not [{ Target: { } target } step] || target != variable)
        {
            return null;
        }

        var by = step.Value switch
        {
            UnaryExpression { NodeType: ExpressionType.Increment, Operand: var o } when o == variable => 1,
            UnaryExpression { NodeType: ExpressionType.Decrement, Operand: var o } when o == variable => -1,
            BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.AddChecked, Method: null, Left: var l, Right: ConstantExpression c } when l == variable => Number(c),
            BinaryExpression { NodeType: ExpressionType.Subtract or ExpressionType.SubtractChecked, Method: null, Left: var l, Right: ConstantExpression c } when l == variable => -Number(c),
            _ => null,
        };
        return by is 0 or > int.MaxValue or < -int.MaxValue ? null : by;
    }

    private static long? Number(ConstantExpression constant) => constant.Value switch
    {
        int i => i,
        long l => l,
        _ => null,
    };

    /// <summary>True for what can be evaluated beforehand: no calls, and no reading of what may change.</summary>
    private static bool IsSimple(Expression bound, Func<MemberInfo, bool> isStable) => bound switch
    {
        ConstantExpression or ParameterExpression => true,
        BinaryExpression { Method: null, NodeType: ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply } b => IsSimple(b.Left, isStable) && IsSimple(b.Right, isStable),
        UnaryExpression { Method: null, NodeType: ExpressionType.ArrayLength } u => IsSimple(u.Operand, isStable),
        UnaryExpression { Method: null, NodeType: ExpressionType.Convert } u => IsSimple(u.Operand, isStable) && u.Type.IsPrimitive && u.Operand.Type.IsPrimitive,
        MemberExpression { Expression: var o } member => (o is null || IsSimple(o, isStable)) && isStable(member.Member),
        MethodCallExpression { Object: { Type.IsArray: true } o, Method.Name: nameof(Array.GetLength), Arguments: [ConstantExpression] } => IsSimple(o, isStable),
        _ => false,
    };

    private static bool IsNonNegative(Node node) =>
        node.IsConstant ? Scalars.ToInt64(node.Attribute!) >= 0
        : node.Op == Ops.Length || IsLoopIndex(node) || (node.Op == Ops.Add && IsIndex(node.Operands[0]) && IsNonNegative(node.Operands[1]));

    /// <summary>True for what is not negative and far from overflowing: the number of an element.</summary>
    private static bool IsIndex(Node node) => node.IsConstant ? Scalars.ToInt64(node.Attribute!) is >= 0 and < int.MaxValue / 2 : node.Op == Ops.Length || IsLoopIndex(node);

    /// <summary>n − 1, where a loop that runs downwards begins.</summary>
    private static bool IsBeforeIndex(Node node) => node.Op == Ops.Add && IsIndex(node.Operands[0]) && node.Operands[1] is { IsConstant: true } by && Scalars.ToInt64(by.Attribute!) is < 0 and > -int.MaxValue;

    private static bool IsLoopIndex(Node node) => node.Op == Ops.Param && node.Region is { Kind: RegionKind.Loop } loop && loop.Parameters.Count > 0 && loop.Parameters[0] == node;

    private static ExpressionType Opposite(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThan,
        ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThan,
        ExpressionType.Equal => ExpressionType.NotEqual,
        _ => ExpressionType.Equal,
    };

    private static ExpressionType Mirrored(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => comparison,
    };
}
