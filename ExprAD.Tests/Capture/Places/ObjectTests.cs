using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;
using static ExprAD.Tests.Capture.Places.PlaceProgram;

namespace ExprAD.Tests.Capture.Places;

/// <summary>Objects that the function makes and changes: they have an identity, and whoever has them sees the change.</summary>
public class ObjectTests
{
    private static readonly ParameterExpression A = Variable(typeof(Cell), "a");
    private static readonly ParameterExpression B = Variable(typeof(Cell), "b");
    private static readonly ParameterExpression N = Variable(typeof(Nest), "n");
    private static readonly ParameterExpression V = Variable(typeof(Vector), "v");
    private static readonly ParameterExpression U = Variable(typeof(Vector), "u");
    private static readonly ParameterExpression I = Variable(typeof(int), "i");
    private static readonly ParameterExpression Cells = Variable(typeof(Cell[]), "cells");
    private static readonly ParameterExpression Vectors = Variable(typeof(Vector[]), "vectors");
    private static readonly ParameterExpression Grid = Variable(typeof(Vector[,]), "grid");
    private static readonly ParameterExpression Rows = Variable(typeof(Vector[][]), "rows");
    private static readonly ParameterExpression Function = Variable(typeof(Func<double, double>), "f");

    private static readonly Expression NewCell = New(typeof(Cell));

    private static IEnumerable<PlaceProgram> Programs()
    {
        yield return new("a field", Block([A], Assign(A, NewCell), Assign(X(A), At(0)), MultiplyAssign(X(A), At(1)), Multiply(X(A), X(A))));
        yield return new("a property", Block([A], Assign(A, NewCell), Assign(Property(A, "Y"), At(0)), AddAssign(Property(A, "Y"), At(1)), Multiply(Property(A, "Y"), At(2))));
        yield return new("two names of one", Block([A, B], Assign(A, NewCell), Assign(B, A), Assign(X(B), At(0)), MultiplyAssign(X(A), At(1)), Add(X(B), X(A))));
        yield return new("two of a kind", Block([A, B], Assign(A, NewCell), Assign(B, NewCell), Assign(X(A), At(0)), Assign(X(B), At(1)), Assign(X(A), Multiply(X(A), X(B))), Subtract(X(A), X(B))));
        yield return new("an initialiser", Block([A], Assign(A, MemberInit(New(typeof(Cell)), Bind(typeof(Cell).GetField("X")!, At(1)), Bind(typeof(Cell).GetProperty("Y")!, At(0)))), AddAssign(X(A), Property(A, "Y")), Multiply(X(A), X(A))));
        yield return new("a constructor", Block([A], Assign(A, New(typeof(Cell).GetConstructor([typeof(double)])!, At(1))), AddAssign(X(A), At(0)), Multiply(X(A), X(A))));
        yield return new("one of two", Block([A, B, Chosen], Assign(A, NewCell), Assign(B, NewCell), Assign(X(A), At(0)), Assign(X(B), At(1)), Assign(Chosen, Condition(GreaterThan(At(0), At(1)), A, B)), MultiplyAssign(X(Chosen), At(2)), Subtract(X(A), Multiply(Two, X(B)))));
        yield return new("one of two, by a statement", Block([A, B], Assign(A, NewCell), Assign(B, A), IfThen(GreaterThan(At(0), At(1)), Assign(B, NewCell)), Assign(X(B), At(0)), AddAssign(X(B), At(1)), Add(X(A), Multiply(X(B), X(B)))));
        yield return new("null at first", Block([A], Assign(A, Constant(null, typeof(Cell))), IfThen(GreaterThan(At(0), One), Block(Assign(A, NewCell), Assign(X(A), At(0)))), Condition(Equal(A, Constant(null, typeof(Cell))), At(1), Multiply(X(A), X(A)))));
        yield return new("null reference", Block([A], Assign(A, Constant(null, typeof(Cell))), IfThen(GreaterThan(At(0), One), Assign(A, NewCell)), Assign(X(A), At(1)), X(A)));
        yield return new("sameness", Block([A, B], Assign(A, NewCell), Assign(B, Condition(GreaterThan(At(0), One), A, NewCell)), Assign(X(A), At(1)), Condition(ReferenceEqual(A, B), Multiply(X(B), Two), X(A))));
        yield return new("a state through a loop", Block([A, I], Assign(A, NewCell), Assign(X(A), At(0)), For(I, 4, Assign(Property(A, "Y"), Multiply(X(A), Item(I))), AddAssign(X(A), Multiply(Constant(0.1), Property(A, "Y")))), Multiply(X(A), Property(A, "Y"))));
        yield return new("made anew in each iteration", Block([A, B, I], Assign(A, NewCell), Assign(X(A), At(0)), For(I, 4, Assign(B, NewCell), Assign(X(B), Add(X(A), Multiply(Item(I), Item(I)))), Assign(A, B)), Multiply(X(A), X(A))));
        yield return new("changed in a branch in a loop", Block([A, I], Assign(A, NewCell), For(I, 4, IfThenElse(GreaterThan(Item(I), Constant(0.0)), AddAssign(X(A), Multiply(Item(I), Item(I))), AddAssign(Property(A, "Count"), Constant(1)))), Multiply(X(A), Convert(Add(Property(A, "Count"), Constant(1)), typeof(double)))));
        yield return new("an object in an object", Block([N], Assign(N, New(typeof(Nest))), Assign(Field(N, "Inner"), NewCell), Assign(X(Field(N, "Inner")), At(0)), Assign(Field(Field(N, "Point"), "X"), At(1)), MultiplyAssign(X(Field(N, "Inner")), Field(Field(N, "Point"), "X")), X(Field(N, "Inner"))));
        yield return new("an object in an object, exchanged", Block([N, A, I], Assign(N, New(typeof(Nest))), For(I, 3, Assign(A, Field(N, "Inner")), Assign(Field(N, "Inner"), NewCell), Assign(X(Field(N, "Inner")), Condition(Equal(A, Constant(null, typeof(Cell))), At(3), Multiply(X(A), Item(I))))), X(Field(N, "Inner"))));
        yield return new("an array in an object", Block([N, I], Assign(N, New(typeof(Nest))), Assign(Field(N, "Values"), NewArrayBounds(typeof(double), Constant(3))), For(I, 3, Assign(ArrayAccess(Field(N, "Values"), I), Multiply(Item(I), At(3)))), Multiply(ArrayIndex(Field(N, "Values"), Constant(1)), ArrayIndex(Field(N, "Values"), Constant(2)))));
        yield return new("the argument in an object", Block([N], Assign(N, New(typeof(Nest))), Assign(Field(N, "Values"), W), Assign(ArrayAccess(Field(N, "Values"), Constant(1)), Multiply(At(0), At(2))), Multiply(At(1), At(1))));
        yield return new("a closure", Block([A, Function], Assign(A, NewCell), Assign(X(A), At(0)), Assign(Function, Counting(A)), Add(Invoke(Function, At(1)), Multiply(Invoke(Function, At(2)), X(A)))));
        yield return new("a nullable field", Block([N], Assign(N, New(typeof(Nest))), IfThen(GreaterThan(At(0), One), Assign(Field(N, "Maybe"), Convert(At(1), typeof(double?)))), Multiply(Coalesce(Field(N, "Maybe"), At(2)), At(0))));
        yield return new("objects in an array", Block([Cells, I], Assign(Cells, NewArrayBounds(typeof(Cell), Constant(3))), For(I, 3, Assign(ArrayAccess(Cells, I), NewCell), Assign(X(ArrayAccess(Cells, I)), Item(I))), Assign(ArrayAccess(Cells, Constant(2)), ArrayAccess(Cells, Constant(0))), MultiplyAssign(X(ArrayAccess(Cells, Constant(0))), At(3)), Add(X(ArrayAccess(Cells, Constant(2))), X(ArrayAccess(Cells, Constant(1))))));
        yield return new("null in an array", Block([Cells], Assign(Cells, NewArrayBounds(typeof(Cell), Constant(3))), Assign(ArrayAccess(Cells, Constant(0)), NewCell), Assign(X(ArrayAccess(Cells, Constant(1))), At(0)), X(ArrayAccess(Cells, Constant(1)))));
        yield return new("objects given to an array", Block([Cells], Assign(Cells, NewArrayInit(typeof(Cell), MemberInit(New(typeof(Cell)), Bind(typeof(Cell).GetField("X")!, At(1))), NewCell)), AddAssign(X(ArrayAccess(Cells, Constant(0))), At(0)), Multiply(X(ArrayAccess(Cells, Constant(0))), X(ArrayAccess(Cells, Constant(0))))));

        // Structs.
        yield return new("a struct is copied", Block([V, U], Assign(Field(V, "X"), At(0)), Assign(U, V), Assign(Field(U, "X"), At(1)), Multiply(Field(V, "X"), Field(U, "X"))));
        yield return new("a struct in a loop", Block([V, I], Assign(V, New(typeof(Vector).GetConstructor([typeof(double), typeof(double)])!, At(0), At(1))), For(I, 3, Assign(Field(V, "X"), Add(Field(V, "X"), Multiply(Field(V, "Y"), Item(I))))), Multiply(Field(V, "X"), Field(V, "Y"))));
        yield return new("an array of structs", Block([Vectors, I], Assign(Vectors, NewArrayBounds(typeof(Vector), Constant(4))), For(I, 4, Assign(Field(ArrayAccess(Vectors, I), "X"), Item(I)), Assign(Field(ArrayAccess(Vectors, I), "Y"), Multiply(Item(I), Item(I)))), Add(Field(ArrayAccess(Vectors, Constant(1)), "Y"), Multiply(Field(ArrayAccess(Vectors, Constant(2)), "X"), Field(ArrayAccess(Vectors, Constant(3)), "Y")))));
        yield return new("an element as a whole", Block([Vectors, V], Assign(Vectors, NewArrayBounds(typeof(Vector), ArrayLength(W))), Assign(Field(V, "X"), At(1)), Assign(ArrayAccess(Vectors, Constant(2)), V), Assign(Field(V, "X"), At(0)), Assign(Field(ArrayAccess(Vectors, Constant(2)), "Y"), Field(V, "X")), Assign(V, ArrayAccess(Vectors, Constant(2))), Add(Multiply(Field(V, "X"), Field(V, "Y")), Convert(ArrayLength(Vectors), typeof(double)))));
        yield return new("beyond an array of structs", Block([Vectors], Assign(Vectors, NewArrayBounds(typeof(Vector), Constant(2))), Assign(Field(ArrayAccess(Vectors, Convert(At(3), typeof(int))), "X"), At(0)), Field(ArrayAccess(Vectors, Constant(0)), "X")));
        yield return new("a matrix of structs", Block([Grid, I], Assign(Grid, NewArrayBounds(typeof(Vector), Constant(2), Constant(4))), For(I, 4, Assign(Field(ArrayAccess(Grid, Constant(1), I), "X"), Multiply(Item(I), At(0)))), Add(Field(ArrayAccess(Grid, Constant(1), Constant(2)), "X"), Field(ArrayAccess(Grid, Constant(0), Constant(2)), "X"))));
        yield return new("rows of structs", Block([Rows, I], Assign(Rows, NewArrayBounds(typeof(Vector[]), Constant(3))), For(I, 3, Assign(ArrayAccess(Rows, I), NewArrayBounds(typeof(Vector), Add(I, Constant(1)))), Assign(Field(ArrayAccess(ArrayAccess(Rows, I), I), "Y"), Item(I))), Multiply(Field(ArrayAccess(ArrayAccess(Rows, Constant(2)), Constant(2)), "Y"), Field(ArrayAccess(ArrayAccess(Rows, Constant(1)), Constant(1)), "Y"))));
        yield return new("arrays of structs, swapped", Block([Vectors, Others, Kept, I], Assign(Vectors, NewArrayBounds(typeof(Vector), Constant(1))), Assign(Others, NewArrayBounds(typeof(Vector), Constant(1))), For(I, 3, Assign(Field(ArrayAccess(Others, Constant(0)), "X"), Add(Multiply(Field(ArrayAccess(Vectors, Constant(0)), "X"), Item(I)), At(3))), Assign(Kept, Vectors), Assign(Vectors, Others), Assign(Others, Kept)), Field(ArrayAccess(Vectors, Constant(0)), "X")));
    }

    private static readonly ParameterExpression Chosen = Variable(typeof(Cell), "chosen");
    private static readonly ParameterExpression Others = Variable(typeof(Vector[]), "others");
    private static readonly ParameterExpression Kept = Variable(typeof(Vector[]), "kept");
    private static readonly ConstantExpression One = Constant(1.0);
    private static readonly ConstantExpression Two = Constant(2.0);

    [TestCaseSource(nameof(Programs))]
    public void Are_what_they_are_in_C_sharp(object program) => ((PlaceProgram)program).Check();

    private static Expression At(int index) => ArrayAccess(W, Constant(index));

    private static Expression Item(Expression index) => ArrayIndex(W, index);

    private static MemberExpression X(Expression cell) => Field(cell, nameof(Cell.X));

    private static LambdaExpression Counting(Expression cell)
    {
        var t = Parameter(typeof(double), "t");
        return Lambda<Func<double, double>>(Block(AddAssign(X(cell), t), Multiply(X(cell), t)), t);
    }

    private static BlockExpression For(ParameterExpression variable, int count, params Expression[] body)
    {
        var end = Label();
        return Block(
            Assign(variable, Constant(0)),
            Loop(IfThenElse(LessThan(variable, Constant(count)), Block([.. body, PreIncrementAssign(variable)]), Break(end)), end));
    }

    public struct Vector(double x, double y)
    {
        public double X = x;
        public double Y = y;
    }

    public sealed class Cell
    {
        public double X;

        public Cell()
        {
        }

        public Cell(double x) => X = x;

        public double Y { get; set; }

        public int Count { get; set; }
    }

    public sealed class Nest
    {
        public Cell? Inner;
        public Vector Point;
        public double[]? Values;
        public double? Maybe;
    }
}
