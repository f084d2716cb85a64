using System.Linq.Expressions;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>What can be looked through as a sequence.</summary>
internal static class Sources
{
    /// <param name="loops">What builds the loops.</param>
    /// <param name="expression">What is looked through.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="name">The parameter that the exception names if it is null; null where there is no such exception.</param>
    public static Sequence Of(Loops loops, Expression expression, Scope scope, string? name)
    {
        if (Transparent.Within(expression) is { } inner)
        {
            return Of(loops, inner, scope, name);
        }

        return expression is NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array && Literals.AreFew(array)
            ? Literals.Of(loops, array, scope)
            : Of(loops, loops.Capture.Visit(expression, scope), name);
    }

    public static Sequence Of(Loops loops, Value value, string? name = null) => value switch
    {
        Ordered ordered => ordered.Sort(),
        Sequence sequence => sequence,
        NodeValue { Node.Type: { IsArray: true, Rank: 1 } } array => OfArray(loops, array, name),
        NodeValue { Node.Type: { IsArray: true } } array => OfRectangle(loops, array, name),
        NodeValue node when node.Node.Type.Clr == typeof(string) => OfArray(loops, Data(loops, node, typeof(char))),
        NodeValue node when ElementOf(node.Node.Type.Clr) is { } element => OfArray(loops, Data(loops, node, element)),
        _ when loops.Capture.Elements(loops, value) is { } elements => elements,
        _ => throw loops.Capture.Refuse($"an object of type {CSharpText.NameOf(value.Type)} can't be looked through", "Use an array, a list or an IEnumerable<T>."),
    };

    /// <summary>The first elements of data that has to be enumerated, and no more; null for all other sources.</summary>
    public static Sequence? OfStart(Loops loops, Expression expression, Scope scope, Func<Node> count)
    {
        if (expression is MethodCallExpression or NewArrayExpression || Transparent.Within(expression) is not null
            || loops.Capture.Visit(expression, scope) is not NodeValue { Node: { Type.IsArray: false } data } || data.Type.Clr == typeof(string)
            || ElementOf(data.Type.Clr) is not { } element)
        {
            return null;
        }

        var take = new Func<IEnumerable<int>, int, IEnumerable<int>>(Enumerable.Take).Method.GetGenericMethodDefinition().MakeGenericMethod(element);
        var start = loops.Builder.Emit(Ops.CallPure, IrType.Of(take.ReturnType), [data, count()], take);
        return OfArray(loops, Data(loops, new NodeValue(start, take.ReturnType), element));
    }

    /// <summary>The T of an <see cref="IEnumerable{T}"/>.</summary>
    public static Type? ElementOf(Type type) =>
        new[] { type }.Concat(type.GetInterfaces()).FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GenericTypeArguments[0];

    private static Indexed OfArray(Loops loops, NodeValue array, string? name = null)
    {
        var node = array.Node;
        var element = node.Type.IsList ? node.Type.Clr.GenericTypeArguments[0] : node.Type.Clr.GetElementType()!;
        RequireNotNull(loops, node, name);
        return new Indexed(loops, element, loops.Builder.Length(node), i => loops.Capture.Element(array, element, i)) { IsCollection = true };
    }

    /// <summary>A rectangular array, row by row.</summary>
    private static Indexed OfRectangle(Loops loops, NodeValue array, string? name)
    {
        var node = array.Node;
        var element = node.Type.Clr.GetElementType()!;
        RequireNotNull(loops, node, name);
        Node[] lengths = [.. Enumerable.Range(0, node.Type.Rank).Select(d => loops.Builder.Length(node, d))];
        var count = lengths.Aggregate((a, b) => loops.Builder.Apply(Ops.Mul, a, b));
        return new Indexed(loops, element, count, i => loops.Capture.Element(array, element, Unfold(loops, i, lengths)))
        {
            Cost = 3,
            Split = (state, step) => Nest(loops, lengths, [], state, (at, s) => step.Build(loops.Capture.Element(array, element, at), s)),
        };
    }

    /// <summary>The indices of the element that is number <paramref name="position"/> row by row.</summary>
    private static Node[] Unfold(Loops loops, Node position, Node[] lengths)
    {
        var indices = new Node[lengths.Length];
        for (var d = lengths.Length - 1; d > 0; d--)
        {
            indices[d] = loops.Builder.Apply(Ops.IntRem, position, lengths[d]);
            position = loops.Builder.Apply(Ops.IntDiv, position, lengths[d]);
        }

        indices[0] = position;
        return indices;
    }

    private static Value Nest(Loops loops, Node[] lengths, Node[] indices, Value state, Func<Node[], Value, Value> body) =>
        indices.Length == lengths.Length
            ? body(indices, state)
            : loops.For(lengths[indices.Length], state, (i, s) => Nest(loops, lengths, [.. indices, i], s, body));

    /// <summary>Data of whatever kind as an array, made by enumerating it where it isn't one.</summary>
    private static NodeValue Data(Loops loops, NodeValue data, Type element)
    {
        var method = typeof(SequenceData).GetMethod(nameof(SequenceData.AsArray))!.MakeGenericMethod(element);
        return new NodeValue(loops.Builder.Emit(Ops.CallPure, IrType.Of(method.ReturnType), [data.Node], method), method.ReturnType);
    }

    /// <summary>
    /// C# raises an exception of its own for a sequence that is null. Parameters are checked before the function is entered;
    /// in a loop, rows that are null raise what reading their length does.
    /// </summary>
    private static void RequireNotNull(Loops loops, Node array, string? name)
    {
        if (name is not null && array.Op == Ops.GetMember && loops.Builder.Current.Kind == RegionKind.Root && loops.FirstUse(array))
        {
            var builder = loops.Builder;
            builder.If(
                builder.Apply(Ops.IsNull, array),
                () =>
                {
                    loops.Raise(Exceptions.Make(builder, typeof(ArgumentNullException), name));
                    return [];
                },
                () => []);
        }
    }
}
