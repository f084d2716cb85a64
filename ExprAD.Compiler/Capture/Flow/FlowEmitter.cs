using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Flow;

/// <summary>
/// Builds a <see cref="FlowGraph"/> as nested branches and loops. A piece of program that may go on to several places gives a number
/// that says which; variables that it assigns and that are read later are values it hands on.
/// </summary>
internal sealed partial class FlowEmitter
{
    private readonly ExpressionCapture capture;
    private readonly Scope scope;
    private readonly FlowAnalysis analysis;
    private readonly FlowVariables variables;
    private readonly FlowNumbers numbers;
    private readonly ExpressionScan scan;

    private FlowEmitter(ExpressionCapture capture, ExpressionScan scan, Scope scope, FlowGraph graph, Liveness liveness, FlowVariables variables, FlowNumbers numbers)
    {
        this.capture = capture;
        this.scan = scan;
        this.scope = scope;
        this.variables = variables;
        this.numbers = numbers;
        analysis = new FlowAnalysis(new Dominators(FlowOrder.Of(graph)), liveness);
    }

    private GraphBuilder Builder => capture.Builder;

    /// <summary>Builds an expression that needs jumps; gives its value.</summary>
    public static Value Emit(ExpressionCapture capture, ExpressionScan scan, FlowNeed need, Expression expression, Scope outer)
    {
        var (graph, result) = FlowLowering.Lower(expression, scan, need);
        Reduce(graph, scan);
        var liveness = new Liveness(graph, result, scan);
        var scope = new Scope(outer);
        var emitter = new FlowEmitter(capture, scan, scope, graph, liveness, new FlowVariables(capture, scope, graph), new FlowNumbers());
        emitter.Block(emitter.analysis.Entry);
        return result is null ? NoValue.Instance : scope.Find(result) ?? capture.DefaultOf(result.Type);
    }

    private static void Reduce(FlowGraph graph, ExpressionScan scan)
    {
        var dominators = new Reducing(graph, () =>
        {
            var variable = Expression.Variable(typeof(int), "entry");
            scan.AddAssigned(variable);
            return variable;
        }).Run();
        foreach (var guarded in dominators.Order.Select(b => b.End).OfType<Guarded>())
        {
            Reduce(guarded.Body, scan);
            Reduce(guarded.Last, scan);
        }
    }

    /// <summary>Builds a block and all that is built within and after it.</summary>
    private FlowExit Block(FlowBlock block)
    {
        if (!StackGuard.HasRoom)
        {
            return StackGuard.OnFreshStack(() => Block(block));
        }

        var exit = analysis.LoopOf(block) is null ? Body(block) : Loop(block);
        foreach (var follow in analysis.AfterLoop(block))
        {
            exit = Follow(exit, follow);
        }

        return exit;
    }

    private FlowExit Body(FlowBlock block)
    {
        Steps(block);
        return Follows(block, End(block));
    }

    private void Steps(FlowBlock block)
    {
        foreach (var step in block.Steps)
        {
            variables.Run(step);
        }
    }

    private FlowExit Follows(FlowBlock block, FlowExit exit)
    {
        foreach (var follow in analysis.FollowsOf(block))
        {
            exit = Follow(exit, follow);
        }

        return exit;
    }

    private FlowExit End(FlowBlock block) => block.End switch
    {
        Jump jump => Go(block, jump.To),
        Fork fork when fork.Then == fork.Else => Discard(block, fork),
        Fork fork => Choose(block, fork),
        Guarded guarded => Try(block, guarded),
        _ => FlowExit.None,
    };

    private FlowExit Discard(FlowBlock from, Fork fork)
    {
        capture.Visit(fork.Condition, scope);
        return Go(from, fork.Then);
    }

    private FlowExit Go(FlowBlock from, FlowBlock to) => analysis.IsInlined(from, to) ? Block(to) : FlowExit.To(to);

    private FlowExit Choose(FlowBlock from, Fork fork)
    {
        var condition = capture.VisitNode(fork.Condition, scope);
        var assigned = new HashSet<ParameterExpression>();
        var targets = new HashSet<FlowBlock>();
        foreach (var target in fork.Targets)
        {
            var isInlined = analysis.IsInlined(from, target);
            assigned.UnionWith(isInlined ? analysis.AssignedIn(target) : []);
            targets.UnionWith(isInlined ? analysis.ExitsOf(target) : [target]);
        }

        // A side that ends in an exception comes last: what it hands on is made up in the likeness of the other.
        return analysis.IsInlined(from, fork.Then) && analysis.ExitsOf(fork.Then).Count == 0
            ? Branch(Builder.Apply(Ops.Not, condition), () => Go(from, fork.Else), () => Go(from, fork.Then), assigned, targets)
            : Branch(condition, () => Go(from, fork.Then), () => Go(from, fork.Else), assigned, targets);
    }

    /// <summary>Builds a block where control may come to it, and leaves the other ways as they are.</summary>
    private FlowExit Follow(FlowExit exit, FlowBlock block)
    {
        if (!exit.Targets.Contains(block))
        {
            return exit;
        }

        if (exit.Targets.Count == 1)
        {
            return Block(block);
        }

        var others = exit.Targets.Where(t => t != block).ToHashSet();
        var isHere = Builder.Apply(Ops.Eq, exit.Selector!, numbers.Of(block, Builder));
        return Branch(
            isHere,
            () => Block(block),
            () => new FlowExit(others, others.Count == 1 ? null : exit.Selector),
            analysis.AssignedIn(block),
            [.. others, .. analysis.ExitsOf(block)]);
    }

    /// <summary>One of two pieces of program, which assign some variables and lead to some blocks.</summary>
    private FlowExit Branch(Node condition, Func<FlowExit> then, Func<FlowExit> otherwise, IReadOnlySet<ParameterExpression> assigned, HashSet<FlowBlock> targets)
    {
        if (condition.IsConstant)
        {
            return (bool)condition.Attribute! ? then() : otherwise();
        }

        var carried = assigned.Where(v => targets.Any(t => analysis.Liveness.At(t).Contains(v))).ToArray();
        var before = variables.Save(assigned);
        var merge = new FlowMerge(capture, carried);
        var exits = new HashSet<FlowBlock>();
        var nodes = Builder.If(condition, () => Side(then), () => Side(otherwise));
        if (merge.IsUnreached)
        {
            return FlowExit.None;
        }

        variables.Restore(before);
        variables.Set(carried, merge.Rebuild(nodes));
        return new FlowExit(exits, exits.Count > 1 ? nodes[^1] : null);

        Node[] Side(Func<FlowExit> side)
        {
            variables.Restore(before);
            var exit = side();
            exits.UnionWith(exit.Targets);
            var values = exit.IsNowhere ? merge.Nothing() : merge.Flatten(variables.Get(carried));
            return targets.Count > 1 ? [.. values, Selector(exit)] : values;
        }
    }

    private Node Selector(FlowExit exit) =>
        exit.Selector ?? (exit.IsNowhere ? Builder.Constant(0) : numbers.Of(exit.Targets.Single(), Builder));
}
