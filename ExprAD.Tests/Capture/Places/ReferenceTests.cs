using System.Linq.Expressions;
using ExprAD.Capture.Places;
using static System.Linq.Expressions.Expression;
using static ExprAD.Tests.Capture.Places.PlaceProgram;

namespace ExprAD.Tests.Capture.Places;

/// <summary>References to variables, elements and parts of structs: kept, passed, given back, chosen.</summary>
public class ReferenceTests
{
    private static readonly ParameterExpression X = Variable(typeof(double), "x");
    private static readonly ParameterExpression Y = Variable(typeof(double), "y");
    private static readonly ParameterExpression I = Variable(typeof(int), "i");
    private static readonly ParameterExpression R = Variable(typeof(Reference<double>), "r");
    private static readonly ParameterExpression Q = Variable(typeof(Reference<double>), "q");
    private static readonly ParameterExpression P = Variable(typeof((double, double)), "p");
    private static readonly ParameterExpression A = Variable(typeof(double[]), "a");

    private static readonly ConstantExpression Two = Constant(2.0);

    private delegate void Swap(ref double a, ref double b);

    private static IEnumerable<PlaceProgram> Programs()
    {
        yield return new("a variable", Block([X, R], Assign(X, At(0)), Assign(R, Ref(X)), MultiplyAssign(To(R), Two), Add(X, At(1))), w => (w[0] * 2) + w[1]);
        yield return new("a variable read through it", Block([X, R], Assign(R, Ref(X)), Assign(X, Multiply(At(0), At(1))), Multiply(To(R), To(R))), w => w[0] * w[1] * w[0] * w[1]);
        yield return new("an element", Block([R], Assign(R, Ref(At(2))), Assign(To(R), Multiply(At(0), At(2))), Add(At(2), At(1))), w => (w[2] = w[0] * w[2]) + w[1]);
        yield return new("an index is read once", Block([R, I], Assign(I, Constant(1)), Assign(R, Ref(ArrayAccess(W, I))), Assign(I, Constant(3)), AddAssign(To(R), At(0)), Multiply(At(1), At(3))), w => (w[1] += w[0]) * w[3]);
        yield return new("a part of a tuple", Block([P, R], Assign(R, Ref(Field(P, "Item2"))), Assign(To(R), At(0)), Assign(Field(P, "Item1"), Multiply(To(R), At(1))), Add(Field(P, "Item1"), Field(P, "Item2"))), w => (w[0] * w[1]) + w[0]);
        yield return new("a copy is another place", Block([P, R, X], Assign(R, Ref(Field(P, "Item1"))), Assign(X, Field(P, "Item1")), Assign(To(R), At(0)), Add(X, Field(P, "Item1"))), w => w[0]);
        yield return new("assigned anew", Block([X, Y, R], Assign(R, Ref(X)), Assign(To(R), At(0)), Assign(R, Ref(Y)), Assign(To(R), At(1)), Multiply(X, Y)), w => w[0] * w[1]);
        yield return new(
            "one of two variables",
            Block([X, Y, R], Assign(X, At(0)), Assign(Y, At(1)), Assign(R, Condition(GreaterThan(At(0), At(1)), Ref(X), Ref(Y))), MultiplyAssign(To(R), At(2)), Subtract(X, Multiply(Two, Y))),
            w => w[0] > w[1] ? (w[0] * w[2]) - (2 * w[1]) : w[0] - (2 * (w[1] * w[2])));
        yield return new(
            "an element or a variable, chosen by a statement",
            Block([X, R], Assign(R, Ref(X)), IfThen(GreaterThan(At(0), Constant(1.0)), Assign(R, Ref(At(3)))), Assign(To(R), Multiply(At(0), At(1))), Add(X, Multiply(Two, At(3)))),
            w => w[0] > 1 ? 2 * (w[3] = w[0] * w[1]) : (w[0] * w[1]) + (2 * w[3]));
        yield return new(
            "through a loop",
            Block([X, R, I], Assign(R, Ref(X)), For(I, 4, AddAssign(To(R), Multiply(To(R), ArrayAccess(W, I))), AddAssign(To(R), ArrayAccess(W, I))), Multiply(X, X)),
            w =>
            {
                var x = 0.0;
                foreach (var v in w)
                {
                    x += x * v;
                    x += v;
                }

                return x * x;
            });
        yield return new(
            "moves along in a loop",
            Block([R, I], Assign(R, Ref(At(0))), For(I, 3, Assign(R, Ref(ArrayAccess(W, Add(I, Constant(1))))), AddAssign(To(R), Multiply(ArrayAccess(W, I), Two))), At(3)),
            w =>
            {
                for (var i = 0; i < 3; i++)
                {
                    w[i + 1] += w[i] * 2;
                }

                return w[3];
            });
        yield return new("an index out of range", Block([R], Assign(R, Ref(At(4))), To(R)), w => w[4]);
        yield return new("an array by reference", Block([A, Q], [Assign(A, W), .. ReplaceArray(), Add(ArrayIndex(A, Constant(0)), At(0))]), w => w[1] + w[0]);
        yield return new("passed to a lambda", Block([X], Assign(X, At(0)), Invoke(Squaring(), Ref(X)), Invoke(Squaring(), Ref(At(1))), Multiply(X, At(1))), w => w[0] * w[0] * (w[1] *= w[1]));
        yield return new("two that are one", Block([X], Assign(X, At(0)), Invoke(Adding(), Ref(X), Ref(X)), X), w => (w[0] + w[0]) * (w[0] + w[0]));
        yield return new("given back by a lambda", Block([X, R], Assign(R, Invoke(Lambda(Ref(ArrayAccess(W, I)), I), Constant(2))), AddAssign(To(R), At(0)), Multiply(At(2), At(2))), w => (w[2] += w[0]) * w[2]);
        yield return new("of a parameter of a lambda", Invoke(Lambda(Block([R], Assign(R, Ref(X)), MultiplyAssign(To(R), X), X), X), At(1)), w => w[1] * w[1]);
        yield return new("of a parameter of the function", Block([Q2], Assign(Q2, Ref(W)), Assign(To(Q2), NewArrayInit(typeof(double), At(1), At(0))), Multiply(At(0), Two)), w => w[1] * 2);
        yield return new("ref parameters", Block([X], Assign(X, At(3)), Invoke(Swapping(), X, At(0)), Add(X, Multiply(Two, At(0)))), w => w[0] + (2 * (w[0] = w[3])));
        yield return new("a loop in an argument behind it", Block([X], Assign(X, At(0)), Invoke(Adding(), Ref(X), Ref(ArrayAccess(W, Block([I], For(I, 2, Empty()), I)))), X), w => (w[0] + w[2]) * (w[0] + w[2]));
    }

    private static readonly ParameterExpression Q2 = Variable(typeof(Reference<double[]>), "q");

    [TestCaseSource(nameof(Programs))]
    public void Are_what_they_are_in_C_sharp(object program) => ((PlaceProgram)program).Check();

    [Test]
    public void A_choice_between_places_of_different_kinds_is_refused_by_name()
    {
        var rows = Variable(typeof(double[,]), "rows");
        var error = new PlaceProgram("kinds", Block([rows, X, R], Assign(rows, NewArrayBounds(typeof(double), Constant(2), Constant(2))), Assign(R, Condition(GreaterThan(At(0), Two), Ref(X), Ref(ArrayAccess(rows, Constant(0), Constant(1))))), To(R))).Refusal();
        Assert.That(error.Message, Does.Contain("ref"));
    }

    private static Expression At(int index) => ArrayAccess(W, Constant(index));

    private static AddressExpression Ref(Expression place) => new(place);

    private static Expression To(Expression address) => Reference.Dereference(address);

    private static IEnumerable<Expression> ReplaceArray() =>
    [
        Block([Q2], Assign(Q2, Ref(A)), Assign(To(Q2), NewArrayInit(typeof(double), At(1)))),
    ];

    private static LambdaExpression Squaring()
    {
        var r = Parameter(typeof(Reference<double>), "r");
        return Lambda(MultiplyAssign(To(r), To(r)), r);
    }

    private static LambdaExpression Adding()
    {
        var (r, q) = (Parameter(typeof(Reference<double>), "r"), Parameter(typeof(Reference<double>), "q"));
        return Lambda(Block(AddAssign(To(r), To(q)), MultiplyAssign(To(r), To(r))), r, q);
    }

    private static Expression<Swap> Swapping()
    {
        var (a, b) = (Parameter(typeof(double).MakeByRefType(), "a"), Parameter(typeof(double).MakeByRefType(), "b"));
        var kept = Variable(typeof(double), "kept");
        return Lambda<Swap>(Block([kept], Assign(kept, a), Assign(a, b), Assign(b, kept)), a, b);
    }

    private static BlockExpression For(ParameterExpression variable, int count, params Expression[] body)
    {
        var end = Label();
        return Block(
            Assign(variable, Constant(0)),
            Loop(IfThenElse(LessThan(variable, Constant(count)), Block([.. body, PreIncrementAssign(variable)]), Break(end)), end));
    }
}
