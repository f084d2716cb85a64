namespace ExprAD.Capture.Linq;

/// <summary>Select, SelectMany, Cast, Index, ConvertAll: what makes other elements of elements.</summary>
internal static class Projection
{
    public static Value Select(LinqCall call)
    {
        var source = call.Source();
        return source.Select(call.Function(1));
    }

    /// <summary>With or without the number of the outer element, with or without a function of outer and inner element.</summary>
    public static Value SelectMany(LinqCall call)
    {
        var source = call.Source();
        var inner = InnerSequence(call);
        var result = call.Count > 2 ? call.Function(2) : null;
        var loops = call.Loops;
        var elementType = call.TypeArguments[^1];

        Value WalkInner(Value outer, IR.Node? number, Value state, Func<Value, IR.Node>? goesOn, Step step)
        {
            var sequence = Sources.Of(loops, number is null ? inner.Call(outer) : inner.Call(outer, number));
            return result is null
                ? sequence.Walk(state, goesOn, step)
                : sequence.Walk(state, goesOn, new Step((element, s) => step.Build(result.Call(outer, element), s), step.Size + result.Size));
        }

        return new Pushed(loops, elementType, null, (state, goesOn, step) => inner.Arity == 1
            ? source.Walk(state, goesOn, new Step((outer, s) => WalkInner(outer, null, s, goesOn, step), step.Size + inner.Size))
            : source.WalkNumbered(state, goesOn, (outer, number, s) => WalkInner(outer, number, s, goesOn, step), step.Size + inner.Size));
    }

    /// <summary>Cast to the type that the elements have, or to one that they are anyway; null where it is a conversion between objects.</summary>
    public static Value? Cast(LinqCall call)
    {
        var source = call.Source();
        var type = call.TypeArguments[0];
        return source.ElementType == type ? source
            : type.IsAssignableFrom(source.ElementType) && !source.ElementType.IsValueType ? source.Select(new Function(1, type, 0, x => x[0]))
            : null;
    }

    /// <summary>The elements that are of a type: all, where none can be null.</summary>
    public static Value? OfType(LinqCall call)
    {
        var source = call.Source();
        return source.ElementType == call.TypeArguments[0] && source.ElementType.IsValueType ? source : null;
    }

    /// <summary>Each element with its number, as a tuple.</summary>
    public static Value Index(LinqCall call)
    {
        var source = call.Source();
        var type = typeof(ValueTuple<,>).MakeGenericType(typeof(int), source.ElementType);
        return source.Select(new Function(2, type, 0, x => Tuples.Of(type, x[1], x[0])));
    }

    /// <summary>Array.ConvertAll, list.ConvertAll.</summary>
    public static Value ConvertAll(LinqCall call)
    {
        var source = call.Source();
        var converted = source.Select(call.Function(1));
        return call.Type.IsArray ? Collecting.ToArray(converted) : Collecting.ToList(converted);
    }

    private static Function InnerSequence(LinqCall call)
    {
        var function = call.Value(1);
        return new Function(call.Loops.Capture, function is LambdaValue lambda
            ? new LambdaValue(Transparent.Body(lambda.Lambda), lambda.Scope)
            : function);
    }
}
