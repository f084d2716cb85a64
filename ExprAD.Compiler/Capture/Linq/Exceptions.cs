using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>The exceptions that operators on sequences raise.</summary>
internal static class Exceptions
{
    public static Node NoElements(GraphBuilder builder) => Make(builder, typeof(InvalidOperationException), "Sequence contains no elements");

    public static Node NoMatch(GraphBuilder builder) => Make(builder, typeof(InvalidOperationException), "Sequence contains no matching element");

    public static Node SeveralElements(GraphBuilder builder) => Make(builder, typeof(InvalidOperationException), "Sequence contains more than one element");

    public static Node SeveralMatches(GraphBuilder builder) => Make(builder, typeof(InvalidOperationException), "Sequence contains more than one matching element");

    public static Node IndexOutOfRange(GraphBuilder builder) => Make(builder, typeof(ArgumentOutOfRangeException), "index");

    /// <summary>A new exception of a type whose constructor takes a text.</summary>
    public static Node Make(GraphBuilder builder, Type type, string text) =>
        builder.Emit(Ops.CallPure, IrType.Of(type), [builder.Constant(text, IrType.Of(typeof(string)))], type.GetConstructor([typeof(string)])!);
}
