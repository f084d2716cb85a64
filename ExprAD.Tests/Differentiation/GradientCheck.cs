using ExprAD.Differentiation.Forward;
using ExprAD.Differentiation.Reverse;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Text;
using ExprAD.Transforms;
using ExprAD.Verification;

namespace ExprAD.Tests.Differentiation;

/// <summary>Compares the gradient graph of a function, run by the interpreter, with differences of the function's own values.</summary>
internal static class GradientCheck
{
    /// <summary>Checks with respect to every input that is a number or an array of numbers and declared differentiable.</summary>
    public static void Check(Graph function, params object?[] arguments)
    {
        Verifier.Verify(function);
        var primal = Prune.Run(ReadOnlyMemory.Run(function, strict: false), strict: false);
        Verifier.Verify(primal);
        int[] inputs = [.. Enumerable.Range(0, function.Inputs.Count).Where(i => function.Inputs[i].Differentiable)];
        var gradient = ReverseMode.Gradient(primal, inputs, strict: false);
        try
        {
            Verifier.Verify(gradient);
            var results = Interpreter.Run(gradient, Copy(arguments));
            Assert.That(results[0], Is.EqualTo(Value(function, arguments)), "value");
            for (var k = 0; k < inputs.Length; k++)
            {
                CompareLeaf(function, arguments, inputs[k], results[k + 1]!);
            }

            CompareForward(primal, gradient, inputs, arguments, results);
        }
        catch (Exception)
        {
            TestContext.Out.WriteLine(GraphPrinter.Print(primal));
            TestContext.Out.WriteLine(GraphPrinter.Print(gradient));
            throw;
        }
    }

    /// <summary>
    /// Forward mode of the function gives the gradient's product with a direction; forward mode of the gradient gives how the
    /// gradient changes along it.
    /// </summary>
    private static void CompareForward(Graph primal, Graph gradient, int[] inputs, object?[] arguments, object?[] results)
    {
        var direction = inputs.Select((i, k) => Direction(arguments[i]!, k)).ToArray();
        var jvp = ForwardMode.Jvp(primal, inputs, strict: false);
        Verifier.Verify(jvp);
        var slope = (double)Interpreter.Run(jvp, [.. Copy(arguments), .. direction])[^1]!;
        var product = inputs.Select((_, k) => Flat(results[k + 1]!).Zip(Flat(direction[k]!), (a, b) => a * b).Sum()).Sum();
        Assert.That(slope, Is.EqualTo(product).Within(1e-9 * Math.Max(1, Math.Abs(product))), "forward mode");

        var second = ForwardMode.Jvp(gradient, inputs, strict: false);
        Verifier.Verify(second);
        var turned = Interpreter.Run(second, [.. Copy(arguments), .. direction]);
        for (var k = 0; k < inputs.Length; k++)
        {
            var at = k + 1;
            var changes = Flat(turned[results.Length + at]!).ToArray();
            for (var e = 0; e < changes.Length; e++)
            {
                var element = e;
                Compare(changes[e], t => Flat(Interpreter.Run(gradient, Moved(arguments, inputs, direction, t))[at]!).ElementAt(element), 0, $"second order, {gradient.ResultNames[at]}[{e}]");
            }
        }
    }

    private static object?[] Moved(object?[] arguments, int[] inputs, object?[] direction, double t)
    {
        var moved = Copy(arguments);
        for (var k = 0; k < inputs.Length; k++)
        {
            moved[inputs[k]] = (moved[inputs[k]], direction[k]) switch
            {
                (double[] a, double[] d) => a.Zip(d, (x, y) => x + (t * y)).ToArray(),
                (double[][] a, double[][] d) => a.Zip(d, (r, q) => r.Zip(q, (x, y) => x + (t * y)).ToArray()).ToArray(),
                (double a, double d) => a + (t * d),
                var other => other.Item1,
            };
        }

        return moved;
    }

    private static object? Direction(object argument, int seed) => argument switch
    {
        double[] a => a.Select((_, i) => Math.Cos(1 + seed + i)).ToArray(),
        double[][] a => a.Select((r, i) => r.Select((_, j) => Math.Cos(1 + seed + i + (2 * j))).ToArray()).ToArray(),
        _ => Math.Cos(1 + seed),
    };

    private static IEnumerable<double> Flat(object value) => value switch
    {
        double[] a => a,
        double[][] a => a.SelectMany(r => r),
        _ => [(double)value],
    };

    private static void CompareLeaf(Graph function, object?[] arguments, int input, object gradient)
    {
        if (arguments[input] is double[] array)
        {
            for (var i = 0; i < array.Length; i++)
            {
                var at = i;
                Compare(((double[])gradient)[i], x => Value(function, With(arguments, input, a => ((double[])a)[at] = x)), array[i], $"{function.Inputs[input].Name}[{i}]");
            }
        }
        else if (arguments[input] is double[][] rows)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < rows[i].Length; j++)
                {
                    var (r, c) = (i, j);
                    Compare(((double[][])gradient)[i][j], x => Value(function, With(arguments, input, a => ((double[][])a)[r][c] = x)), rows[i][j], $"{function.Inputs[input].Name}[{i}][{j}]");
                }
            }
        }
        else
        {
            Compare((double)gradient, x => Value(function, [.. arguments.Select((a, i) => i == input ? x : a)]), (double)arguments[input]!, function.Inputs[input].Name);
        }
    }

    private static void Compare(double gradient, Func<double, double> f, double x, string what)
    {
        var difference = Derivative(f, x);
        Assert.That(gradient, Is.EqualTo(difference).Within(1e-7 * Math.Max(1, Math.Abs(difference))), what);
    }

    /// <summary>Central differences extrapolated to step zero (Ridders, 1982).</summary>
    public static double Derivative(Func<double, double> f, double x) => Estimate(f, x, 1e-2).Derivative;

    /// <summary>The same, with what the extrapolations differ by; <paramref name="largest"/> is the step it starts with, relative to <paramref name="x"/>.</summary>
    public static (double Derivative, double Error) Estimate(Func<double, double> f, double x, double largest)
    {
        const int Order = 8;
        var table = new double[Order, Order];
        var (best, error, step) = (0.0, double.PositiveInfinity, largest * Math.Max(1, Math.Abs(x)));
        for (var i = 0; i < Order; i++, step /= 1.6)
        {
            table[0, i] = (f(x + step) - f(x - step)) / (2 * step);
            for (var (j, factor) = (1, 1.6 * 1.6); j <= i; j++, factor *= 1.6 * 1.6)
            {
                table[j, i] = ((table[j - 1, i] * factor) - table[j - 1, i - 1]) / (factor - 1);
                var e = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (e <= error)
                {
                    (best, error) = (table[j, i], e);
                }
            }
        }

        return (best, error);
    }

    private static double Value(Graph function, object?[] arguments) => (double)Interpreter.Run(function, Copy(arguments))[0]!;

    private static object?[] With(object?[] arguments, int input, Action<object> change)
    {
        var copy = Copy(arguments);
        change(copy[input]!);
        return copy;
    }

    private static object?[] Copy(object?[] arguments) => [.. arguments.Select(a => a switch
    {
        double[] array => array.Clone(),
        double[][] rows => rows.Select(r => (double[])r.Clone()).ToArray(),
        _ => a,
    })];
}
