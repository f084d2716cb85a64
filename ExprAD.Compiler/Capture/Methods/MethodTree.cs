using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>Writes the pieces of a method down as one expression: jumps between labels, each try with what guards it.</summary>
internal sealed class MethodTree
{
    private readonly IReadOnlyList<Piece> pieces;
    private readonly Dictionary<IlBlock, LabelTarget> labels = [];

    /// <summary>Where a try begins, for those who jump there from outside.</summary>
    private readonly Dictionary<IlRegion, LabelTarget> entries = [];
    private readonly LabelTarget end;

    private MethodTree(IReadOnlyList<Piece> pieces, Type result)
    {
        this.pieces = pieces;
        end = Expression.Label(result, "return");
        foreach (var piece in pieces)
        {
            foreach (var target in piece.End.Targets)
            {
                if (Entered(piece.Block, target) is { } guarded)
                {
                    entries.TryAdd(guarded, Expression.Label("try"));
                }
                else
                {
                    labels.TryAdd(target, Expression.Label($"L{labels.Count}"));
                }
            }
        }
    }

    /// <summary>The body of a method that returns a <paramref name="result"/>.</summary>
    public static Expression Of(IReadOnlyList<Piece> pieces, IlRegion root, Type result, IEnumerable<ParameterExpression> variables)
    {
        var tree = new MethodTree(pieces, result);
        Expression[] used = [.. tree.Region(root, finish: null)];
        if (pieces is [{ End: Leave { Value: var value } }])
        {
            used = [.. pieces[0].Statements, value ?? Expression.Empty()];
            return used.Length == 1 ? used[0] : Expression.Block(result, variables, used);
        }

        return Expression.Block(result, variables, [.. used, Expression.Label(tree.end, result == typeof(void) ? null : Expression.Default(result))]);
    }

    /// <summary>The statements of a region, those of the regions in it within theirs.</summary>
    private List<Expression> Region(IlRegion region, LabelTarget? finish)
    {
        var statements = new List<Expression>();
        var inner = new HashSet<IlRegion>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.Block.Region == region)
            {
                Add(statements, piece, i + 1 < pieces.Count ? pieces[i + 1].Block : null, finish);
            }
            else if (region.Children.Find(c => !c.IsHandler && c.Holds(piece.Block.Offset)) is { } guarded && inner.Add(guarded))
            {
                if (entries.TryGetValue(guarded, out var entry))
                {
                    statements.Add(Expression.Label(entry));
                }

                statements.Add(Try(region, guarded));
            }
        }

        return statements;
    }

    private void Add(List<Expression> statements, Piece piece, IlBlock? next, LabelTarget? finish)
    {
        if (labels.TryGetValue(piece.Block, out var label))
        {
            statements.Add(Expression.Label(label));
        }

        statements.AddRange(piece.Statements);
        switch (piece.End)
        {
            case Goto jump:
                AddGoto(statements, piece, jump.To, next);
                break;
            case Choose choice when choice.Then == next && next.Region == piece.Block.Region:
                statements.Add(Expression.IfThen(StackTyping.Not(choice.Condition), To(piece, choice.Else)));
                break;
            case Choose choice:
                statements.Add(Expression.IfThen(choice.Condition, To(piece, choice.Then)));
                AddGoto(statements, piece, choice.Else, next);
                break;
            case Select select:
                var cases = select.Cases.Select((target, i) => (target, i)).GroupBy(c => c.target, c => c.i);
                statements.Add(Expression.Switch(select.Value, Expression.Empty(), [.. cases.Select(c => Expression.SwitchCase(To(piece, c.Key), c.Select(i => Expression.Constant(i))))]));
                AddGoto(statements, piece, select.Otherwise, next);
                break;
            case Leave { Value: var value }:
                statements.Add(value is null ? Expression.Return(end) : Expression.Return(end, value));
                break;
            case EndHandler:
                statements.Add(Expression.Goto(finish!));
                break;
        }
    }

    private void AddGoto(List<Expression> statements, Piece from, IlBlock target, IlBlock? next)
    {
        if (target != next || target.Region != from.Block.Region)
        {
            statements.Add(To(from, target));
        }
    }

    private GotoExpression To(Piece from, IlBlock target) =>
        Expression.Goto(Entered(from.Block, target) is { } guarded ? entries[guarded] : labels[target]);

    /// <summary>The outermost try that a jump leads into from outside; null where it leads into none.</summary>
    private static IlRegion? Entered(IlBlock from, IlBlock target)
    {
        IlRegion? entered = null;
        for (var region = target.Region; region.Parent is { } parent && !region.Holds(from.Offset); region = parent)
        {
            entered = region;
        }

        return entered;
    }

    /// <summary>A try with its handlers. What is guarded twice lies in one try within another.</summary>
    private TryExpression Try(IlRegion around, IlRegion guarded)
    {
        var body = Body(guarded);
        var clause = guarded.Clause!;
        if (clause.Flags is ExceptionHandlingClauseOptions.Finally or ExceptionHandlingClauseOptions.Fault)
        {
            var handler = Body(around.Children.Find(c => c.IsHandler && c.Clause == clause)!);
            return clause.Flags == ExceptionHandlingClauseOptions.Finally ? Expression.TryFinally(body, handler) : Expression.TryFault(body, handler);
        }

        // What a handler does is not asked: no derivative comes through it.
        var caught = clause.Flags == ExceptionHandlingClauseOptions.Clause ? clause.CatchType ?? typeof(Exception) : typeof(Exception);
        return Expression.TryCatch(body, Expression.Catch(caught, Expression.Empty()));
    }

    private BlockExpression Body(IlRegion region)
    {
        var finish = Expression.Label("end");
        return Expression.Block(typeof(void), [.. Region(region, finish), Expression.Label(finish)]);
    }
}
