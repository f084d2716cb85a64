using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Differentiation;
using ExprAD.Tests.Emission;
using ExprAD.Verification;

namespace ExprAD.Tests.Recursion;

internal sealed class FunctionGradientTests
{
    [TestCaseSource(typeof(FunctionGraphs), nameof(FunctionGraphs.Cases))]
    public void DerivativesOfBothModesAgreeWithDifferences(Graph graph, object?[] inputs) => GradientCheck.Check(graph, inputs);

    [TestCaseSource(typeof(FunctionGraphs), nameof(FunctionGraphs.Cases))]
    public void GradientsRunAsInterpreted(Graph graph, object?[] inputs)
    {
        var gradient = FunctionGraphs.Gradient(graph);
        Verifier.Verify(gradient);
        var expected = Interpreter.Run(gradient, FunctionGraphs.Arguments(gradient, inputs));
        var fast = EmittedFunction.Fast(gradient);
        Assert.That(fast.Emitted.ChunkCompilers, Has.All.EqualTo(CompilerUsed.FastExpressionCompiler));
        for (var again = 0; again < 3; again++)
        {
            Assert.That(fast.Run(FunctionGraphs.Arguments(gradient, inputs)), Is.EqualTo(expected));
        }

        Assert.That(EmittedFunction.Plain(gradient).Run(FunctionGraphs.Arguments(gradient, inputs)), Is.EqualTo(expected));
    }
}
