using System.Linq.Expressions;

namespace ExprAD.Emission;

/// <summary>Assignments that happen at once, put in an order in which none overwrites what a later one reads.</summary>
internal sealed class ParallelMoves(Variables variables)
{
    private readonly List<(ParameterExpression Target, Expression Source, HashSet<ParameterExpression> Reads)> moves = [];

    public void Add(ParameterExpression target, Expression source)
    {
        if (target != source)
        {
            moves.Add((target, source, VariableReads.In(source)));
        }
    }

    public IEnumerable<Expression> InOrder()
    {
        var temporaries = new List<ParameterExpression>();
        while (moves.Count > 0)
        {
            var next = moves.FindIndex(m => moves.TrueForAll(other => other == m || !other.Reads.Contains(m.Target)));
            if (next < 0)
            {
                // A ring, as in (a, b) = (b, a): the first steps out of the others' way.
                var (target, source, _) = moves[0];
                var kept = variables.Take(target.Type);
                temporaries.Add(kept);
                yield return Expression.Assign(kept, source);
                moves[0] = (target, kept, []);
            }
            else
            {
                yield return Expression.Assign(moves[next].Target, moves[next].Source);
                moves.RemoveAt(next);
            }
        }

        temporaries.ForEach(variables.Release);
    }

    private sealed class VariableReads : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> reads = [];

        public static HashSet<ParameterExpression> In(Expression expression)
        {
            var visitor = new VariableReads();
            visitor.Visit(expression);
            return visitor.reads;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            reads.Add(node);
            return node;
        }
    }
}
