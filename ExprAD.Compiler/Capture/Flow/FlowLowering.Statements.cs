using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

internal sealed partial class FlowLowering
{
    private T Block<T>(BlockExpression block, Func<Expression, T> last)
    {
        LabelAnew(block);
        block = WithFreshVariables(block);
        foreach (var variable in block.Variables)
        {
            scan.AddAssigned(variable);
            variables.Add(variable);
        }

        foreach (var statement in block.Expressions.SkipLast(1))
        {
            Statement(statement);
        }

        var value = last(block.Expressions[^1]);
        declared.ExceptWith(block.Variables);
        return value;
    }

    private void Block(BlockExpression block, Action<Expression> last) => Block(block, e =>
    {
        last(e);
        return true;
    });

    /// <summary>A variable that is declared again within its own block is another one there.</summary>
    private BlockExpression WithFreshVariables(BlockExpression block)
    {
        var again = block.Variables.Where(v => !declared.Add(v)).ToArray();
        if (again.Length == 0)
        {
            return block;
        }

        var fresh = again.ToDictionary(v => v, v => Expression.Variable(v.Type, v.Name));
        var renamed = (BlockExpression)new Renaming(fresh).Visit(block);
        declared.UnionWith(fresh.Values);
        return renamed;
    }

    private Expression Conditional(ConditionalExpression choice, ParameterExpression? target)
    {
        var test = Lower(choice.Test);
        var (then, otherwise, after) = (graph.NewBlock(), graph.NewBlock(), graph.NewBlock());
        current.End = new Fork(test, then, otherwise);
        foreach (var (block, branch) in new[] { (then, choice.IfTrue), (otherwise, choice.IfFalse) })
        {
            current = block;
            Into(target, branch);
            Go(after);
        }

        current = after;
        return ValueOf(target);
    }

    private Expression Coalesce(BinaryExpression coalesce)
    {
        var left = Keep(coalesce.Left);
        Expression value = coalesce.Conversion is { } conversion ? Expression.Invoke(conversion, left)
            : left.Type == coalesce.Type ? left
            : Expression.Convert(left, coalesce.Type);
        var isNull = left.Type.IsValueType ? Expression.Equal(left, Expression.Constant(null, left.Type)) : Expression.ReferenceEqual(left, Expression.Constant(null, left.Type));
        return Lower(Expression.Condition(isNull, coalesce.Right, value, coalesce.Type));
    }

    private Expression Assign(BinaryExpression assign)
    {
        var left = KeepPlace(assign.Left);
        var value = Keep(assign.Right);
        Step(left as ParameterExpression, left is ParameterExpression ? value : Expression.Assign(left, value));
        return value;
    }

    private DefaultExpression Throw(UnaryExpression raise)
    {
        if (raise.Operand is null)
        {
            throw Refuse(raise, "an exception is thrown again, and none is at hand");
        }

        Step(null, Expression.Throw(Lower(raise.Operand)));
        current.End = new Nowhere();
        current = graph.NewBlock();
        return Expression.Default(raise.Type);
    }

    private Expression Switch(SwitchExpression choice)
    {
        var value = Keep(choice.SwitchValue);
        var target = VariableFor(choice);
        var after = graph.NewBlock();
        var bodies = choice.Cases.Select(_ => graph.NewBlock()).ToArray();
        for (var i = 0; i < bodies.Length; i++)
        {
            foreach (var test in choice.Cases[i].TestValues)
            {
                var equals = Expression.Equal(value, Lower(test), liftToNull: false, choice.Comparison);
                var next = graph.NewBlock();
                current.End = new Fork(equals, bodies[i], next);
                current = next;
            }
        }

        Into(target, choice.DefaultBody ?? Expression.Default(choice.Type));
        Go(after);
        for (var i = 0; i < bodies.Length; i++)
        {
            current = bodies[i];
            Into(target, choice.Cases[i].Body);
            Go(after);
        }

        current = after;
        return ValueOf(target);
    }

    private Expression Try(TryExpression guarded)
    {
        if (guarded.Handlers.Count > 0)
        {
            throw Refuse(guarded, "exceptions are caught here, and what was computed until then has no derivative", "Test for the case beforehand, or catch the exception outside the function.");
        }

        var (outer, from) = (graph, current);
        var target = VariableFor(guarded);
        var after = outer.NewBlock();

        var body = graph = new FlowGraph();
        current = body.Entry;
        DefineLabels(guarded.Body);
        Into(target, guarded.Body);
        Go(after);

        var last = graph = new FlowGraph();
        current = last.Entry;
        DefineLabels(guarded.Finally ?? guarded.Fault!);
        Statement(guarded.Finally ?? guarded.Fault!);
        Go(last.Finish);

        graph = outer;
        FlowBlock[] exits = [.. FlowOrder.Of(body).SelectMany(b => b.End.Targets).Where(t => t.Graph != body).Distinct()];
        var end = new Guarded(guarded, body, last, exits);
        from.End = end;
        body.Guard = end;
        current = after;
        return ValueOf(target);
    }

    private sealed class Renaming(IReadOnlyDictionary<ParameterExpression, ParameterExpression> names) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => names.GetValueOrDefault(node, node);
    }
}
