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
        }
        catch (Exception)
        {
            TestContext.Out.WriteLine(GraphPrinter.Print(primal));
            TestContext.Out.WriteLine(GraphPrinter.Print(gradient));
            throw;
        }
    }

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
    public static double Derivative(Func<double, double> f, double x)
    {
        const int Order = 8;
        var table = new double[Order, Order];
        var (best, error, step) = (0.0, double.PositiveInfinity, 1e-2 * Math.Max(1, Math.Abs(x)));
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

        return best;
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
