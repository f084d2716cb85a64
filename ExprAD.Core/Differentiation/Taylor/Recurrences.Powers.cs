using ExprAD.IR;

namespace ExprAD.Differentiation.Taylor;

/// <summary>
/// Powers y = aⁿ. The rule leads to aⁿ⁻¹, whose own leads to aⁿ⁻², and so on: right for all a, but that takes the cube of the order.
/// </summary>
internal sealed partial class Recurrences
{
    /// <summary>Whole powers up to this are products of squares.</summary>
    private const int LargestWhole = 64;

    private Node[] OfPower(Node value)
    {
        var (a, n) = (value.Operands[0], value.Operands[1]);
        if (Moves(n))
        {
            return Collect(k => ByExponential(value, k), value.Type);
        }

        if (n.IsConstant && Scalars.ToDouble(n.Attribute!) is var exponent and > 0 and <= LargestWhole && exponent == Math.Floor(exponent))
        {
            var product = Whole(a, (int)exponent);
            return Collect(k => Coefficient(product, k), value.Type);
        }

        return builder.If(
            builder.Apply(Ops.Eq, a, builder.Number(0, a.Type)),
            () => Collect(k => Coefficient(value, k), value.Type),
            () => new Recurrences(builder, known, order) { result = value }.ByLogarithm(value));
    }

    private bool Moves(Node value) => Enumerable.Range(1, order).Any(k => Coefficient(value, k) is not null);

    private Node Whole(Node a, int exponent)
    {
        if (exponent == 1)
        {
            return a;
        }

        var half = Whole(a, exponent / 2);
        var square = builder.Apply(Ops.Mul, half, half);
        return exponent % 2 == 0 ? square : builder.Apply(Ops.Mul, square, a);
    }

    /// <summary>y = e^q, q = n·ln a, so that y′ = q′·y.</summary>
    private Node? ByExponential(Node value, int k)
    {
        if (k == 0 || found.TryGetValue((value, k), out var made))
        {
            return k == 0 ? value : found[(value, k)];
        }

        var exponent = builder.Apply(Ops.Mul, value.Operands[1], builder.Apply(Ops.Log, value.Operands[0]));
        for (var i = 1; i <= k; i++)
        {
            // The other way round: of a power that is zero, no multiple counts, be it infinite.
            made = Add(made, Times(ByExponential(value, k - i), Coefficient(exponent, i) is { } moving ? Scaled(moving, i) : null));
        }

        return found[(value, k)] = Divided(made, k);
    }

    /// <summary>a·y′ = n·y·a′, so that k·a₀·yₖ = Σ (n·i − (k − i))·aᵢ·yₖ₋ᵢ, i = 1 … k.</summary>
    private Node[] ByLogarithm(Node value)
    {
        var (a, n) = (value.Operands[0], value.Operands[1]);
        for (var k = 1; k <= order; k++)
        {
            Node? sum = null;
            for (var i = 1; i <= k; i++)
            {
                var factor = builder.Apply(Ops.Sub, builder.Apply(Ops.Mul, n, builder.Number(i, n.Type)), builder.Number(k - i, n.Type));
                var previous = i == k ? value : found[(value, k - i)];
                sum = Add(sum, Times(Coefficient(a, i) is { } moving ? builder.Apply(Ops.Mul, factor, moving) : null, previous));
            }

            found[(value, k)] = sum is null ? null : builder.Apply(Ops.Div, sum, builder.Apply(Ops.Mul, a, builder.Number(k, a.Type)));
        }

        return Collect(k => found[(value, k)], value.Type);
    }
}
