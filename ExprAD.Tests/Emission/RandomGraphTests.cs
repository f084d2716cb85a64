using CsCheck;
using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.Tests.Generators;
using ExprAD.Text;

namespace ExprAD.Tests.Emission;

public class RandomGraphTests
{
    [Test]
    public void Both_compilers_agree_with_the_interpreter() => RandomGraphs.Calls().Sample(
        call =>
        {
            var expected = Outcome.Of(inputs => Interpreter.Run(call.Graph, inputs), call.Arguments);
            var fast = EmittedFunction.Fast(call.Graph);
            Outcome.Agree(nameof(CompilerUsed.FastExpressionCompiler), $"{fast.Compiler}{fast.Reason}");
            Outcome.Agree(expected, Outcome.Of(fast.Run, call.Arguments));

            // Once more, with the memory of the first call.
            Outcome.Agree(expected, Outcome.Of(fast.Run, call.Arguments));
            Outcome.Agree(expected, Outcome.Of(EmittedFunction.Plain(call.Graph).Run, call.Arguments));
        },
        iter: 500,
        print: call => GraphPrinter.Print(call.Graph));

    [Test]
    public void Cutting_into_chunks_changes_nothing() => RandomGraphs.Calls(size: 150).Sample(
        call =>
        {
            var expected = Outcome.Of(EmittedFunction.Fast(call.Graph).Run, call.Arguments);
            Outcome.Agree(expected, Outcome.Of(EmittedFunction.Fast(call.Graph, chunkSize: 6).Run, call.Arguments));
            Outcome.Agree(expected, Outcome.Of(EmittedFunction.Plain(call.Graph, chunkSize: 1).Run, call.Arguments));
        },
        iter: 250,
        print: call => GraphPrinter.Print(call.Graph));
}
