using ExprAD.Analyses;
using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Tests.Emission;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.Recursion;

internal sealed class FunctionTests
{
    [TestCaseSource(typeof(FunctionGraphs), nameof(FunctionGraphs.Cases))]
    public void WhatIsPrintedIsReadBack(Graph graph, object?[] inputs)
    {
        Verifier.Verify(graph);
        var text = GraphPrinter.Print(graph);
        Assert.That(GraphPrinter.Print(GraphParser.Parse(text)), Is.EqualTo(text));
    }

    [TestCaseSource(typeof(FunctionGraphs), nameof(FunctionGraphs.Cases))]
    public void TraitsAreFound(Graph graph, object?[] inputs)
    {
        var expected = graph.Functions.Select(f => FunctionText.Write(f.Traits)).ToArray();
        FunctionTraits.Infer(graph);
        Assert.That(graph.Functions.Select(f => FunctionText.Write(f.Traits)), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(FunctionGraphs), nameof(FunctionGraphs.Cases))]
    public void RunsAsInterpreted(Graph graph, object?[] inputs) => Same(graph, inputs);

    [TestCaseSource(typeof(FunctionGraphs), nameof(FunctionGraphs.Cases))]
    public void RunsAsInterpretedWhenOptimised(Graph graph, object?[] inputs)
    {
        var optimised = Pipeline.Primal(graph, GradOptions.Default);
        Verifier.Verify(optimised);
        Assert.That(Interpreter.Run(optimised, FunctionGraphs.Copy(inputs))[0], Is.EqualTo(Interpreter.Run(graph, FunctionGraphs.Copy(inputs))[0]));
        Same(optimised, inputs);
    }

    private static void Same(Graph graph, object?[] inputs)
    {
        var expected = Interpreter.Run(graph, FunctionGraphs.Copy(inputs))[0];
        var fast = EmittedFunction.Fast(graph);
        Assert.That(fast.Emitted.ChunkCompilers, Has.All.EqualTo(CompilerUsed.FastExpressionCompiler));
        for (var again = 0; again < 3; again++)
        {
            Assert.That(fast.Run(FunctionGraphs.Copy(inputs))[0], Is.EqualTo(expected));
        }

        Assert.That(EmittedFunction.Plain(graph).Run(FunctionGraphs.Copy(inputs))[0], Is.EqualTo(expected));
    }
}
