using ExprAD.Rules;

namespace ExprAD.IR;

/// <summary>How the type of a scalar operation's result follows from its operands.</summary>
internal enum ResultType
{
    /// <summary>The type of the decisive operand.</summary>
    Operand,
    Bool,
    I32,
}

/// <summary>
/// An operation on scalars: one row gives its name, its meaning for each type it exists on,
/// the domain on which it is tested, and how C# writes it. The methods behind the delegates are
/// what the interpreter calls, what the emitters call, and what capture recognises.
/// </summary>
internal sealed class ScalarOp(string name, int arity, Traits traits = Traits.Pure, int cost = 1) : Op(name, traits, cost)
{
    public int Arity { get; } = arity;

    /// <summary>The operand whose type says which of the implementations is meant: the first, but for the condition of a <c>select</c>.</summary>
    public int Decisive { get; init; }

    public ResultType ResultType { get; init; }

    /// <summary>The C# operator, where it has one: <c>+</c>. Else C# calls the method behind <see cref="Implementation(TypeKind)"/>.</summary>
    public string? Symbol { get; init; }

    public Delegate? F64 { get; init; }

    public Delegate? F32 { get; init; }

    public Delegate? I32 { get; init; }

    public Delegate? I64 { get; init; }

    public Delegate? Bool { get; init; }

    /// <summary>The open interval from which tests draw operands; where it differs by operand, the last entry repeats.</summary>
    public (double Low, double High)[] Domain { get; init; } = [(-3, 3)];

    /// <summary>The derivative rule of an operation that is a method of the user's; null for all others, whose rules are in the table.</summary>
    public Rule? OwnRule { get; init; }

    /// <summary>The meaning for operands of type <paramref name="kind"/>, or null where the operation doesn't exist on it.</summary>
    public Delegate? Implementation(TypeKind kind) => kind switch
    {
        TypeKind.F64 => F64,
        TypeKind.F32 => F32,
        TypeKind.I32 => I32,
        TypeKind.I64 => I64,
        TypeKind.Bool => Bool,
        _ => null,
    };

    /// <summary>The meaning for these operands, or their lanes, or null where the operation doesn't exist on them.</summary>
    public Delegate? Implementation(ReadOnlySpan<Node> operands) => Implementation(operands[Decisive].Type.Lane.Kind);

    /// <summary>The type of the result for these operands. Vectors of as many lanes give a vector of such.</summary>
    public IrType Result(ReadOnlySpan<Node> operands)
    {
        var type = operands[Decisive].Type;
        return ResultType switch
        {
            ResultType.Bool => type.IsVector ? IrType.MaskOf(type.LaneBytes, type.Lanes) : IrType.Bool,
            ResultType.I32 => type.IsVector ? IrType.VectorOf(IrType.I32, type.Lanes) : IrType.I32,
            _ => type,
        };
    }
}
