using ExprAD.IR;

namespace ExprAD.Rules;

/// <summary>Between the floats, the derivative is converted the same way, or back; a number that was an integer on the way has none.</summary>
internal sealed class ConvertRule : Rule
{
    public override Term? Vjp(ReadOnlySpan<Term> operands, Term result, Term adjoint, int operand) =>
        Convert(result, adjoint, operands[0].Node.Type);

    public override Term? Jvp(ReadOnlySpan<Term> operands, Term result, Term tangent, int operand) =>
        Convert(result, tangent, result.Node.Type);

    private static Term? Convert(Term result, Term derivative, IrType type)
    {
        var isFloat = type.IsFloat && result.Node.Type.IsFloat;
        if (!isFloat || (result.Node.Attribute is Type through && !IrType.Of(through).IsFloat))
        {
            return null;
        }

        var graph = result.Builder;
        return new Term(graph, graph.Convert(derivative.In(graph, type), type), derivative.IsGated);
    }
}
