using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class MethodEmitter
{
    /// <summary>In a function: how much of the memory for its arrays was in use when it was entered, by the number of the place.</summary>
    private readonly Dictionary<int, ParameterExpression> marks = [];
    private Expression? returned;

    /// <summary>Emits all of a function, from the check of the stack to what it returns.</summary>
    public void EmitFunction(Function function, int number, IReadOnlyList<ParameterExpression> parameters)
    {
        if (function.Split is null)
        {
            statements.Add(Expression.Call(workspace, nameof(Workspace.CheckStack), null, Expression.Constant(number)));
        }

        BindParameters(function, parameters);
        MarkArrays();
        EmitStretch();
        var results = function.Body.Results.Select(Value).ToArray();
        for (var i = 1; i < results.Length; i++)
        {
            var type = function.Results[i];
            statements.Add(graph.Frame.Write(FunctionMethods.Result(type, i), type, FrameArray(type), results[i]));
        }

        ReleaseArrays();
        returned = results.Length > 0 ? results[0] : null;
    }

    /// <summary>The function's body, once it is emitted.</summary>
    public BlockExpression ToBlock() => returned is null
        ? Expression.Block(typeof(void), Variables, Statements)
        : Expression.Block(returned.Type, Variables, [.. Statements, returned]);

    private void BindParameters(Function function, IReadOnlyList<ParameterExpression> parameters)
    {
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var (parameter, type) = (function.Body.Parameters[i], function.Parameters[i]);
            if (i < parameters.Count)
            {
                values[parameter] = parameters[i];
            }
            else if (Plan[parameter].Uses > 0)
            {
                Define(parameter, graph.Frame.Read(FunctionMethods.Argument(type, i), type, FrameArray(type), MemoryExpressions.ClrOf(type)));
            }
        }
    }

    private void EmitInvoke(Node node)
    {
        var function = (Function)node.Attribute!;
        if (function.Split is { } split)
        {
            EmitSplit(node, function, split);
            return;
        }

        var call = CallOf(node, function);
        if (function.Results.Count == 0)
        {
            statements.Add(call);
            return;
        }

        Define(node.Values[0], call);
        foreach (var value in node.Values.Skip(1).Where(v => Plan[v].Uses > 0))
        {
            Define(value, HandedBack(function, (int)value.Attribute!));
        }
    }

    /// <summary>The call, with what does not fit into its arguments handed over beforehand. It gives the first result.</summary>
    private InvocationExpression CallOf(Node node, Function function)
    {
        var direct = FunctionMethods.Direct(function);
        for (var i = direct; i < node.Operands.Length; i++)
        {
            var type = function.Parameters[i];
            statements.Add(graph.Frame.Write(FunctionMethods.Argument(type, i), type, FrameArray(type), Value(node.Operands[i])));
        }

        List<Expression> arguments = [workspace];
        for (var i = 0; i < direct; i++)
        {
            arguments.Add(Value(node.Operands[i]));
        }

        return Expression.Invoke(graph.Functions.Method(function, workspace), arguments);
    }

    /// <summary>A result after the first, right after the call.</summary>
    private Expression HandedBack(Function function, int number)
    {
        var type = function.Results[number];
        return graph.Frame.Read(FunctionMethods.Result(type, number), type, FrameArray(type), MemoryExpressions.ClrOf(type));
    }

    private void MarkArrays()
    {
        foreach (var (node, placement) in Plan.Placements)
        {
            if (placement.Scope is not null)
            {
                var number = graph.Sites.NumberOf(node, many: true);
                marks.Add(number, variables.New(typeof(ArrayMark)));
                statements.Add(Expression.Assign(marks[number], Expression.Call(Arrays(number), nameof(ArraySites.Mark), null)));
            }
        }
    }

    private void ReleaseArrays()
    {
        foreach (var (number, mark) in marks)
        {
            statements.Add(Expression.Call(Arrays(number), nameof(ArraySites.ReleaseTo), null, mark));
        }
    }
}
