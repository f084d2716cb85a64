using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>
/// Simulates the blocks of a method in order and puts together what C# wrote as one: blocks that follow each other, the conditions
/// of <c>&amp;&amp;</c> and <c>||</c>, the sides of <c>? :</c>. What is left on the stack between the others is kept in variables.
/// </summary>
internal sealed class MethodFolding
{
    private readonly MethodBase method;
    private readonly MethodVariables variables;
    private readonly IlBlocks blocks;

    /// <summary>The piece that each block is part of.</summary>
    private readonly Dictionary<IlBlock, Piece> owners = [];
    private readonly List<Piece> pieces = [];

    private MethodFolding(MethodBase method, MethodVariables variables, IlBlocks blocks) =>
        (this.method, this.variables, this.blocks) = (method, variables, blocks);

    /// <summary>The pieces, in the order of the text.</summary>
    public static IReadOnlyList<Piece> Of(MethodBase method, MethodVariables variables, IlBlocks blocks)
    {
        var folding = new MethodFolding(method, variables, blocks);
        foreach (var block in blocks.Order)
        {
            folding.Add(block);
        }

        folding.KeepStacks();
        return [.. folding.pieces.OrderBy(p => p.Block.Offset)];
    }

    private void Add(IlBlock block)
    {
        while (FoldChoice(block))
        {
        }

        if (PieceBefore(block) is { End: Goto } before)
        {
            before.End = before.Simulation.Run(block);
            owners[block] = before;
            FoldCondition(before);
            return;
        }

        var entry = EntryOf(block);
        var piece = new Piece(block, new Simulation(method, variables, blocks, entry), entry);
        piece.End = piece.Simulation.Run(block);
        owners[block] = piece;
        pieces.Add(piece);
        FoldCondition(piece);
    }

    /// <summary>The one piece that leads to a block, in the same region; null where several do, or something else does.</summary>
    private Piece? PieceBefore(IlBlock block)
    {
        if (block.BeginsRegion)
        {
            return null;
        }

        Piece? only = null;
        foreach (var predecessor in block.Predecessors)
        {
            if (!owners.TryGetValue(predecessor, out var piece) || (only is not null && only != piece))
            {
                return null;
            }

            only = piece;
        }

        return only is not null && only.Block.Region == block.Region && only.Block != block ? only : null;
    }

    private Piece[] PiecesBefore(IlBlock block) => [.. pieces.Where(p => p.End.Targets.Contains(block))];

    /// <summary>What lies on the stack when a block begins: as left by the one way there, else variables.</summary>
    private Expression[] EntryOf(IlBlock block)
    {
        if (block.BeginsRegion && block.Region is { IsHandler: true, Clause.Flags: var kind })
        {
            return kind is ExceptionHandlingClauseOptions.Finally or ExceptionHandlingClauseOptions.Fault ? [] : [variables.NewTemporary(block.Region.Clause.CatchType ?? typeof(Exception))];
        }

        var before = PiecesBefore(block);
        if (before.Length == 0 || before[0].Stack.Count == 0)
        {
            return [];
        }

        return [.. Enumerable.Range(0, before[0].Stack.Count).Select(Slot)];

        Expression Slot(int i) =>
            before.Length == 1 && variables.IsFixed(before[0].Stack[i])
                ? before[0].Stack[i]
                : variables.NewTemporary(before.Select(p => p.Stack[i]).Aggregate((a, b) => StackTyping.Join(a, b) is var type && type == a.Type ? a : b).Type);
    }

    /// <summary>
    /// A condition that leads to another one, with a place that both lead to: <c>if (a) if (b)</c> is <c>if (a &amp;&amp; b)</c>.
    /// </summary>
    private void FoldCondition(Piece second)
    {
        while (second is { OnlyComputes: true, LeavesStack: true, End: Choose inner } && PieceBefore(second.Block) is { End: Choose outer } first && outer.Then != outer.Else)
        {
            Choose? both = outer.Then == second.Block
                ? inner.Else == outer.Else ? new(Expression.AndAlso(outer.Condition, inner.Condition), inner.Then, inner.Else)
                : inner.Then == outer.Else ? new(Expression.AndAlso(outer.Condition, StackTyping.Not(inner.Condition)), inner.Else, inner.Then)
                : null
                : inner.Then == outer.Then ? new(Expression.OrElse(outer.Condition, inner.Condition), inner.Then, inner.Else)
                : inner.Else == outer.Then ? new(Expression.OrElse(outer.Condition, StackTyping.Not(inner.Condition)), inner.Else, inner.Then)
                : null;
            if (both is null || !Before(second, first.Stack))
            {
                return;
            }

            first.End = both;
            Absorb(second, first);
            second = first;
        }
    }

    /// <summary>Two ways to a block that differ in nothing but what they leave on the stack: a choice between values.</summary>
    private bool FoldChoice(IlBlock block)
    {
        if (block.BeginsRegion)
        {
            return false;
        }

        foreach (var piece in pieces)
        {
            if (piece.End is Choose choice && piece.Block.Region == block.Region && choice.Then != choice.Else
                && SideOf(piece, choice.Then, block) is { } then && SideOf(piece, choice.Else, block) is { } otherwise && then.Length == otherwise.Length
                && Merged(choice.Condition, then, otherwise) is { } stack)
            {
                foreach (var side in new[] { choice.Then, choice.Else }.Where(s => s != block))
                {
                    Absorb(owners[side], piece);
                }

                piece.Stack.Clear();
                piece.Stack.AddRange(stack);
                piece.End = new Goto(block);
                return true;
            }
        }

        return false;
    }

    /// <summary>The stack with which a side of a choice comes to a block; null where it does more than that.</summary>
    private Expression[]? SideOf(Piece from, IlBlock side, IlBlock to)
    {
        if (side == to)
        {
            return [.. from.Stack];
        }

        if (!owners.TryGetValue(side, out var piece) || piece.Block != side || !piece.OnlyComputes || piece.End is not Goto { To: var target } || target != to || PieceBefore(side) != from)
        {
            return null;
        }

        // What it found on the stack is what the choice left there.
        var stack = piece.Stack.ToArray();
        for (var i = 0; i < stack.Length && i < piece.Entry.Count; i++)
        {
            stack[i] = stack[i] == piece.Entry[i] ? from.Stack[i] : stack[i];
        }

        return stack.Any(e => piece.Entry.Any(p => p is ParameterExpression v && variables.Temporaries.Contains(v) && !from.Stack.Contains(p) && Mentions(e, v))) ? null : stack;
    }

    private static Expression[]? Merged(Expression condition, Expression[] then, Expression[] otherwise)
    {
        var differing = Enumerable.Range(0, then.Length).Where(i => then[i] != otherwise[i]).ToArray();
        if (differing is not [var at] || at != then.Length - 1 || then[at] is TokenExpression or Places.AddressExpression || otherwise[at] is TokenExpression or Places.AddressExpression)
        {
            return null;
        }

        return [.. then[..at], StackTyping.Choice(condition, then[at], otherwise[at])];
    }

    /// <summary>True where the stack of the first is what the second began with.</summary>
    private static bool Before(Piece second, List<Expression> stack) => second.Entry.Count == stack.Count;

    private static bool Mentions(Expression expression, ParameterExpression variable)
    {
        var pending = new Stack<Expression>([expression]);
        while (pending.TryPop(out var next))
        {
            if (next == variable)
            {
                return true;
            }

            foreach (var child in ExpressionChildren.Of(next))
            {
                pending.Push(child);
            }
        }

        return false;
    }

    private void Absorb(Piece piece, Piece into)
    {
        pieces.Remove(piece);
        foreach (var (block, _) in owners.Where(o => o.Value == piece).ToList())
        {
            owners[block] = into;
        }
    }

    /// <summary>What pieces leave on the stack goes into the variables that those after them begin with.</summary>
    private void KeepStacks()
    {
        foreach (var piece in pieces.Where(p => p.Stack.Count > 0 && p.End is Goto or Choose or Select))
        {
            foreach (var target in piece.End.Targets.Distinct())
            {
                var entry = owners[target].Entry;
                for (var i = 0; i < entry.Count && i < piece.Stack.Count; i++)
                {
                    if (entry[i] != piece.Stack[i] && entry[i] is ParameterExpression slot)
                    {
                        piece.Statements.Add(Expression.Assign(slot, StackTyping.Exactly(piece.Stack[i], slot.Type)));
                    }
                }
            }
        }
    }
}
