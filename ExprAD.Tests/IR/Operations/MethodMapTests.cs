using System.Reflection;
using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Tests.IR.Operations;

public class MethodMapTests
{
    /// <summary>Methods that have floating-point numbers in their signatures and are not functions in a graph.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["Parse"] = "reads text",
        ["TryParse"] = "reads text",
        ["ConvertToIntegerNative"] = "its value outside the integer's range depends on the processor",
    };

    private static IEnumerable<MethodInfo> Methods =>
        from home in new[] { typeof(Math), typeof(MathF), typeof(double), typeof(float) }
        from method in home.GetMethods(BindingFlags.Public | BindingFlags.Static)
        select method.IsGenericMethod ? method.MakeGenericMethod(typeof(int)) : method;

    private static IEnumerable<MethodInfo> FloatMethods =>
        Methods.Where(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Any(t => t == typeof(double) || t == typeof(float)));

    private static IEnumerable<MethodInfo> Mapped => Methods.Where(m => Build(m) is not null);

    [TestCaseSource(nameof(FloatMethods))]
    public void Every_method_on_floats_is_mapped_or_refused(MethodInfo method) =>
        Assert.That(Build(method) is not null, Is.Not.EqualTo(Refused.ContainsKey(method.Name)));

    [TestCaseSource(nameof(Mapped))]
    public void Mapped_method_and_graph_give_the_same_bits(MethodInfo method)
    {
        var graph = Build(method)!;
        foreach (var arguments in SpecialValues.Combinations([.. method.GetParameters().Select(p => p.ParameterType)]))
        {
            var expected = Outcome(() => Values(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!));
            var actual = Outcome(() => Interpreter.Run(graph, arguments));
            Assert.That(actual.Zip(expected, SpecialValues.Same), Has.All.True, () => $"{string.Join(", ", arguments)}: {Print(actual)}, not {Print(expected)}");
        }
    }

    [TestCase(typeof(Math), "Sin", new[] { typeof(double) }, "sin")]
    [TestCase(typeof(double), "Sin", new[] { typeof(double) }, "sin")]
    [TestCase(typeof(MathF), "Sin", new[] { typeof(float) }, "sin")]
    [TestCase(typeof(Math), "Max", new[] { typeof(float), typeof(float) }, "max")]
    [TestCase(typeof(Math), "Max", new[] { typeof(byte), typeof(byte) }, "max")]
    [TestCase(typeof(double), "Ieee754Remainder", new[] { typeof(double), typeof(double) }, "ieeeremainder")]
    [TestCase(typeof(Math), "Log", new[] { typeof(double), typeof(double) }, "log.base")]
    [TestCase(typeof(Math), "Abs", new[] { typeof(int) }, "iabs")]
    [TestCase(typeof(Math), "Abs", new[] { typeof(short) }, null)]
    [TestCase(typeof(Math), "Max", new[] { typeof(ulong), typeof(ulong) }, null)]
    [TestCase(typeof(Math), "Abs", new[] { typeof(decimal) }, null)]
    [TestCase(typeof(string), "IsNullOrEmpty", new[] { typeof(string) }, null)]
    public void Spellings_of_one_function_are_one_operation(Type home, string name, Type[] parameters, string? operation) =>
        Assert.That(MethodMap.Find(home.GetMethod(name, parameters)!)?.Name, Is.EqualTo(operation));

    private static Graph? Build(MethodInfo method)
    {
        if (Array.Exists(method.GetParameters(), p => p.IsOut))
        {
            return null;
        }

        var b = new GraphBuilder(strict: true);
        Node[] inputs = [.. method.GetParameters().Select(p => b.Input(IrType.Of(p.ParameterType), p.Name!, InputRole.Parameter))];
        return MethodMap.Build(b, method, inputs) is { } node ? b.Build(method.Name, [node], ["y"])
            : MethodMap.BuildPair(b, method, inputs) is var (first, second) ? b.Build(method.Name, [first, second], ["y", "z"])
            : null;
    }

    /// <summary>What a method gives, or the type of the exception that it raises.</summary>
    private static object?[] Outcome(Func<object?[]> function)
    {
        try
        {
            return function();
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException)
        {
            return [e.GetType()];
        }
    }

    private static object?[] Values(object result) =>
        result is System.Runtime.CompilerServices.ITuple pair ? [Wide(pair[0]!), Wide(pair[1]!)] : [Wide(result)];

    private static object Wide(object value) => Conversions.Widen(value, IrType.Of(value.GetType()))!;

    private static string Print(object?[] values) => string.Join(", ", values);
}
