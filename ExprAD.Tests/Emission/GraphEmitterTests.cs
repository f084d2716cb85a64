using System.Linq.Expressions;
using ExprAD.Emission;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Tests.Emission;

public class GraphEmitterTests
{
    [Test]
    public void A_sum_of_squares_with_its_gradient_is_a_loop()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.Of(typeof(double[])), "x", InputRole.Parameter, differentiable: true);
        var gradient = b.Emit(Ops.ZerosLike, x.Type, [x]);
        var sum = b.For(b.Length(x), [b.Constant(0.0)], (i, carried) =>
        {
            var t = b.Load(x, [i], readOnly: true);
            b.AddTo(gradient, [i], b.Apply(Ops.Mul, b.Constant(2.0), t));
            return [b.Apply(Ops.Add, carried[0], b.Apply(Ops.Mul, t, t))];
        });
        var graph = b.Build("f", [sum[0], gradient], ["value", "x"]);

        var argument = Expression.Parameter(typeof(double[]));
        var into = Expression.Parameter(typeof(double[][]));
        var workspace = Expression.Parameter(typeof(Workspace));
        var emitted = GraphEmitter.Emit(graph, [argument], workspace);
        var body = Expression.Block(
            emitted.Variables,
            [.. emitted.Statements, Expression.Assign(Expression.ArrayAccess(into, Expression.Constant(0)), emitted.Results[1]), emitted.Results[0]]);
        var lambda = Expression.Lambda<Func<double[], double[][], Workspace, double>>(body, argument, into, workspace);

        foreach (var f in new[] { GuardedCompiler.Compile(lambda).Delegate, lambda.Compile() })
        {
            var result = new double[1][];
            Assert.That(f([1, 2, 3], result, new Workspace(emitted.Layout)), Is.EqualTo(14));
            Assert.That(result[0], Is.EqualTo(new[] { 2.0, 4, 6 }));
        }
    }
}
