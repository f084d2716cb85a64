namespace ExprAD;

/// <summary>A function of one parameter with its gradient. Immutable; safe to call from many threads at once.</summary>
/// <typeparam name="T">
/// The type of the argument and of the gradient: <see cref="double"/>, <see cref="float"/>, an array of them of rank 1 to 3 or jagged,
/// <see cref="List{T}"/> of <see cref="double"/>, or a record, class, struct or tuple of those.
/// </typeparam>
/// <remarks>
/// The gradient has the type and shape of the argument. What is not differentiated (integers, strings, other objects,
/// names that <c>WithRespectTo</c> leaves out) holds the default value in it.
/// </remarks>
public sealed partial class GradientFunction<T> : GradientFunction
{
    private readonly Engine<T> engine;
    private Func<T, (double Value, T Gradient)>? compiled;

    internal GradientFunction(Engine<T> engine)
        : base(engine) => this.engine = engine;

    internal Engine<T> Engine => engine;

    /// <summary>The delegate itself, to be handed to whatever takes a plain function.</summary>
    /// <example><code>
    /// Func&lt;double, (double Value, double Gradient)&gt; f = Grad.Of(x => x * x).Compiled;
    /// </code></example>
    public Func<T, (double Value, T Gradient)> Compiled => compiled ??= ValueAndGradient;

    /// <summary>The value alone. Costs what the plain function costs.</summary>
    /// <param name="x">Where.</param>
    /// <returns>The value; that of a function computed in <see cref="float"/> is widened.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    public double Value(T x) => engine.Value(x);

    /// <summary>The gradient alone, in memory of its own.</summary>
    /// <inheritdoc cref="ValueAndGradient(T)" path="/exception"/>
    /// <param name="x">Where.</param>
    /// <returns>The partial derivatives, in the type and shape of the argument.</returns>
    public T Gradient(T x) => engine.ValueAndGradient(x).Gradient;

    /// <summary>The value and the gradient, computed together. The gradient is in memory of its own.</summary>
    /// <param name="x">Where.</param>
    /// <returns>The value, and the partial derivatives in the type and shape of the argument.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    public (double Value, T Gradient) ValueAndGradient(T x) => engine.ValueAndGradient(x);

    /// <summary>
    /// The value; the gradient is written over what is in <paramref name="into"/>. Allocates nothing.
    /// Arrays are filled, and objects whose members can be set; a part of <paramref name="into"/> that is not differentiated stays as it is.
    /// </summary>
    /// <param name="x">Where.</param>
    /// <param name="into">Memory in the shape of the argument, all of it distinct from the argument's.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException">
    /// An argument, or an array or object in it, is null; or <paramref name="into"/> is.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// An array in <paramref name="into"/> has another length than its counterpart in the argument, or is the argument's own;
    /// or <paramref name="into"/> holds a number that can't be written to when passed by value, such as a <see cref="double"/>
    /// in a tuple: pass it by <c>ref</c>.
    /// </exception>
    /// <example><code>
    /// var f = Grad.Of((double[] w) => w.Sum(t => t * t));
    /// var gradient = new double[w.Length];
    /// double value = f.ValueAndGradient(w, gradient);
    /// </code></example>
    public double ValueAndGradient(T x, T into) => engine.ValueAndGradient(x, into);

    /// <summary>
    /// The value; the gradient is written to <paramref name="into"/>. Arrays and settable objects that are there are filled,
    /// and where there are none they are made; numbers are assigned, and what is not differentiated becomes the default value.
    /// </summary>
    /// <param name="x">Where.</param>
    /// <param name="into">The variable that receives the gradient.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException">
    /// An array in <paramref name="into"/> has another length than its counterpart in the argument, or is the argument's own.
    /// </exception>
    /// <example><code>
    /// var f = Grad.Of(((double[] W, double B) p) => p.W.Sum() * p.B);
    /// var gradient = (W: new double[3], B: 0.0);
    /// double value = f.ValueAndGradient((w, b), ref gradient);
    /// </code></example>
    public double ValueAndGradient(T x, ref T into) => engine.ValueAndGradient(x, ref into);

    /// <summary>The value, and the derivative along a direction: forward mode, at a small multiple of the value's cost and without a gradient.</summary>
    /// <param name="x">Where.</param>
    /// <param name="dx">The direction, in the shape of the argument. Parts of it that are not differentiated do not matter.</param>
    /// <returns>The value, and the inner product of gradient and direction.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException">An array in <paramref name="dx"/> has another length than its counterpart in the argument.</exception>
    /// <example><code>
    /// var f = Grad.Of((double[] w) => w.Sum(t => t * t));
    /// (double value, double slope) = f.Jvp([1, 2], [1, 0]);   // (5, 2)
    /// </code></example>
    public (double Value, double Derivative) Jvp(T x, T dx) => engine.Jvp(x, dx);

    /// <summary>
    /// The product of the matrix of second derivatives with a direction, computed by forward over reverse mode: no matrix is formed, and it costs
    /// a small multiple of the gradient.
    /// </summary>
    /// <param name="x">Where.</param>
    /// <param name="v">The direction, in the shape of the argument. Parts of it that are not differentiated do not matter.</param>
    /// <returns>The product, in the type and shape of the gradient.</returns>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException">An array in <paramref name="v"/> has another length than its counterpart in the argument.</exception>
    /// <example><code>
    /// var f = Grad.Of((double[] w) => w[0] * w[0] * w[1]);
    /// double[] product = f.HessianVectorProduct([3, 5], [1, 0]);   // [10, 6]
    /// </code></example>
    public T HessianVectorProduct(T x, T v) => engine.HessianVectorProduct(x, v);

    /// <summary>The same, written over what is in <paramref name="into"/>. Allocates nothing.</summary>
    /// <param name="x">Where.</param>
    /// <param name="v">The direction, in the shape of the argument.</param>
    /// <param name="into">Memory in the shape of the argument, distinct from the argument's and the direction's.</param>
    /// <exception cref="ArgumentNullException">An argument, or an array or object in it, is null.</exception>
    /// <exception cref="ArgumentException">
    /// An array in <paramref name="v"/> or <paramref name="into"/> has another length than its counterpart in the argument; or <paramref name="into"/> shares
    /// memory with the others, or holds a number that can't be written to when passed by value.
    /// </exception>
    public void HessianVectorProduct(T x, T v, T into) => engine.HessianVectorProduct(x, v, into);

    /// <summary>The same, written to <paramref name="into"/>: arrays that are there are filled, and where there are none they are made.</summary>
    /// <inheritdoc cref="HessianVectorProduct(T, T, T)" path="/exception"/>
    /// <param name="x">Where.</param>
    /// <param name="v">The direction, in the shape of the argument.</param>
    /// <param name="into">The variable that receives the product.</param>
    public void HessianVectorProduct(T x, T v, ref T into) => engine.HessianVectorProduct(x, v, ref into);

    /// <summary>What the rows and columns of the Hessian belong to: <c>w[0]</c>, <c>p.Rate</c>.</summary>
    /// <param name="x">Where; the lengths of its arrays count.</param>
    /// <returns>A name for each number that is differentiated.</returns>
    public IReadOnlyList<string> ColumnNames(T x) => engine.ColumnNames(x);

    /// <summary>The same function, differentiated only with respect to some of its inputs; the others are constants, whose slots hold the default value.</summary>
    /// <param name="names">
    /// Names of the lambda's parameters, or of members of theirs: <c>"w"</c>, <c>"p.Inner.A"</c>. A name stands for all that is in it.
    /// </param>
    /// <returns>The function; it shares what is compiled with every other of the same lambda and names.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="names"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">There is no input of such a name, or what is there can't be differentiated.</exception>
    /// <example><code>
    /// var f = Grad.Of((double[] w, double b) => w.Sum() * b).WithRespectTo("b");
    /// </code></example>
    public GradientFunction<T> WithRespectTo(params string[] names) => new(engine.WithRespectTo(names));

    /// <summary>
    /// Compares the gradient with forward mode and with finite differences of high order, number by number. Evaluates the function some hundred times for each
    /// number that is differentiated, in a copy of the argument: for tests, not for production.
    /// </summary>
    /// <inheritdoc cref="ValueAndGradient(T)" path="/exception"/>
    /// <param name="x">Where.</param>
    /// <returns>A report that says whether the gradient passed, and prints the numbers side by side.</returns>
    /// <example><code>
    /// CheckReport report = f.Check(2.0);
    /// Assert.That(report.Passed, report.ToString());
    /// </code></example>
    public CheckReport Check(T x) => engine.Check(x);
}
