using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>
/// Output: <c>Console.WriteLine</c> and its like. Numbers that go there do not come back, so that they may depend on what is differentiated;
/// also by way of text that is made on the spot.
/// </summary>
internal static class Writing
{
    private static readonly HashSet<string> Writers = ["System.Console", "System.IO.TextWriter", "System.Diagnostics.Debug", "System.Diagnostics.Trace"];

    public static bool IsWriter(MethodInfo method) =>
        method.ReturnType == typeof(void) && method.Name.StartsWith("Write", StringComparison.Ordinal) && Writers.Contains(method.DeclaringType!.FullName!);

    /// <summary>The parts of a call that make text for it, where it writes, or is text for one that does.</summary>
    public static IReadOnlyList<Expression> Texts(MethodCallExpression call, IReadOnlyList<Expression> written) =>
        IsWriter(call.Method) || written.Contains(call) ? [.. call.Arguments.Where(IsText)] : [];

    private static bool IsText(Expression part) => part is NewArrayExpression { Type: var type } ? type == typeof(object[]) : part is MethodCallExpression call
        && call.Type == typeof(string) && (call.Method.DeclaringType == typeof(string) || (call.Method.Name == nameof(ToString) && call.Object is { Type.IsPrimitive: true }));
}
