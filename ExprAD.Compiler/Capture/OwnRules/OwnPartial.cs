using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Text;
using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Capture.OwnRules;

/// <summary>
/// A partial derivative that is a function of the user's: a graph, built in where the derivative is wanted. It is captured when it is first
/// wanted, since derivatives may be defined by each other: the second derivative of the Airy function is x times itself.
/// </summary>
internal sealed class OwnPartial(LambdaExpression derivative)
{
    private readonly Lazy<Graph?> graph = new(() => Capture(derivative));

    /// <summary>The partial at these operands.</summary>
    public Term Build(ReadOnlySpan<Term> operands, Term result)
    {
        var builder = result.Builder;
        var nodes = new Node[derivative.Parameters.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = i < operands.Length ? operands[i].In(builder, IrType.Of(derivative.Parameters[i].Type)) : result.Node;
        }

        return new Term(builder, graph.Value is { } known
            ? Inlined.Build(builder, known, nodes)
            : builder.Emit(Ops.CallPure, result.Node.Type, nodes, ((MethodCallExpression)derivative.Body).Method));
    }

    /// <summary>Null where it is a method that can't be looked into: it is called, and has no derivative itself.</summary>
    private static Graph? Capture(LambdaExpression derivative)
    {
        try
        {
            var function = FunctionCapture.Capture(derivative, strict: false);
            return function.Data.Count == 0
                ? function.Graph
                : throw new NotDifferentiableException(CSharpText.Of(derivative), "a derivative that is registered captures variables.", "Use its parameters and constants only.");
        }
        catch (NotDifferentiableException) when (derivative.Body is MethodCallExpression { Object: null, Method: MethodInfo } call && call.Arguments.SequenceEqual(derivative.Parameters))
        {
            return null;
        }
    }
}
