using System.Linq.Expressions;
using ExprAD.Emission.Planning;
using ExprAD.Emission.Runtime;
using ExprAD.Emission.Runtime.Parallel;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>
/// The functions of a graph as methods: the workspace and the parameters go in, the first result comes back. What goes beyond
/// the parameters that a delegate can have, and beyond one result, is handed over in the workspace, where it is read before
/// anything else is called. Recursion needs no more than the stack.
/// </summary>
internal sealed class FunctionMethods(ArrayPlacement placement, Func<LambdaExpression, Compiled<Delegate>> compile)
{
    /// <summary>The most that a <c>Func</c> has, beside the workspace.</summary>
    private const int MostParameters = 15;

    private readonly Dictionary<Function, int> numbers = [];
    private readonly List<Compiled<Delegate>?> methods = [];
    private readonly List<string> names = [];
    private readonly List<SplitSite> splits = [];

    public Frame Frame { get; } = new();

    /// <summary>Where calls of loops in stretches leave their arguments.</summary>
    public Frame Handed { get; } = new();

    public Sites Sites { get; } = new();

    public IReadOnlyList<Delegate> Delegates => methods.ConvertAll(m => m!.Delegate);

    public IReadOnlyList<string> Names => names;

    public IReadOnlyList<SplitSite> Splits => splits;

    public IEnumerable<CompilerUsed> Compilers => methods.Select(m => m!.Compiler);

    /// <summary>The method to call, with as many arguments as <see cref="Direct"/> says behind the workspace.</summary>
    public Expression Method(Function function, Expression workspace) =>
        Expression.Call(workspace, nameof(Workspace.Function), [DelegateOf(function)], Expression.Constant(NumberOf(function)));

    /// <summary>How many arguments are passed as such.</summary>
    public static int Direct(Function function) => Math.Min(function.Parameters.Count, MostParameters);

    /// <summary>Under what name an argument is handed over in the workspace.</summary>
    public static object Argument(IrType type, int number) => (nameof(Argument), Frame.FieldOf(type), number);

    /// <summary>Under what name a result is handed over in the workspace.</summary>
    public static object Result(IrType type, int number) => (nameof(Result), Frame.FieldOf(type), number);

    /// <summary>The number of the place where a loop may run in stretches.</summary>
    public int NumberOfSplit(Function function)
    {
        var body = new SplitBodies(this).Of(function);
        splits.Add(new SplitSite(function.Split!, () => (SplitBody)compile(body).Delegate));
        return splits.Count - 1;
    }

    private static Type DelegateOf(Function function) => Expression.GetDelegateType(
    [
        typeof(Workspace),
        .. function.Parameters.Take(Direct(function)).Select(MemoryExpressions.ClrOf),
        function.Results.Count == 0 ? typeof(void) : MemoryExpressions.ClrOf(function.Results[0]),
    ]);

    private int NumberOf(Function function)
    {
        if (!numbers.TryGetValue(function, out var number))
        {
            // Numbered before it is emitted, since it may call itself.
            numbers.Add(function, number = methods.Count);
            methods.Add(null);
            names.Add(function.Name);
            methods[number] = compile(Lambda(function, number));
        }

        return number;
    }

    private LambdaExpression Lambda(Function function, int number)
    {
        var workspace = Expression.Parameter(typeof(Workspace), "workspace");
        var parameters = function.Definition.Inputs.Take(Direct(function))
            .Select(i => Expression.Parameter(MemoryExpressions.ClrOf(i.Node.Type), i.Name)).ToArray();
        var method = GraphEmitter.OfFunction(function.Definition, placement, this, workspace);
        method.EmitFunction(function, number, parameters);
        return Expression.Lambda(DelegateOf(function), method.ToBlock(), [workspace, .. parameters]);
    }
}
