using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

/// <summary>Drops the variables of a method that nothing mentions: their slots held what has become part of expressions.</summary>
internal sealed class UnusedVariables : ExpressionVisitor
{
    private readonly HashSet<ParameterExpression> mentioned = [];

    public static Expression Without(Expression body)
    {
        if (body is not BlockExpression { Variables.Count: > 0 } block)
        {
            return body;
        }

        var unused = new UnusedVariables();
        foreach (var statement in block.Expressions)
        {
            unused.Visit(statement);
        }

        ParameterExpression[] used = [.. block.Variables.Where(unused.mentioned.Contains)];
        return used.Length == block.Variables.Count ? body
            : used.Length == 0 && block.Expressions is [var only] ? only
            : Expression.Block(block.Type, used, block.Expressions);
    }

    protected override Expression VisitBlock(BlockExpression node)
    {
        // The variables that a block declares are not mentioned by that.
        foreach (var statement in node.Expressions)
        {
            Visit(statement);
        }

        return node;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        mentioned.Add(node);
        return node;
    }
}
