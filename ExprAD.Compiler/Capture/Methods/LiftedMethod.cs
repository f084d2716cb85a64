using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprAD.Capture.Methods;

/// <summary>A method of the user's as an expression, made from its IL; <c>this</c> is the first parameter of an instance method.</summary>
internal sealed record LiftedMethod(MethodBase Method, IReadOnlyList<ParameterExpression> Parameters, Expression Body)
{
    private static readonly ConditionalWeakTable<MethodBase, object> Known = new();

    /// <summary>The method; the reason where it can't be lifted is raised.</summary>
    /// <exception cref="CannotLiftException">Its IL has no meaning as expressions.</exception>
    public static LiftedMethod Of(MethodBase method) => Known.GetValue(method, Lift) switch
    {
        LiftedMethod lifted => lifted,
        CannotLiftException failure => throw new CannotLiftException(failure.Reason, failure.Suggestion),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The method of one object that was captured: <c>this</c> is a constant in it, so that its fields are those of that object.</summary>
    public LiftedMethod Of(object receiver) =>
        new(Method, [.. Parameters.Skip(1)], new Binding(Parameters[0], Expression.Constant(receiver, Parameters[0].Type)).Visit(Body));

    private sealed class Binding(ParameterExpression self, ConstantExpression receiver) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == self ? receiver : node;
    }

    private static object Lift(MethodBase method)
    {
        try
        {
            return MethodLifter.Lift(method);
        }
        catch (CannotLiftException failure)
        {
            return failure;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or InvalidCastException or KeyNotFoundException or NullReferenceException)
        {
            // IL that no C# compiler made, or a form of it that is not known here, has no expressions that stand for it.
            return new CannotLiftException($"its code is not of a form that is understood ({e.Message.TrimEnd('.')})");
        }
    }
}
