using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprAD.Capture.Methods;

/// <summary>From the IL of a method to an expression that says the same.</summary>
internal static class MethodLifter
{
    public static LiftedMethod Lift(MethodBase method)
    {
        var raw = Raw(method);
        return new LiftedMethod(method, raw.Parameters, UnusedVariables.Without(Closures.Undone(raw.Body, raw.Variables)));
    }

    /// <summary>The method with the objects that hold variables which lambdas share with it.</summary>
    public static (IReadOnlyList<ParameterExpression> Parameters, IReadOnlyList<ParameterExpression> Variables, Expression Body) Raw(MethodBase method)
    {
        CheckKind(method);
        var body = BodyOf(method) ?? throw new CannotLiftException("its code is not there: it is native, or made by the run time", "Register its derivative with DerivativeRules.Register.");
        var instructions = CachedDelegates.Without(IlReader.Read(method, body.GetILAsByteArray()!));
        var variables = new MethodVariables(method, body, instructions);
        var blocks = new IlBlocks(instructions, body.ExceptionHandlingClauses);
        var pieces = MethodFolding.Of(method, variables, blocks);
        var result = method is MethodInfo { ReturnType: var type } ? ResultOf(type) : typeof(void);
        ParameterExpression[] locals = [.. variables.Locals, .. variables.Temporaries];
        return (variables.Parameters, locals, Enumerations.Undone(MethodTree.Of(pieces, blocks.Root, result, locals), locals));
    }

    private static Type ResultOf(Type type) => type.IsByRef ? Places.Reference.To(type.GetElementType()!) : type;

    private static void CheckKind(MethodBase method)
    {
        if (method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
        {
            throw new CannotLiftException("it is async", "Await outside, and differentiate what is computed from the results.");
        }

        if (method.IsDefined(typeof(IteratorStateMachineAttribute), inherit: false))
        {
            throw new CannotLiftException("it is an iterator", "Return an array or a list.");
        }
    }

    private static MethodBody? BodyOf(MethodBase method)
    {
        try
        {
            return method.GetMethodBody();
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
