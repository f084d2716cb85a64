using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.Emission.Runtime.Parallel;
using ExprAD.IR;

namespace ExprAD.Emission;

/// <summary>What a thread runs for one stretch of a loop: it fetches the arguments of the call, runs the loop's function, and leaves what that gave.</summary>
internal sealed class SplitBodies(FunctionMethods functions)
{
    private readonly ParameterExpression call = Expression.Parameter(typeof(SplitCall), "call");
    private readonly ParameterExpression workspace = Expression.Parameter(typeof(Workspace), "workspace");
    private readonly ParameterExpression stretch = Expression.Parameter(typeof(int), "stretch");
    private readonly ParameterExpression from = Expression.Parameter(typeof(long), "from");
    private readonly ParameterExpression to = Expression.Parameter(typeof(long), "to");

    public Expression<SplitBody> Of(Function function)
    {
        List<Expression> statements = [];
        List<Expression> arguments = [workspace];
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var argument = Argument(function, i);
            if (i < FunctionMethods.Direct(function))
            {
                arguments.Add(argument);
            }
            else
            {
                var type = function.Parameters[i];
                statements.Add(functions.Frame.Write(FunctionMethods.Argument(type, i), type, Expression.Field(workspace, Frame.FieldOf(type)), argument));
            }
        }

        var invocation = Expression.Invoke(functions.Method(function, workspace), arguments);
        statements.Add(function.Results.Count == 0 ? invocation : Leave(function, 0, invocation));
        for (var r = 1; r < function.Results.Count; r++)
        {
            var type = function.Results[r];
            statements.Add(Leave(function, r, functions.Frame.Read(FunctionMethods.Result(type, r), type, Expression.Field(workspace, Frame.FieldOf(type)), type.Clr)));
        }

        return Expression.Lambda<SplitBody>(Expression.Block(typeof(void), statements), call, workspace, stretch, from, to);
    }

    private Expression Argument(Function function, int number)
    {
        var type = function.Parameters[number];
        if (number <= Split.Stretches)
        {
            return Conversions.To(number == Split.From ? from : number == Split.To ? to : Expression.Constant(1L), type.Clr);
        }

        var shared = function.Split!.PlaceOf(number);
        return shared >= 0
            ? Expression.Call(call, nameof(SplitCall.Private), [type.Clr], Expression.Constant(shared), stretch)
            : functions.Handed.Read(
                (function, number), type, Expression.Field(Expression.Property(call, nameof(SplitCall.Arguments)), Frame.FieldOf(type)), type.Clr);
    }

    private BinaryExpression Leave(Function function, int number, Expression result) => Expression.Assign(
        Expression.ArrayAccess(
            Expression.Property(call, nameof(SplitCall.Parts)),
            Expression.Add(Expression.Multiply(stretch, Expression.Constant(function.Results.Count)), Expression.Constant(number))),
        Conversions.To(result, typeof(double)));
}
