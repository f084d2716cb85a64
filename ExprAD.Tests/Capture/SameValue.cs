using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture;
using ExprAD.Interpretation;
using ExprAD.Verification;

namespace ExprAD.Tests.Capture;

/// <summary>Compares a captured lambda, interpreted, with the same lambda compiled by the base class library.</summary>
internal static class SameValue
{
    private static readonly ConditionalWeakTable<LambdaExpression, Pair> Both = new();

    /// <summary>Both give the same bits, or raise the same type of exception, and leave the same in the arrays they were given.</summary>
    public static void Check(LambdaExpression f, params object?[] arguments)
    {
        var (captured, compiled) = Both.GetValue(f, Prepare);
        object?[] expectedArguments = [.. arguments.Select(Copy)];
        var expected = Run(() => compiled.DynamicInvoke(expectedArguments));

        object?[] actualArguments = [.. arguments.Select(Copy)];
        var actual = Run(() => Interpreter.Run(captured.Graph, Inputs(captured, f, actualArguments))[0]);

        Assert.That(Bits(actual), Is.EqualTo(Bits(expected)), () => f.ToString());
        Assert.That(actualArguments, Is.EqualTo(expectedArguments), () => f.ToString());
    }

    private static Pair Prepare(LambdaExpression f)
    {
        var captured = FunctionCapture.Capture(f, strict: true);
        Verifier.Verify(captured.Graph);
        return new Pair(captured, f.Compile());
    }

    /// <summary>The inputs of the graph for these arguments of the lambda.</summary>
    public static object?[] Inputs(CapturedFunction captured, LambdaExpression f, object?[] arguments)
    {
        var inputs = new object?[captured.Graph.Inputs.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            Read(captured.Parameters[i], arguments[i], inputs);
        }

        var data = CapturedConstants.Of(f).Values;
        for (var i = 0; i < data.Length; i++)
        {
            inputs[captured.Data[i].Input] = data[i];
        }

        return inputs;
    }

    private static void Read(ParameterShape shape, object? value, object?[] inputs)
    {
        if (shape is LeafShape leaf)
        {
            inputs[leaf.Input] = value;
            return;
        }

        foreach (var member in ((CompositeShape)shape).Members)
        {
            Read(member.Shape, member.Member is FieldInfo field ? field.GetValue(value) : ((PropertyInfo)member.Member).GetValue(value), inputs);
        }
    }

    private static object? Run(Func<object?> function)
    {
        try
        {
            return function();
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.GetType();
        }
        catch (Exception e) when (e is not NotDifferentiableException)
        {
            return e.GetType();
        }
    }

    private static object? Bits(object? outcome) => outcome switch
    {
        double d => double.IsNaN(d) ? "NaN" : (d, BitConverter.DoubleToInt64Bits(d)),
        float f => float.IsNaN(f) ? "NaN" : (f, BitConverter.SingleToInt32Bits(f)),
        _ => outcome,
    };

    private static object? Copy(object? value) => value switch
    {
        Array array when array.GetType().GetElementType()!.IsArray => CopyRows(array),
        Array array => array.Clone(),
        List<double> list => new List<double>(list),
        _ => value,
    };

    private static Array CopyRows(Array rows)
    {
        var copy = (Array)rows.Clone();
        for (var i = 0; i < copy.Length; i++)
        {
            copy.SetValue(Copy(rows.GetValue(i)), i);
        }

        return copy;
    }

    private sealed record Pair(CapturedFunction Captured, Delegate Compiled);
}
