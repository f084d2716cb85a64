using ExprAD.Batching;

namespace ExprAD;

/// <summary>Functions at many points at once, on several threads. Results are the same, to the bit, for every number of threads.</summary>
public static class Batches
{
    /// <summary>The values and gradients at many points.</summary>
    /// <param name="f">The function. <see cref="GradOptions.Threads"/> of the options it was made with says how many threads may be used.</param>
    /// <param name="xs">The points.</param>
    /// <returns>A value and a gradient for each point, in their order. Gradients are in memory of their own.</returns>
    /// <exception cref="ArgumentNullException">An argument, a point, or an array or object in one, is null.</exception>
    /// <remarks>What the function throws at the first point where it throws passes through. A function that has effects must bear to be called from several threads.</remarks>
    /// <example><code>
    /// double[][] points = [[1, 2], [3, 4]];
    /// var (values, gradients) = Grad.Of((double[] x) => x[0] * x[1]).Batch(points);   // 2, 12; [2, 1], [4, 3]
    /// </code></example>
    public static (double[] Values, T[] Gradients) Batch<T>(this GradientFunction<T> f, IReadOnlyList<T> xs)
    {
        Check(f, xs);
        var (values, gradients) = (new double[xs.Count], new T[xs.Count]);
        Run(f, xs.Count, i => (values[i], gradients[i]) = f.ValueAndGradient(xs[i]));
        return (values, gradients);
    }

    /// <summary>The values and gradients at many points; the gradients are written over what is in <paramref name="into"/>.</summary>
    /// <inheritdoc cref="Batch{T}(GradientFunction{T}, IReadOnlyList{T})" path="/exception"/>
    /// <param name="f">The function.</param>
    /// <param name="xs">The points.</param>
    /// <param name="values">Receives the values.</param>
    /// <param name="into">Memory in the shapes of the points; what is null is made.</param>
    /// <exception cref="ArgumentException">There are not as many places as points, or one is not in the shape of its point.</exception>
    public static void Batch<T>(this GradientFunction<T> f, IReadOnlyList<T> xs, double[] values, T[] into)
    {
        Check(f, xs);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(into);
        if (values.Length != xs.Count || into.Length != xs.Count)
        {
            throw new ArgumentException($"There are {xs.Count} points, and room for {values.Length} values and {into.Length} gradients.");
        }

        Run(f, xs.Count, i => values[i] = f.ValueAndGradient(xs[i], ref into[i]));
    }

    /// <summary>The sum of the values at many points, and of the gradients.</summary>
    /// <inheritdoc cref="Batch{T}(GradientFunction{T}, IReadOnlyList{T})" path="/param"/>
    /// <inheritdoc cref="Batch{T}(GradientFunction{T}, IReadOnlyList{T})" path="/exception"/>
    /// <returns>The sums; the gradient in the type and shape of the points.</returns>
    /// <exception cref="ArgumentException">There are no points, or the arrays in them are not all of the same lengths.</exception>
    public static (double Value, T Gradient) BatchSum<T>(this GradientFunction<T> f, IReadOnlyList<T> xs)
    {
        Check(f, xs);
        if (xs.Count == 0)
        {
            throw new ArgumentException("There are no points, so that nothing says of which shape the gradient is.", nameof(xs));
        }

        return GradientSum<T>.Run(f.Engine, xs.Count, i => xs[i]);
    }

    /// <summary>The values and gradients of a function of what is shared and of a row, for many rows; the gradients are with respect to both.</summary>
    /// <param name="f">The function. Where the gradient with respect to the rows is not wanted, take it <c>WithRespectTo</c> its first parameter.</param>
    /// <param name="x">The first argument of all.</param>
    /// <param name="rows">The second arguments.</param>
    /// <returns>A value and a gradient for each row, in their order.</returns>
    /// <inheritdoc cref="Batch{T}(GradientFunction{T}, IReadOnlyList{T})" path="/exception"/>
    /// <example><code>
    /// var f = Grad.Of((double[] w, double[] row) => Math.Pow(w[0] + w[1] * row[0] - row[1], 2)).WithRespectTo("w");
    /// var (values, gradients) = f.Batch(w, rows);   // gradients[i].Item1 is that of w at row i
    /// </code></example>
    public static (double[] Values, (T1, T2)[] Gradients) Batch<T1, T2>(this GradientFunction<T1, T2> f, T1 x, IReadOnlyList<T2> rows)
    {
        Check(f, rows);
        var (values, gradients) = (new double[rows.Count], new (T1, T2)[rows.Count]);
        Run(f, rows.Count, i => (values[i], gradients[i]) = f.ValueAndGradient(x, rows[i]));
        return (values, gradients);
    }

    /// <summary>The sum of the values of a function of what is shared and of a row, for many rows, and its gradient with respect to what is shared.</summary>
    /// <inheritdoc cref="Batch{T1, T2}(GradientFunction{T1, T2}, T1, IReadOnlyList{T2})" path="/param"/>
    /// <inheritdoc cref="Batch{T1, T2}(GradientFunction{T1, T2}, T1, IReadOnlyList{T2})" path="/exception"/>
    /// <returns>The sums. The second part of the gradient, that of the rows, is the sum over them, where all are of one shape; take the function <c>WithRespectTo</c> its first parameter where they are not.</returns>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static (double Value, (T1, T2) Gradient) BatchSum<T1, T2>(this GradientFunction<T1, T2> f, T1 x, IReadOnlyList<T2> rows)
    {
        Check(f, rows);
        if (rows.Count == 0)
        {
            throw new ArgumentException("There are no rows, so that nothing says of which shape the gradient is.", nameof(rows));
        }

        return GradientSum<(T1, T2)>.Run(f.Engine, rows.Count, i => (x, rows[i]));
    }

    /// <summary>The products of the Hessians at many points with a vector at each.</summary>
    /// <param name="f">The function.</param>
    /// <param name="xs">The points.</param>
    /// <param name="vs">The vectors, each in the shape of its point.</param>
    /// <returns>A product for each point, in their order.</returns>
    /// <exception cref="ArgumentNullException">An argument, a point, or an array or object in one, is null.</exception>
    /// <exception cref="ArgumentException">There are not as many vectors as points, or one is not in the shape of its point.</exception>
    public static T[] BatchHessianVectorProduct<T>(this GradientFunction<T> f, IReadOnlyList<T> xs, IReadOnlyList<T> vs)
    {
        Check(f, xs);
        ArgumentNullException.ThrowIfNull(vs);
        if (vs.Count != xs.Count)
        {
            throw new ArgumentException($"There are {xs.Count} points and {vs.Count} vectors.", nameof(vs));
        }

        var products = new T[xs.Count];
        Run(f, xs.Count, i => products[i] = f.HessianVectorProduct(xs[i], vs[i]));
        return products;
    }

    /// <summary>The values and Jacobians at many points.</summary>
    /// <param name="f">The function.</param>
    /// <param name="xs">The points.</param>
    /// <returns>A value and a matrix for each point, in their order.</returns>
    /// <exception cref="ArgumentNullException">An argument, a point, or an array or object in one, is null.</exception>
    public static (TResult[] Values, double[][,] Jacobians) Batch<T, TResult>(this JacobianFunction<T, TResult> f, IReadOnlyList<T> xs)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(xs);
        var (values, jacobians) = (new TResult[xs.Count], new double[xs.Count][,]);
        Run(f.Engine.Program.Options, xs.Count, i => (values[i], jacobians[i]) = (f.Value(xs[i]), f.At(xs[i])));
        return (values, jacobians);
    }

    private static void Check(GradientFunction f, object xs)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(xs);
    }

    private static void Run<T>(GradientFunction<T> f, int count, Action<int> sample) => Run(f.Engine.Program.Options, count, sample);

    private static void Run<T1, T2>(GradientFunction<T1, T2> f, int count, Action<int> sample) => Run(f.Engine.Program.Options, count, sample);

    private static void Run(GradOptions options, int count, Action<int> sample) => Chunks.Run(count, options.Threads, (_, from, to) =>
    {
        for (var i = from; i < to; i++)
        {
            sample(i);
        }
    });
}
