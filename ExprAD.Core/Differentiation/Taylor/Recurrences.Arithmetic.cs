using ExprAD.IR;

namespace ExprAD.Differentiation.Taylor;

/// <summary>Arithmetic of coefficients, in which null is zero.</summary>
internal sealed partial class Recurrences
{
    private static bool IsZero(Node node) => node.IsConstant && Scalars.ToDouble(node.Attribute!) == 0;

    private Node? Add(Node? a, Node? b) => a is null ? b : b is null ? a : builder.Apply(Ops.Add, a, b);

    private Node? Subtract(Node? a, Node? b) => b is null ? a : a is null ? Negate(b) : builder.Apply(Ops.Sub, a, b);

    private Node? Negate(Node? a) => a is null ? null : builder.Apply(Ops.Neg, a);

    /// <summary>A coefficient times what may be infinite: where the coefficient is zero, that does not count.</summary>
    private Node? Times(Node? coefficient, Node? other) =>
        coefficient is null || other is null || (other.IsConstant && IsZero(other)) ? null : builder.Apply(Ops.MulOrZero, coefficient, other);

    private Node Scaled(Node a, double factor) => factor == 1 ? a : builder.Apply(Ops.Mul, a, builder.Number(factor, a.Type));

    private Node? Divided(Node? a, int by) => a is null || by == 1 ? a : builder.Apply(Ops.Div, a, builder.Number(by, a.Type));
}
