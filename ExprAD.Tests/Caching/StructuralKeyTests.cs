using System.Linq.Expressions;
using ExprAD.Caching;

namespace ExprAD.Tests.Caching;

public class StructuralKeyTests
{
    private enum Side
    {
        Left,
        Right,
    }

    private static Expression<Func<double, double>> Lambda(Expression<Func<double, double>> f) => f;

    private static StructuralKey Key(LambdaExpression f) => StructuralKey.Of(f).Key;

    private static void AssertSame(LambdaExpression f, LambdaExpression g)
    {
        Assert.That(Key(f), Is.EqualTo(Key(g)));
        Assert.That(Key(f).GetHashCode(), Is.EqualTo(Key(g).GetHashCode()));
    }

    private static void AssertDifferent(LambdaExpression f, LambdaExpression g) => Assert.That(Key(f), Is.Not.EqualTo(Key(g)));

    private static Expression<Func<double, double>> Times(double[] data) => x => x * data[0];

    [Test]
    public void Equal_text_is_equal() => AssertSame(Lambda(x => x * Math.Sin(x)), Lambda(x => x * Math.Sin(x)));

    [Test]
    public void What_is_captured_is_not_compared() => AssertSame(Times([1]), Times([2, 3]));

    [Test]
    public void Operations_methods_names_and_order_are_compared()
    {
        var f = Lambda(x => Math.Sin(x) - x);
        AssertDifferent(f, Lambda(x => Math.Sin(x) + x));
        AssertDifferent(f, Lambda(x => Math.Cos(x) - x));
        AssertDifferent(f, Lambda(y => Math.Sin(y) - y));
        AssertDifferent(f, Lambda(x => x - Math.Sin(x)));
        AssertDifferent(f, Lambda(x => Math.Sin(x - x)));
    }

    [Test]
    public void Types_are_compared()
    {
        Expression<Func<float, double>> f = x => 1;
        Expression<Func<double, double>> g = x => 1;
        AssertDifferent(f, g);
    }

    [Test]
    public void Which_parameter_is_meant_is_compared()
    {
        Expression<Func<double, double, double>> f = (x, y) => x - y;
        Expression<Func<double, double, double>> g = (x, y) => y - x;
        AssertDifferent(f, g);
    }

    [TestCase(1.0, 2.0)]
    [TestCase(0.0, -0.0)]
    [TestCase(0.0f, -0.0f)]
    [TestCase(1, 2)]
    [TestCase(1, 1L)]
    [TestCase("a", "b")]
    [TestCase('a', 'b')]
    [TestCase(true, false)]
    [TestCase(Side.Left, Side.Right)]
    [TestCase(typeof(int), typeof(long))]
    public void Constants_of_the_program_are_compared(object first, object second)
    {
        AssertSame(Of(first), Of(first));
        AssertDifferent(Of(first), Of(second));

        static LambdaExpression Of(object value) => Expression.Lambda(Expression.Constant(value), Expression.Parameter(typeof(double), "x"));
    }

    [Test]
    public void NaN_is_itself()
    {
        AssertSame(Lambda(x => x * double.NaN), Lambda(x => x * double.NaN));
    }

    [Test]
    public void One_object_used_twice_is_not_two_objects()
    {
        double[] a = [1], b = [2];
        AssertDifferent(Sum(a, a), Sum(a, b));
        AssertSame(Sum(a, b), Sum(b, a));
        Assert.That(StructuralKey.Of(Sum(a, a)).Constants.Values, Is.EqualTo(new[] { a }));
        Assert.That(StructuralKey.Of(Sum(a, b)).Constants.Values, Is.EqualTo(new[] { a, b }));

        static LambdaExpression Sum(double[] a, double[] b) => Expression.Lambda(
            Expression.Add(Element(a), Element(b)), Expression.Parameter(typeof(double), "x"));

        static Expression Element(double[] a) => Expression.ArrayIndex(Expression.Constant(a), Expression.Constant(0));
    }

    [Test]
    public void Objects_of_other_types_are_other_programs() => AssertDifferent(
        Expression.Lambda(Expression.Constant(new double[1], typeof(object)), Expression.Parameter(typeof(double), "x")),
        Expression.Lambda(Expression.Constant(new float[1], typeof(object)), Expression.Parameter(typeof(double), "x")));

    [Test]
    public void Jumps_go_to_their_labels()
    {
        AssertSame(Jump(first: true), Jump(first: true));
        AssertDifferent(Jump(first: true), Jump(first: false));

        static LambdaExpression Jump(bool first)
        {
            var (a, b) = (Expression.Label("l"), Expression.Label("l"));
            return Expression.Lambda(
                Expression.Block(Expression.Goto(first ? a : b), Expression.Label(a), Expression.Label(b), Expression.Constant(1.0)),
                Expression.Parameter(typeof(double), "x"));
        }
    }

    [Test]
    public void Arguments_belong_to_their_calls()
    {
        // The same nodes in the same order, in other groups.
        AssertDifferent(Initialize(2, 1), Initialize(1, 2));

        static LambdaExpression Initialize(int first, int second)
        {
            var one = Expression.Constant(1.0);
            return Expression.Lambda(
                Expression.NewArrayInit(typeof(double[]), Expression.NewArrayInit(typeof(double), Enumerable.Repeat(one, first)), Expression.NewArrayInit(typeof(double), Enumerable.Repeat(one, second))),
                Expression.Parameter(typeof(double), "x"));
        }
    }

    [Test]
    public void Shared_and_deep_trees_are_linear()
    {
        var x = Expression.Parameter(typeof(double), "x");
        Expression shared = x, deep = x;
        for (var i = 0; i < 200; i++)
        {
            shared = Expression.Add(shared, shared);
        }

        for (var i = 0; i < 200_000; i++)
        {
            deep = Expression.Negate(deep);
        }

        AssertSame(Expression.Lambda(shared, x), Expression.Lambda(shared, x));
        AssertDifferent(Expression.Lambda(deep, x), Expression.Lambda(((UnaryExpression)deep).Operand, x));
    }
}
