namespace ExprAD;

/// <summary>A function of one parameter with any kind of value, with its Jacobian: the matrix of the derivatives of all numbers in the value with respect to all in the argument. Immutable; safe to call from many threads at once.</summary>
/// <typeparam name="T">The type of the argument: what <see cref="GradientFunction{T}"/> takes.</typeparam>
/// <typeparam name="TResult">The type of the value: a floating-point number, an array of them of rank 1 to 3 or jagged, or a record, class, struct or tuple of those.</typeparam>
/// <remarks>
/// Where a matrix takes several passes over the function, an effect of the function (a call out of it, an assignment to a field) happens in each.
/// </remarks>
public sealed partial class JacobianFunction<T, TResult> : JacobianFunction
{
    private readonly JacobianEngine<T, TResult> engine;

    internal JacobianFunction(JacobianEngine<T, TResult> engine)
        : base(engine) => this.engine = engine;

    internal JacobianEngine<T, TResult> Engine => engine;

    /// <summary>The value alone. Costs what the plain function costs.</summary>
    /// <param name="x">Where.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    public TResult Value(T x) => engine.Value(x);

    /// <summary>
    /// The Jacobian: a row for each number in the value, a column for each number in the argument that is differentiated, both in the order in which
    /// <see cref="RowNames"/> and <see cref="ColumnNames"/> list them. Computed forwards, several columns at once, or backwards, row by row, whichever is cheaper for its shape.
    /// </summary>
    /// <param name="x">Where.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <example><code>
    /// var f = Jacobian.Of((double[] x) => new[] { x[0] * x[1], Math.Sin(x[0]) });
    /// double[,] matrix = f.At([0, 3]);   // { { 3, 0 }, { 1, 0 } }
    /// </code></example>
    public double[,] At(T x) => engine.At(x);

    /// <summary>The Jacobian, written over what is in <paramref name="into"/>.</summary>
    /// <param name="x">Where.</param>
    /// <param name="into">A matrix of as many rows as there are numbers in the value, and columns as there are in the argument.</param>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="into"/> has other lengths.</exception>
    public void At(T x, double[,] into) => engine.At(x, into);

    /// <summary>The value, and its derivative along a direction: the product of the Jacobian with a vector, in forward mode, without the matrix.</summary>
    /// <param name="x">Where.</param>
    /// <param name="dx">The direction, in the shape of the argument. Parts of it that are not differentiated do not matter.</param>
    /// <returns>The value, and the derivative in its shape.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException">An array in <paramref name="dx"/> has another length than its counterpart in the argument.</exception>
    public (TResult Value, TResult Derivative) Jvp(T x, T dx) => engine.Jvp(x, dx);

    /// <summary>The value, and the product of a vector with the Jacobian, in reverse mode, without the matrix: the gradient of the inner product of value and <paramref name="u"/>.</summary>
    /// <param name="x">Where.</param>
    /// <param name="u">The weights, in the shape of the value.</param>
    /// <returns>The value, and the product in the shape of the argument.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException">An array in <paramref name="u"/> has another length than its counterpart in the value.</exception>
    public (TResult Value, T Product) Vjp(T x, TResult u) => engine.Vjp(x, u);

    /// <summary>What the columns of the Jacobian belong to: <c>x[0]</c>, <c>p.Rate</c>.</summary>
    /// <param name="x">Where; the lengths of its arrays count.</param>
    public IReadOnlyList<string> ColumnNames(T x) => engine.ColumnNames(x);

    /// <summary>What the rows of the Jacobian belong to: <c>[0]</c>, <c>Drag</c>, or <c>value</c> of a function that gives a number.</summary>
    /// <param name="x">Where; the function is evaluated there.</param>
    public IReadOnlyList<string> RowNames(T x) => engine.RowNames(x);

    /// <summary>The same function, differentiated only with respect to some of its inputs; the others are constants and have no columns.</summary>
    /// <inheritdoc cref="GradientFunction{T}.WithRespectTo" path="/exception"/>
    /// <param name="names">Names of the lambda's parameters, or of members of theirs: <c>"w"</c>, <c>"p.Inner.A"</c>. A name stands for all that is in it.</param>
    public JacobianFunction<T, TResult> WithRespectTo(params string[] names) => new(engine.WithRespectTo(names));
}
