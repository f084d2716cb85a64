using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse.Checkpointing;

/// <summary>
/// Runs a checkpointed loop: forward, storing a snapshot of its state now and then, and later, for each step to be reversed, again from
/// the last snapshot up to that step.
/// <code>
/// forward                              before the reversal of step k
///   due = 0                              p = step of the last snapshot;  state = that snapshot
///   for i &lt; n                            due = next(p, k + 1)
///     if i == due                        for i &lt; k - p
///       take snapshot                      if p + i == due
///       due = next(i, n + 1)                 take snapshot;  due = next(p + i, k + 1)
///     state = step(i, state)               state = step(p + i, state)
///                                        step(k, state), with a tape of its own
/// </code>
/// What comes after the loop is one more step to the schedule, the first to be reversed.
/// A <c>while</c> says how often it runs only when it has: its forward sweep takes one snapshot, of where it starts, and the first
/// reversal runs it once more to take the others.
/// </summary>
/// <param name="builder">What it is built with.</param>
/// <param name="plan">What the steps store.</param>
/// <param name="loop">The loop.</param>
/// <param name="snapshots">Its snapshots.</param>
/// <param name="outside">What the loop takes from around it.</param>
internal sealed class CheckpointedSweep(GraphBuilder builder, StoragePlan plan, Node loop, Snapshots snapshots, Func<Node, Node> outside)
{
    private readonly StepState state = plan.Scopes.Checkpointed[loop];
    private readonly Node zero = builder.Constant(0L, IrType.I64);
    private readonly Node one = builder.Constant(1L, IrType.I64);

    /// <summary>The forward sweep of a <c>for</c>, on the operands that it has now. Gives its values.</summary>
    public Node[] For(Node[] operands)
    {
        if (state.IsEmpty)
        {
            return builder.For(operands[0], operands.AsSpan(1), (index, carried) => new StepRun(builder, loop, outside).Run(index, carried));
        }

        var trips = Wide(operands[0]);
        var end = builder.Apply(Ops.Add, trips, one);
        Reserve(trips);
        var values = builder.For(operands[0], [.. operands[1..], zero, zero], (index, now) =>
        {
            var carried = now[..^2];
            var (used, due) = snapshots.TakeIfDue(Wide(index), now[^1], end, now[^2], k => carried[k], Arrays);
            return [.. new StepRun(builder, loop, outside).Run(index, carried), used, due];
        });
        snapshots.Used = values[^2];
        return values[..^2];
    }

    /// <summary>The forward sweep of a <c>while</c>.</summary>
    public Node[] While(Node[] operands)
    {
        Reserve(one);
        snapshots.Take(zero, zero, k => operands[k], Arrays());
        snapshots.Used = one;
        var step = new StepRun(builder, loop, outside);
        var values = builder.While(operands, step.Condition, _ => step.Body());
        Reserve(Wide(values[^1]));
        return values;
    }

    /// <summary>Runs the loop up to an iteration, and that iteration with a tape of its own. Gives this last run.</summary>
    public ForwardSweep RunUpTo(Node index, AdjointFunctions functions, IReadOnlyDictionary<IrType, Node> stacks)
    {
        var target = Wide(index);
        var carried = state.IsEmpty ? Carried([]) : Advance(target);
        var step = new ForwardSweep(builder, plan, functions, stacks, loop, outside);
        StepRun.Begin(step, loop, index, carried);
        foreach (var region in loop.Regions)
        {
            step.Rewrite(region);
        }

        return step;
    }

    /// <summary>Runs from the last snapshot up to a step. Gives what the loop carries there.</summary>
    private Node[] Advance(Node target)
    {
        var last = Minus(snapshots.Used, one);
        var from = snapshots.StepOf(last);
        var end = builder.Apply(Ops.Add, target, one);
        var restored = Carried(snapshots.Restore(last, Arrays()));
        var due = snapshots.Next(from, end, last);
        var values = builder.For(Minus(target, from), [.. restored, builder.Apply(Ops.Add, last, one), due], (offset, now) =>
        {
            var at = builder.Apply(Ops.Add, from, offset);
            var carried = now[..^2];
            var (used, next) = snapshots.TakeIfDue(at, now[^1], end, now[^2], k => carried[k], Arrays);
            return [.. new StepRun(builder, loop, outside).Run(Index(at), carried), used, next];
        });

        // A snapshot of the very state that is reversed next has done its service.
        snapshots.Used = builder.Apply(Ops.Select, builder.Apply(Ops.Eq, from, target), last, values[^2]);
        return values[..^2];
    }

    /// <summary>All that the loop carries, given what its steps depend on. The rest is not read by anyone who matters.</summary>
    private Node[] Carried(Node[] known)
    {
        var count = loop.Op == Ops.For ? loop.Operands.Length - 1 : loop.Operands.Length;
        var carried = new Node[count];
        for (var k = 0; k < count; k++)
        {
            carried[k] = builder.Default(StepState.Parameter(loop, k).Type);
        }

        for (var i = 0; i < known.Length; i++)
        {
            carried[state.Carried[i]] = known[i];
        }

        return carried;
    }

    private void Reserve(Node trips) => snapshots.Reserve(plan.Scopes.Limit, TapeOfStep(), trips, Arrays());

    /// <summary>The bytes that a step stores, as far as the trip counts of its loops are known before.</summary>
    private Node TapeOfStep() => plan.Stored.Keys
        .Where(n => plan.Scopes.LoopOf(n.Region!) == loop)
        .Select(n => plan.LoopsAround(n).Where(IsCountOutside).Aggregate(
            (Node)builder.Constant((long)n.Type.Size, IrType.I64),
            (bytes, l) => builder.Apply(Ops.Mul, bytes, Wide(Count(l)))))
        .Aggregate(zero, (sum, bytes) => builder.Apply(Ops.Add, sum, bytes));

    private bool IsCountOutside(Node inner) =>
        inner.Op == Ops.For && (inner.Operands[0].IsConstant || !loop.Regions.ToArray().Any(inner.Operands[0].Region!.IsWithin));

    private Node Count(Node inner) => inner.Operands[0] is { IsConstant: true } count ? builder.Constant(count.Attribute, count.Type) : outside(inner.Operands[0]);

    private Node Index(Node step) => loop.Op == Ops.For ? builder.Convert(step, loop.Regions[0].Parameters[0].Type) : step;

    private Node[] Arrays() => [.. state.Arrays.Select(outside)];

    private Node Minus(Node a, Node b) => builder.Apply(Ops.Sub, a, b);

    private Node Wide(Node integer) => builder.Convert(integer, IrType.I64);
}
