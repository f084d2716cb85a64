using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class GraphEmitter
{
    private void EmitRegions(Node node)
    {
        var results = node.Op == Ops.If ? EmitIf(node)
            : node.Op == Ops.For ? EmitFor(node)
            : node.Op == Ops.While ? EmitWhile(node)
            : EmitTry(node);
        BindResults(node, results);
    }

    /// <summary>The values of a region node are variables; the Result nodes behind it read them.</summary>
    private void BindResults(Node owner, ParameterExpression[] results)
    {
        foreach (var node in owner.Region!.Nodes)
        {
            if (node.Op == Ops.Result && node.Operands[0] == owner)
            {
                values[node] = results[(int)node.Attribute!];
            }
        }
    }

    private ParameterExpression[] EmitIf(Node node)
    {
        var condition = Value(node.Operands[0]);
        var results = Variables(node.Regions[0].Results);
        var then = EmitBranch(node.Regions[0], results);
        var otherwise = EmitBranch(node.Regions[1], results);
        statements.Add(Expression.IfThenElse(condition, then, otherwise));
        return results;
    }

    private ParameterExpression[] EmitFor(Node node)
    {
        var region = node.Regions[0];
        var count = Value(node.Operands[0]);
        var index = Variable(count.Type);
        statements.Add(Expression.Assign(index, Expression.Default(count.Type)));
        values[region.Parameters[0]] = index;
        var carried = BindCarried(region.Parameters.Skip(1), node.Operands[1..]);
        var body = Collect(() =>
        {
            EmitNodes(region);
            AssignAll(carried, region.Results);
            statements.Add(Expression.Assign(index, Expression.Add(index, Conversions.To(Expression.Constant(1), index.Type))));
        });
        EmitLoop(Expression.LessThan(index, count), [], body);
        return carried;
    }

    private ParameterExpression[] EmitWhile(Node node)
    {
        var (test, body) = (node.Regions[0], node.Regions[1]);
        var carried = BindCarried(test.Parameters, node.Operands);
        var head = Collect(() => EmitNodes(test));
        var condition = Value(test.Results[0]);
        var rest = Collect(() =>
        {
            EmitNodes(body);
            AssignAll(carried, body.Results);
        });
        EmitLoop(condition, head, rest);
        return carried;
    }

    private ParameterExpression[] EmitTry(Node node)
    {
        var results = Variables(node.Regions[0].Results);
        var body = EmitBranch(node.Regions[0], results);
        var handler = Expression.Block(typeof(void), EmitBranch(node.Regions[1], []), Expression.Rethrow());
        statements.Add(Expression.TryCatch(body, Expression.Catch(typeof(Exception), handler)));
        return results;
    }

    private void EmitLoop(Expression condition, List<Expression> head, List<Expression> body)
    {
        var (next, end) = (Expression.Label(), Expression.Label());
        statements.Add(Expression.Label(next));
        statements.AddRange(head);
        statements.Add(Expression.IfThen(Expression.Not(condition), Expression.Goto(end)));
        statements.AddRange(body);
        statements.Add(Expression.Goto(next));
        statements.Add(Expression.Label(end));
    }

    private Expression EmitBranch(Region region, ParameterExpression[] results)
    {
        var body = Collect(() =>
        {
            EmitNodes(region);
            AssignAll(results, region.Results);
        });
        return body.Count == 0 ? Expression.Empty() : Expression.Block(typeof(void), body);
    }

    private ParameterExpression[] BindCarried(IEnumerable<Node> parameters, ReadOnlySpan<Node> init)
    {
        Node[] nodes = [.. parameters];
        var carried = Variables(nodes);
        for (var i = 0; i < carried.Length; i++)
        {
            values[nodes[i]] = carried[i];
            statements.Add(Expression.Assign(carried[i], Value(init[i])));
        }

        return carried;
    }

    /// <summary>Assigns all at once: what is read on the right is what was there before.</summary>
    private void AssignAll(ParameterExpression[] targets, IReadOnlyList<Node> sources)
    {
        var moves = targets.Select((t, i) => (Target: t, Source: Value(sources[i]))).Where(m => m.Target != m.Source).ToArray();
        for (var i = 0; i < moves.Length; i++)
        {
            if (moves[..i].Any(m => m.Target == moves[i].Source))
            {
                var kept = Variable(moves[i].Source.Type);
                statements.Insert(statements.Count - i, Expression.Assign(kept, moves[i].Source));
                moves[i].Source = kept;
            }

            statements.Add(Expression.Assign(moves[i].Target, moves[i].Source));
        }
    }

    private List<Expression> Collect(Action emit)
    {
        var outer = statements;
        statements = [];
        emit();
        var inner = statements;
        statements = outer;
        return inner;
    }

    private ParameterExpression[] Variables(IReadOnlyList<Node> nodes) => [.. nodes.Select(n => Variable(n.Type.Clr))];
}
