using System.Linq.Expressions;

namespace ExprAD.Capture.Flow;

internal sealed partial class FlowLowering
{
    private Expression Loop(LoopExpression loop)
    {
        LabelAnew(loop);
        var head = loop.ContinueLabel is { } again ? labels[again].Block : graph.NewBlock();
        Go(head);
        current = head;
        Statement(loop.Body);
        Go(head);
        current = loop.BreakLabel is { } end ? labels[end].Block : graph.NewBlock();
        return loop.BreakLabel is { } label ? ValueOf(labels[label].Value) : Expression.Default(loop.Type);
    }

    /// <summary>One node in two places: each has labels of its own.</summary>
    private void LabelAnew(Expression expression)
    {
        if (!lowered.Add(expression))
        {
            DefineLabels(expression);
        }
    }

    private Expression Label(LabelExpression label)
    {
        var (block, value) = labels[label.Target];
        if (label.DefaultValue is not null)
        {
            Into(value, label.DefaultValue);
        }

        Go(block);
        current = block;
        return ValueOf(value);
    }

    private DefaultExpression Goto(GotoExpression jump)
    {
        if (!labels.TryGetValue(jump.Target, out var label))
        {
            throw Refuse(jump, "it jumps out of the lambda it stands in", "Return a value that says where to go on.");
        }

        if (jump.Value is not null)
        {
            Into(label.Value, jump.Value);
        }

        Go(label.Block);
        current = graph.NewBlock();
        return Expression.Default(jump.Type);
    }

    /// <summary>Gives a block to each label in an expression, but for those within a try, to which nothing outside jumps.</summary>
    private void DefineLabels(Expression root)
    {
        var pending = new Stack<Expression>([root]);
        var seen = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        while (pending.TryPop(out var expression))
        {
            if (!seen.Add(expression) || !need.Of(expression) || expression is TryExpression)
            {
                continue;
            }

            LabelTarget?[] targets = expression switch
            {
                LabelExpression label => [label.Target],
                LoopExpression loop => [loop.BreakLabel, loop.ContinueLabel],
                _ => [],
            };
            foreach (var target in targets.OfType<LabelTarget>())
            {
                labels[target] = (graph.NewBlock(), VariableFor(target.Type, target.Name ?? "label"));
            }

            foreach (var child in ExpressionChildren.Of(expression))
            {
                pending.Push(child);
            }
        }
    }
}
