namespace ExprAD.IR;

internal static partial class Ops
{
    /// <summary>A constant (attribute: its value). Not listed in any region.</summary>
    public static readonly Op Const = new("const", Traits.Pure, cost: 0);

    /// <summary>A parameter of a region (attribute: its number).</summary>
    public static readonly Op Param = new("param", Traits.Pure, cost: 0);

    /// <summary>The value (attribute: its number) that a region node or a call of a function gives.</summary>
    public static readonly Op Result = new("result", Traits.Pure, cost: 0);

    /// <summary><c>if c</c>: regions then and else without parameters, whose results are its values. Only one runs.</summary>
    public static readonly Op If = new("if", Traits.Region);

    /// <summary>
    /// <c>for n, init…</c>: one region with parameters (i, carried…) and results (carried…), run for i = 0 … n−1;
    /// the values are what was carried last. Not run when n ≤ 0.
    /// </summary>
    public static readonly Op For = new("for", Traits.Region);

    /// <summary>
    /// <c>while init…</c>: the condition region (carried…) → bool encloses the body () → carried…;
    /// the values are what was carried when the condition first gave false.
    /// </summary>
    public static readonly Op While = new("while", Traits.Region);

    /// <summary>
    /// <c>try</c>: a body region () → values and a region without results that runs when the body raises, before the exception goes on.
    /// With a handler that does nothing it is a block (<see cref="Node.IsBlock"/>).
    /// </summary>
    public static readonly Op Try = new("try", Traits.Region | Traits.Effect);

    /// <summary><c>invoke f, arguments…</c>: runs a <see cref="Function"/> (the attribute); the values are its results. What it does is for the function to say.</summary>
    public static readonly Op Invoke = new("invoke", Function.Unknown, cost: 100);

    /// <summary>Its operand, as a constant in the eyes of differentiation.</summary>
    public static readonly Op StopGradient = new("stopgradient", Traits.Pure | Traits.NoDerivative, cost: 0);

    private static readonly Lazy<IReadOnlyList<Op>> AllOps = new(() =>
        [.. typeof(Ops).GetFields().Select(f => f.GetValue(null)).OfType<Op>()]);

    /// <summary>Every operation.</summary>
    public static IReadOnlyList<Op> All => AllOps.Value;
}
