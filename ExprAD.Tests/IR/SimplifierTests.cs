using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.IR.Operations;

namespace ExprAD.Tests.IR;

/// <summary>
/// What the builder makes of an operation in strict mode, against the operation itself: the same bits, or the same exception,
/// for every operation, type, and special value as a constant operand or as an input.
/// </summary>
public class SimplifierTests
{
    private static IEnumerable<string> Operations => Ops.All.OfType<ScalarOp>().Where(op => Kinds(op).Any()).Select(op => op.Name);

    private static IEnumerable<string> Unary => Operations.Where(name => Named(name).Arity == 1);

    private static IEnumerable<string> Binary => Operations.Where(name => Named(name).Arity == 2);

    [TestCaseSource(nameof(Operations))]
    public void Constant_operands_change_nothing(string name)
    {
        var op = Named(name);
        foreach (var kind in Kinds(op))
        {
            var types = Operands(op, kind);
            for (var c = 0; c < types.Length; c++)
            {
                foreach (var constant in SpecialValues.Of(types[c].Kind))
                {
                    Type[] free = [.. types.Where((_, i) => i != c).Select(t => t.Clr)];
                    AssertSame(op, types.Where((_, i) => i != c), (b, x) => [.. x[..c], b.Constant(constant, types[c]), .. x[c..]], Thinned(free));
                }
            }
        }
    }

    [TestCaseSource(nameof(Binary))]
    public void Equal_and_negated_operands_change_nothing(string name)
    {
        var op = Named(name);
        foreach (var kind in Kinds(op).Where(k => Operands(op, k)[0] == Operands(op, k)[1]))
        {
            var types = Operands(op, kind);
            AssertSame(op, types[..1], (_, x) => [x[0], x[0]]);
            foreach (var wrap in Wraps(kind))
            {
                AssertSame(op, types, (b, x) => [b.Apply(wrap, x[0]), x[1]]);
                AssertSame(op, types, (b, x) => [x[0], b.Apply(wrap, x[1])]);
                AssertSame(op, types, (b, x) => [b.Apply(wrap, x[0]), b.Apply(wrap, x[1])]);
                AssertSame(op, types[..1], (b, x) => [x[0], b.Apply(wrap, x[0])]);
            }
        }
    }

    [TestCaseSource(nameof(Unary))]
    public void Wrapped_operand_changes_nothing(string name)
    {
        var op = Named(name);
        foreach (var kind in Kinds(op))
        {
            foreach (var wrap in Wraps(kind).Append(op).Where(w => w.Implementation(kind) is not null && w.ResultType == ResultType.Operand))
            {
                AssertSame(op, Operands(op, kind), (b, x) => [b.Apply(wrap, x[0])]);
            }
        }
    }

    [Test]
    public void Integer_constants_gather()
    {
        var b = new GraphBuilder(strict: true);
        var i = b.Input(IrType.I32, "i", InputRole.Data);

        Assert.That(b.Apply(Ops.Sub, b.Apply(Ops.Add, i, b.Constant(1)), b.Constant(1)), Is.SameAs(i));
        Assert.That(b.Apply(Ops.Sub, i, b.Constant(int.MinValue)).Op, Is.EqualTo(Ops.Sub));
    }

    [Test]
    public void Clamp_to_constants_changes_nothing()
    {
        foreach (var kind in Kinds(Ops.Clamp))
        {
            var type = Operands(Ops.Clamp, kind)[0];
            foreach (var bounds in SpecialValues.Combinations(type.Clr, type.Clr))
            {
                AssertSame(Ops.Clamp, [type], (b, x) => [x[0], b.Constant(bounds[0], type), b.Constant(bounds[1], type)]);
            }
        }
    }

    [Test]
    public void Clamp_to_constants_in_order_raises_nothing()
    {
        var b = new GraphBuilder(strict: true);
        var x = b.Input(IrType.F64, "x", InputRole.Parameter);

        Assert.That(b.Apply(Ops.Clamp, x, b.Constant(0.0), b.Constant(1.0)).Is(Traits.Traps), Is.False);
        Assert.That(b.Apply(Ops.Clamp, x, b.Constant(1.0), b.Constant(0.0)).Is(Traits.Traps), Is.True);
    }

    [Test]
    public void Choice_within_a_choice_changes_nothing()
    {
        var graph = Build([IrType.Bool], (b, c) =>
        {
            var inner = b.Apply(Ops.Select, c[0], b.Constant(1.0), b.Constant(2.0));
            var negated = b.Apply(Ops.Select, b.Apply(Ops.Not, c[0]), b.Constant(3.0), b.Constant(4.0));
            return b.Apply(Ops.Select, c[0], b.Apply(Ops.Add, inner, negated), b.Apply(Ops.Select, c[0], inner, negated));
        });
        Assert.That(Interpreter.Run(graph, true)[0], Is.EqualTo(5));
        Assert.That(Interpreter.Run(graph, false)[0], Is.EqualTo(3));
    }

    [TestCase(2)]
    [TestCase(-3)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(-6)]
    public void Small_powers_are_products_within_six_units_in_the_last_place(int n)
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter);
        var power = b.Build("power", [b.Apply(Ops.Pow, x, b.Constant((double)n))], ["y"]);
        Assert.That(power.AllNodes().Select(node => node.Op), Has.None.EqualTo(Ops.Pow));

        var random = new Random(n);
        for (var i = 0; i < 1000; i++)
        {
            var at = (random.NextDouble() * 20) - 10;
            var exact = Math.Pow(at, n);
            Assert.That(Interpreter.Run(power, at)[0], Is.EqualTo(exact).Within(6).Ulps, $"at {at}");
        }

        foreach (var at in new[] { 0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN })
        {
            Assert.That(SpecialValues.Same(Interpreter.Run(power, at)[0], Math.Pow(at, n)), $"at {at}");
        }
    }

    [TestCase(7.0)]
    [TestCase(0.5)]
    [TestCase(double.NaN)]
    [TestCase(double.NegativeInfinity)]
    public void Other_powers_stay(double n)
    {
        var b = new GraphBuilder();
        Assert.That(b.Apply(Ops.Pow, b.Input(IrType.F64, "x", InputRole.Parameter), b.Constant(n)).Op, Is.EqualTo(Ops.Pow));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_quotient_whose_reciprocal_is_at_hand_is_a_product_unless_strict(bool strict)
    {
        var b = new GraphBuilder(strict) { Source = "∂ x / y" };
        var (x, y) = (b.Input(IrType.F64, "x", InputRole.Parameter), b.Input(IrType.F64, "y", InputRole.Parameter));
        var before = b.Apply(Ops.Div, x, y);
        var reciprocal = b.Apply(Ops.Div, b.Constant(1.0), y);
        var after = b.Apply(Ops.Div, b.Apply(Ops.Neg, x), y);

        Assert.That(before.Op, Is.EqualTo(Ops.Div));
        Assert.That(after.Operands[0], strict ? Is.EqualTo(before) : Is.Not.EqualTo(before));
        Assert.That(strict || (after.Operands[0].Op == Ops.Mul && after.Operands[0].Operands.Contains(reciprocal)), Is.True);
    }

    [Test]
    public void A_quotient_that_is_no_derivative_is_the_same_wherever_it_is_computed()
    {
        var b = new GraphBuilder { Source = "x / y" };
        var (x, y) = (b.Input(IrType.F64, "x", InputRole.Parameter), b.Input(IrType.F64, "y", InputRole.Parameter));
        _ = b.Apply(Ops.Div, b.Constant(1.0), y);

        Assert.That(b.Apply(Ops.Div, x, y).Op, Is.EqualTo(Ops.Div));
    }

    [Test]
    public void Strict_keeps_powers()
    {
        var b = new GraphBuilder(strict: true);
        Assert.That(b.Apply(Ops.Pow, b.Input(IrType.F64, "x", InputRole.Parameter), b.Constant(2.0)).Op, Is.EqualTo(Ops.Pow));
    }

    /// <summary>All values of one operand; a part of the pairs of two.</summary>
    private static IEnumerable<object[]> Thinned(Type[] types) => SpecialValues.Combinations(types).Where((_, i) => types.Length < 2 || i % 17 == 0);

    private static IEnumerable<TypeKind> Kinds(ScalarOp op) => Enum.GetValues<TypeKind>().Where(k => op.Implementation(k) is not null);

    private static IrType[] Operands(ScalarOp op, TypeKind kind) =>
        [.. op.Implementation(kind)!.GetType().GetMethod("Invoke")!.GetParameters().Select(p => IrType.Of(p.ParameterType))];

    private static ScalarOp[] Wraps(TypeKind kind) => kind switch
    {
        TypeKind.F64 or TypeKind.F32 => [Ops.Neg, Ops.Abs],
        TypeKind.Bool => [Ops.Not],
        _ => [Ops.Neg],
    };

    private static ScalarOp Named(string name) => Ops.All.OfType<ScalarOp>().Single(op => op.Name == name);

    private static void AssertSame(ScalarOp op, IEnumerable<IrType> inputs, Func<GraphBuilder, Node[], Node[]> operands, IEnumerable<object[]>? values = null)
    {
        IrType[] types = [.. inputs];
        var simplified = Build(types, (b, x) => b.Apply(op, operands(b, x)));
        var plain = Build(types, (b, x) => operands(b, x) is var y ? b.Emit(op, op.Result(y), y) : x[0]);
        foreach (var x in values ?? SpecialValues.Combinations([.. types.Select(t => t.Clr)]))
        {
            var (actual, expected) = (Outcome(simplified, x), Outcome(plain, x));
            if (!SpecialValues.Same(actual, expected) && !(op == Ops.MulOrZero && Equals(actual, expected)))
            {
                Assert.Fail($"{simplified.Results[0]} is {actual} at {string.Join(", ", x)}, not {expected}");
            }
        }
    }

    private static Graph Build(IrType[] inputs, Func<GraphBuilder, Node[], Node> function)
    {
        var b = new GraphBuilder(strict: true);
        Node[] x = [.. inputs.Select((t, i) => b.Input(t, $"x{i}", InputRole.Parameter))];
        return b.Build("test", [function(b, x)], ["y"]);
    }

    private static object? Outcome(Graph graph, object[] x)
    {
        try
        {
            return Interpreter.Run(graph, x)[0];
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException)
        {
            return e.GetType();
        }
    }
}
