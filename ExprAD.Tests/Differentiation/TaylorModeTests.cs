using ExprAD.Differentiation.Forward;
using ExprAD.Differentiation.Taylor;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Rules;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Differentiation;

/// <summary>The recurrences of all operations, against forward mode nested in itself.</summary>
public class TaylorModeTests
{
    private static IEnumerable<string> Differentiable =>
        Ops.All.OfType<ScalarOp>().Where(op => op.F64 is not null && op.ResultType == ResultType.Operand && Derivatives.Table[op] is not null).Select(op => op.Name);

    [TestCaseSource(nameof(Differentiable))]
    public void Recurrences_agree_with_nested_forward_mode(string name)
    {
        var op = Ops.All.OfType<ScalarOp>().Single(o => o.Name == name);
        foreach (var at in (double[])[0.23, 0.5, 0.81])
        {
            // Every operand moves, not at one rate and not in a line.
            var graph = Function(op, moving: _ => true);
            Compare(graph, at, $"{name} at {at}");
            for (var only = 0; only < op.Arity; only++)
            {
                var operand = only;
                Compare(Function(op, moving: i => i == operand), at, $"{name} at {at}, operand {only} alone");
            }
        }
    }

    [Test]
    public void The_cost_grows_with_the_square_of_the_order()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true);
        var f = b.Build("f", [b.Apply(Ops.Exp, b.Apply(Ops.Sin, b.Apply(Ops.Div, x, b.Apply(Ops.Log, x))))], ["value"]);
        int Size(int order) => TaylorMode.Derivative(f, 0, order, strict: false).CountNodes();

        Assert.That(Size(16), Is.LessThan(4.5 * Size(8)));
        Assert.That(Size(32), Is.LessThan(4.5 * Size(16)));
    }

    /// <summary>op(c₀ + s₀·x + q₀·x², …), whose operands stay in the middle of the domain.</summary>
    private static Graph Function(ScalarOp op, Func<int, bool> moving)
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true);
        var operands = new Node[op.Arity];
        for (var i = 0; i < operands.Length; i++)
        {
            if (i == 0 && op.Decisive == 1)
            {
                operands[i] = b.Apply(Ops.Lt, x, b.Constant(0.5));
                continue;
            }

            var (low, high) = op.Domain[Math.Min(i, op.Domain.Length - 1)];
            var (middle, width) = ((0.6 * low) + (0.4 * high), 0.1 * (high - low));
            var part = b.Apply(Ops.Add, b.Constant(middle + (0.31 * i * width)), b.Apply(Ops.Mul, b.Constant(width * (i + 1) / operands.Length), b.Apply(Ops.Add, x, b.Apply(Ops.Mul, x, x))));
            operands[i] = TypeOf(op, i) == IrType.I32 ? b.Constant(3) : moving(i) ? part : b.Constant(middle + (0.31 * i * width));
        }

        return b.Build("f", [b.Apply(op, operands)], ["value"]);
    }

    private static IrType TypeOf(ScalarOp op, int operand) => IrType.Of(op.F64!.Method.GetParameters()[^(op.Arity - operand)].ParameterType);

    private static void Compare(Graph graph, double at, string what)
    {
        var nested = graph;
        for (var order = 1; order <= 4; order++)
        {
            nested = ResultSelection.Run(ForwardMode.Jvp(nested, [0], strict: false), [1], strict: false);
            var builder = new GraphBuilder();
            var x = builder.Input(IrType.F64, "x", InputRole.Parameter, differentiable: true);
            nested = builder.Build("nested", Splice.Run(builder, nested, [x, builder.Constant(1.0)]), ["derivative"]);
            var taylor = TaylorMode.Derivative(graph, 0, order, strict: false);
            Verifier.Verify(taylor);
            var (expected, actual) = ((double)Interpreter.Run(nested, at)[0]!, (double)Interpreter.Run(taylor, at)[0]!);
            Assert.That(actual, Is.EqualTo(expected).Within(1e-9 * Math.Max(1, Math.Abs(expected))), $"{what}, order {order}");
        }
    }
}
