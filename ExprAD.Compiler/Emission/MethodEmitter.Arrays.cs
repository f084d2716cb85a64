using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class MethodEmitter
{
    private Expression NewArray(Node node, Expression[] x)
    {
        var lengths = Array.ConvertAll(x, n => Conversions.To(n, typeof(int), isChecked: true));
        var type = node.Type.Clr;
        if (node.Type.IsList)
        {
            var element = type.GenericTypeArguments[0];
            return Memory(node, lengths) is { } list
                ? Expression.Call(list, nameof(ArraySite.List), [element], lengths)
                : Expression.Call(typeof(Shapes), nameof(Shapes.NewList), [element], lengths);
        }

        var method = lengths.Length switch { 1 => nameof(ArraySite.Vector), 2 => nameof(ArraySite.Matrix), _ => nameof(ArraySite.Cube) };
        return Memory(node, lengths) is { } memory
            ? Expression.Call(memory, method, [type.GetElementType()!], lengths)
            : Expression.NewArrayBounds(type.GetElementType()!, lengths);
    }

    private MethodCallExpression ZerosLike(Node node, Expression like) => Memory(node, [Expression.Constant(0)]) is { } memory
        ? Expression.Call(memory, nameof(ArraySite.Like), [node.Type.Clr], like)
        : Expression.Call(typeof(Shapes), nameof(Shapes.ZerosLike), [node.Type.Clr], like);

    /// <summary>The place in the workspace for an allocation, or null where it needs fresh memory.</summary>
    private MethodCallExpression? Memory(Node node, Expression[] lengths)
    {
        if (!Plan.Placements.TryGetValue(node, out var placement))
        {
            return null;
        }

        if (!placement.Many)
        {
            return Expression.Call(workspace, nameof(Workspace.Array), null, Expression.Constant(graph.Sites.NumberOf(node, many: false)));
        }

        var elements = lengths.Select(n => Conversions.To(n, typeof(long))).Aggregate(Expression.Multiply);
        return Expression.Call(Arrays(graph.Sites.NumberOf(node, many: true)), nameof(ArraySites.Next), null, elements);
    }

    private MethodCallExpression Arrays(int number) => Expression.Call(workspace, nameof(Workspace.Arrays), null, Expression.Constant(number));

    /// <summary>At the head of an iteration: the arrays that the one before made are dead.</summary>
    private void ResetArrays(Region scope)
    {
        foreach (var (node, placement) in Plan.Placements)
        {
            if (placement.Many && placement.Scope == scope)
            {
                var number = graph.Sites.NumberOf(node, many: true);
                statements.Add(marks.TryGetValue(number, out var mark)
                    ? Expression.Call(Arrays(number), nameof(ArraySites.ReleaseTo), null, mark)
                    : Expression.Call(Arrays(number), nameof(ArraySites.Reset), null));
            }
        }
    }
}
