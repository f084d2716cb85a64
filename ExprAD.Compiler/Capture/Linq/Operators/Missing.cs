namespace ExprAD.Capture.Linq;

/// <summary>Sum, Average, Max and Min of numbers that may be missing: those that are there are reduced; of none, nothing is the result, but zero is the sum.</summary>
internal static class Missing
{
    public static Value Reduce(LinqCall call, Sequence source, Func<Sequence, Type, Value> reduce)
    {
        var (loops, number, result) = (call.Loops, Nullable.GetUnderlyingType(source.ElementType)!, Nullable.GetUnderlyingType(call.Type)!);
        var present = source
            .Where(new Function(1, typeof(bool), 1, x => Nullables.HasValue(x[0]).AsTruth()))
            .Select(new Function(1, number, 1, x => Nullables.ValueOrDefault(x[0])));
        Value Reduced() => Nullables.Make(call.Type, call.Builder.Constant(true), reduce(present, result));
        return call.Name == nameof(Enumerable.Sum)
            ? Reduced()
            : loops.If(Questions.Any(present).Node, Reduced, () => loops.Capture.DefaultOf(call.Type));
    }
}
