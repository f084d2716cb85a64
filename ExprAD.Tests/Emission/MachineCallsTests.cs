using ExprAD.Emission.Planning;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

public class MachineCallsTests
{
    [Test]
    public void Call_after_a_loop_counts_while_the_result_is_still_to_be_read([Values] bool isCall)
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter);
        var inner = default(Node);
        var outer = b.For(b.Constant(3), [x], (i, c) =>
        {
            inner = b.For(b.Constant(4), c, (_, t) => [b.Apply(Ops.Mul, t[0], x)])[0];
            var between = b.Apply(isCall ? Ops.Exp : Ops.Sqrt, b.Convert(i, IrType.F64));
            return [b.Apply(Ops.Add, inner, b.Apply(Ops.Add, between, c[0]))];
        })[0];
        var graph = b.Build("f", [outer], ["y"]);
        var calls = new MachineCalls(EmissionPlan.Of(graph, 1000));

        Assert.That(calls.Precede(inner!), Is.EqualTo(isCall));
        Assert.That(calls.Precede(outer), Is.True, "results of the function wait for its end");
    }

    [Test]
    public void Parked_results_keep_every_bit([Values(typeof(double), typeof(float))] Type type)
    {
        var b = new GraphBuilder();
        var (x, n) = (b.Input(IrType.Of(type), "x", InputRole.Parameter), b.Input(IrType.I32, "n", InputRole.Data));
        var y = b.For(n, [x], (_, c) => [b.Apply(Ops.Neg, c[0])])[0];
        var graph = b.Build("f", [b.Apply(Ops.Add, b.Apply(Ops.Exp, x), y), y], ["z", "y"]);

        foreach (var value in new[] { 0.0, -0.0, 1.5, double.NaN, double.NegativeInfinity })
        {
            object?[] arguments = [Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture), 3];
            var expected = Generators.Outcome.Of(a => ExprAD.Interpretation.Interpreter.Run(graph, a), arguments);
            Assert.That(Generators.Outcome.Of(EmittedFunction.Fast(graph).Run, arguments), Is.EqualTo(expected));
            Assert.That(Generators.Outcome.Of(EmittedFunction.Plain(graph).Run, arguments), Is.EqualTo(expected));
        }
    }
}
