using System.Globalization;
using System.Linq.Expressions;
using ExprAD.Capture;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Dependence;

public class RefusalTests
{
    private static readonly Dictionary<double, double> Map = [];
    private static readonly ParameterExpression X = Parameter(typeof(double), "x");

    /// <summary>A method that can't be looked into.</summary>
    private static double Own(double x) => x * __refvalue(__makeref(x), double);

    /// <summary>Function, place, a piece of the reason.</summary>
    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case(x => Own(2 * x), "RefusalTests.Own(2 * x)", "the method RefusalTests.Own can't be looked into");
        yield return Case(x => x.ToString(CultureInfo.InvariantCulture).Length, "x.ToString(CultureInfo.InvariantCulture)", "becomes text");
        yield return Case(x => string.Format(CultureInfo.InvariantCulture, "{0}", x).Length, "string.Format(CultureInfo.InvariantCulture, \"{0}\", x)", "becomes text");
        yield return Case(x => ("x" + x).Length, "\"x\" + x", "becomes text");
        yield return Case(x => x.GetHashCode() * x, "x.GetHashCode()", "hash");
        yield return Case(x => BitConverter.DoubleToInt64Bits(x), "BitConverter.DoubleToInt64Bits(x)", "the bits of a number");
        yield return Case(x => Map[x], "RefusalTests.Map[x]", "the key of a dictionary");
        yield return Case(x => Map.ContainsKey(x) ? 1.0 : x, "RefusalTests.Map.ContainsKey(x)", "the key of a dictionary");
        yield return Case(x => (double)(decimal)x, "(decimal)x", "the operator is a method of decimal");
        yield return Case(x => new object[] { x }.Length * x, "new object[] { x }", "an array of objects");
        yield return Case(x => (x > 0 ? (Func<double, double>)(t => t) : t => -t)(x), "x > 0 ? (t => t) : (t => -t)", "it chooses between two lambdas");
        yield return Case(x => new StringBuilderLike(x).Value, "new RefusalTests.StringBuilderLike(x)", "the constructor of RefusalTests.StringBuilderLike can't be looked into");
    }

    private sealed class StringBuilderLike
    {
        public StringBuilderLike(double value) => Value = __refvalue(__makeref(value), double);

        public double Value { get; }
    }

    [TestCaseSource(nameof(Cases))]
    public void What_has_no_derivative_is_named_with_its_place(Expression<Func<double, double>> f, string place, string reason)
    {
        var error = Assert.Throws<NotDifferentiableException>(() => FunctionCapture.Capture(f, strict: true));
        Assert.That(error.Expression, Is.EqualTo(place));
        Assert.That(error.Reason, Does.Contain(reason));
        Assert.That(error.Suggestion, Is.Not.Empty);
        Assert.That(error.Message, Does.StartWith(place).And.Contain(error.Reason).And.EndWith(error.Suggestion));
    }

    [Test]
    public void The_same_is_allowed_of_data_and_behind_StopGradient()
    {
        SameValue.Check((Expression<Func<double, int, double>>)((x, n) => x * n.ToString(CultureInfo.InvariantCulture).Length * n.GetHashCode() * Own(n)), 2.0, 3);
        SameValue.Check((Expression<Func<double, double>>)(x => x * Grad.StopGradient(x).ToString(CultureInfo.InvariantCulture).Length * Own(Grad.StopGradient(x))), 2.0);
        SameValue.Check((Expression<Func<double, double>>)(x => x * Own((int)x) * Own(Math.Floor(x))), 2.5);
    }

    [Test]
    public void A_dependence_that_comes_with_the_second_iteration_is_found()
    {
        var (s, i, end) = (Variable(typeof(double), "s"), Variable(typeof(int), "i"), Label());
        var call = Call(typeof(RefusalTests).GetMethod(nameof(Own), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!, s);
        var loop = Loop(IfThenElse(LessThan(PreIncrementAssign(i), Constant(3)), Assign(s, Add(call, X)), Break(end)), end);
        var f = Lambda<Func<double, double>>(Block([s, i], loop, s), X);
        Assert.That(() => FunctionCapture.Capture(f, strict: true), Throws.TypeOf<NotDifferentiableException>().With.Property("Expression").EqualTo("RefusalTests.Own(s)"));
    }

    [Test]
    public void A_dependence_through_an_array_is_found()
    {
        var a = Variable(typeof(double[]), "a");
        var own = typeof(RefusalTests).GetMethod(nameof(Own), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        var body = Block([a], Assign(a, NewArrayBounds(typeof(double), Constant(2))), Assign(ArrayAccess(a, Constant(0)), X), Call(own, ArrayIndex(a, Constant(1))));
        Assert.That(() => FunctionCapture.Capture(Lambda<Func<double, double>>(body, X), strict: true), Throws.TypeOf<NotDifferentiableException>().With.Property("Expression").EqualTo("RefusalTests.Own(a[1])"));
    }

    [Test]
    public void What_trees_built_by_hand_hold_beside_is_refused_too()
    {
        foreach (var (body, reason) in new (Expression, string)[]
        {
            (TryCatch(Multiply(X, X), Catch(typeof(Exception), Constant(1.0))), "exceptions are caught here"),
            (Block(RuntimeVariables(X), X), "no meaning for derivatives"),
            (Convert(Dynamic(Microsoft.CSharp.RuntimeBinder.Binder.UnaryOperation(0, ExpressionType.Negate, typeof(RefusalTests), [Microsoft.CSharp.RuntimeBinder.CSharpArgumentInfo.Create(0, null)]), typeof(object), X), typeof(double)), "decided when it runs"),
            (Invoke(Lambda<Func<double, double>>(Block(Goto(Label("outside")), X), X), X), "jumps out of the lambda"),
        })
        {
            Assert.That(() => FunctionCapture.Capture(Lambda<Func<double, double>>(body, X), strict: true), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains(reason));
        }
    }

    [Test]
    public void An_array_that_is_chosen_in_place_of_a_list_is_not_silently_data()
    {
        var list = new List<double> { 1 };
        Expression<Func<double[], double>> f = w => (w[0] > 0 ? (IEnumerable<double>)w : list).Sum();
        Assert.That(() => FunctionCapture.Capture(f, strict: true), Throws.TypeOf<NotDifferentiableException>().With.Message.Contains("Use one type of array or list."));
        SameValue.Check((Expression<Func<double[], double>>)(w => (w[0] > 0 ? (IEnumerable<double>)w : new[] { w[1], w[0] }).Sum()), new[] { 1.0, 2 });
    }

    [Test]
    public void Exceptions_may_tell_of_numbers()
    {
        var message = Call(typeof(string).GetMethod("Concat", [typeof(string), typeof(string)])!, Constant("x = "), Call(X, "ToString", null));
        var f = Lambda<Func<double, double>>(Block(IfThen(LessThan(X, Constant(0.0)), Throw(New(typeof(ArgumentException).GetConstructor([typeof(string)])!, message))), X), X);
        SameValue.Check(f, 1.0);
        SameValue.Check(f, -1.0);
    }

    [Test]
    public void Places_where_the_derivative_is_zero_are_said()
    {
        Expression<Func<double, int, double>> f = (x, n) => Math.Floor(x) + (int)(2 * x) + Math.Floor(n / 2.5) + n / 2 * x + Math.Sign(x);
        Assert.That(
            FunctionCapture.Capture(f, strict: true).Diagnostics,
            Is.EquivalentTo(new[]
            {
                "Math.Floor(x): Math.Floor has derivative 0",
                "(int)(2 * x): the cast to int has derivative 0",
                "n / 2: the quotient of two integers is an integer, cut off before it is converted",
                "Math.Sign(x): Math.Sign has derivative 0",
            }));
    }

    private static TestCaseData Case(Expression<Func<double, double>> f, string place, string reason) => new TestCaseData(f, place, reason).SetArgDisplayNames(place);
}
