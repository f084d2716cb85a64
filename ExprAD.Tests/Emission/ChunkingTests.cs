using ExprAD.Emission;
using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

public class ChunkingTests
{
    [Test]
    public void Sum_of_thousands_of_terms_is_cut_into_methods()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.Of(typeof(double[])), "x", InputRole.Parameter);
        var terms = Enumerable.Range(0, 5000).Select(i =>
        {
            var t = b.Load(x, [b.Constant(i)], readOnly: true);
            return b.Apply(Ops.Mul, t, b.Apply(Ops.Add, t, b.Constant(i + 0.5)));
        });
        var sum = terms.Aggregate((s, t) => b.Apply(Ops.Add, s, t));

        AgreeInChunks(b.Build("sum", [sum], ["y"]), atLeast: 8, Samples(5000));
    }

    [Test]
    public void Deep_chain_is_cut_into_expressions_and_methods()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter);
        var y = x;
        for (var i = 0; i < 3000; i++)
        {
            y = b.Apply(Ops.Sin, b.Apply(Ops.Add, b.Apply(Ops.Mul, y, x), b.Constant((double)i)));
        }

        AgreeInChunks(b.Build("chain", [y], ["y"]), atLeast: 4, 0.7);
    }

    [Test]
    public void Thousands_of_scalar_inputs_reach_all_methods()
    {
        var b = new GraphBuilder();
        Node[] x = [.. Enumerable.Range(0, 4000).Select(i => b.Input(IrType.F64, $"x{i}", InputRole.Parameter))];
        var y = b.Constant(0.0);
        for (var i = 0; i < x.Length; i++)
        {
            y = b.Apply(Ops.Add, y, b.Apply(Ops.Mul, x[i], x[x.Length - 1 - i]));
        }

        AgreeInChunks(b.Build("pairs", [y, x[17]], ["y", "x"]), atLeast: 3, [.. Samples(4000).Cast<object>()]);
    }

    [Test]
    public void Long_body_of_a_loop_in_a_branch_is_cut_where_it_stands()
    {
        var b = new GraphBuilder();
        var (x, n) = (b.Input(IrType.F64, "x", InputRole.Parameter), b.Input(IrType.I32, "n", InputRole.Data));
        var many = b.Apply(Ops.Lt, b.Constant(0), n);
        var y = b.If(
            many,
            () => b.For(n, [x, b.Constant(0.0), b.Constant(2L, IrType.I64)], (i, c) =>
            {
                var (t, s) = (c[0], c[1]);
                for (var k = 0; k < 2000; k++)
                {
                    t = b.Apply(Ops.Sin, b.Apply(Ops.Add, t, b.Apply(Ops.Mul, x, b.Convert(i, IrType.F64))));
                    s = b.Apply(Ops.Add, b.Apply(Ops.Mul, s, b.Constant(0.5)), t);
                }

                return [s, t, b.Apply(Ops.Add, c[2], b.Convert(i, IrType.I64))];
            }),
            () => [x, x, b.Constant(0L, IrType.I64)]);
        var graph = b.Build("loop", y, ["s", "t", "n"]);

        AgreeInChunks(graph, atLeast: 4, 0.7, 3);
        AgreeInChunks(graph, atLeast: 4, 0.7, -1);
    }

    [Test]
    public void Short_graphs_are_one_method()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter);
        var graph = b.Build("f", [b.Apply(Ops.Sin, x)], ["y"]);

        Assert.That(EmittedFunction.Fast(graph).Emitted.Layout, Has.Property("IsEmpty").True);
    }

    [Test]
    public void Variables_are_used_again_after_their_last_use()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter);
        var y = x;
        for (var i = 0; i < 400; i++)
        {
            // Each value is read twice, so that it needs a variable.
            y = b.Apply(Ops.Mul, b.Apply(Ops.Sin, y), y);
        }

        Assert.That(EmittedFunction.Fast(b.Build("f", [y], ["y"])).Emitted.Variables, Has.Count.LessThan(5));
    }

    private static double[] Samples(int count) => [.. Enumerable.Range(0, count).Select(i => 1 + Math.Sin(i))];

    private static void AgreeInChunks(Graph graph, int atLeast, params object[] arguments)
    {
        var (fast, plain) = (EmittedFunction.Fast(graph), EmittedFunction.Plain(graph));
        var expected = Interpreter.Run(graph, arguments);

        Assert.That(fast.Emitted.Layout.Chunks, Has.Length.AtLeast(atLeast));
        Assert.That(fast.Emitted.ChunkCompilers, Has.All.EqualTo(CompilerUsed.FastExpressionCompiler));
        Assert.That(fast.Run(arguments), Is.EqualTo(expected));
        Assert.That(plain.Run(arguments), Is.EqualTo(expected));
    }
}
