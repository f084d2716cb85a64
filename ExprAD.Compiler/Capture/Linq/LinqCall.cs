using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A call of an operator on sequences: its arguments, an instance being the first, each of which an operator asks for once, in order.</summary>
internal sealed class LinqCall(Loops loops, MethodCallExpression call, Scope scope)
{
    private readonly Expression[] arguments =
        [.. call.Object is null ? [] : new[] { call.Object }, .. Comparers.OthersThanComparers(call)];

    public Loops Loops => loops;

    public GraphBuilder Builder => loops.Builder;

    public MethodCallExpression Call => call;

    public Scope Scope => scope;

    public string Name => call.Method.Name;

    /// <summary>The number of arguments.</summary>
    public int Count => arguments.Length;

    /// <summary>The C# type of what the call gives.</summary>
    public Type Type => call.Type;

    public Type[] TypeArguments => call.Method.GetGenericArguments();

    public Expression Argument(int number) => arguments[number];

    public Value Value(int number) => loops.Capture.Visit(arguments[number], scope);

    public Node Node(int number) => loops.Capture.VisitNode(arguments[number], scope);

    public Function Function(int number) => new(loops.Capture, Value(number));

    public bool IsFunction(int number) => number < Count && typeof(Delegate).IsAssignableFrom(arguments[number].Type);

    /// <summary>An argument as a sequence; arrays that are made only to be looked through are not made.</summary>
    public Sequence Source(int number = 0) =>
        Sources.Of(loops, arguments[number], scope, call.Object is null ? call.Method.GetParameters()[number].Name : null);

    public NotDifferentiableException Refuse(string reason, string suggestion) => loops.Capture.Refuse(reason, suggestion, call);
}
