using System.Reflection;

namespace ExprAD.IR;

/// <summary>Computes scalar operations on boxed values, for constants and for the interpreter. What the operation raises comes out as it is.</summary>
internal static class Evaluation
{
    public static object Evaluate(Delegate meaning, params object?[] operands) => (meaning, operands) switch
    {
        // The many; reflection, which serves the rest, would do for these too.
        (Func<double, double> f, [double a]) => f(a),
        (Func<double, double, double> f, [double a, double b]) => f(a, b),
        (Func<double, double, bool> f, [double a, double b]) => f(a, b),
        (Func<float, float> f, [float a]) => f(a),
        (Func<float, float, float> f, [float a, float b]) => f(a, b),
        (Func<int, int, int> f, [int a, int b]) => f(a, b),
        (Func<int, int, bool> f, [int a, int b]) => f(a, b),
        (Func<bool, bool> f, [bool a]) => f(a),
        (Func<bool, bool, bool> f, [bool a, bool b]) => f(a, b),
        _ => Invoke(meaning.Method, meaning.Target, operands),
    };

    private static object Invoke(MethodInfo method, object? target, object?[] operands)
    {
        var parameters = method.GetParameters();
        object?[] arguments = [.. operands.Select((v, i) => parameters[i].ParameterType.IsEnum ? Enum.ToObject(parameters[i].ParameterType, v!) : v)];
        return method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }
}
