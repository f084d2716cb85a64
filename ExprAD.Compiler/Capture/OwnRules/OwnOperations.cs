using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.IR;

namespace ExprAD.Capture.OwnRules;

/// <summary>
/// Methods that come with their own derivatives, each as an operation like those of <see cref="Ops"/>: by <see cref="DerivativeAttribute"/>,
/// or by <see cref="DerivativeRules"/>.
/// </summary>
internal static class OwnOperations
{
    private static readonly ConditionalWeakTable<MethodInfo, Found> Attributed = new();
    private static readonly ConcurrentDictionary<MethodInfo, ScalarOp> Registered = new();
    private static int version;

    /// <summary>Another number after each registration: what was compiled before may be called with another rule since.</summary>
    public static int Version => Volatile.Read(ref version);

    /// <summary>The operation that a method is; null where it has no derivative of its own.</summary>
    public static ScalarOp? Find(MethodInfo method) =>
        Registered.TryGetValue(method, out var op) ? op : method.IsStatic ? Attributed.GetValue(method, m => new Found(OfAttribute(m))).Operation : null;

    public static void Register(MethodInfo method, IReadOnlyList<LambdaExpression> derivatives)
    {
        Registered[method] = OwnOperation.Make(method, derivatives);
        Interlocked.Increment(ref version);
    }

    private static ScalarOp? OfAttribute(MethodInfo method)
    {
        if (method.GetCustomAttribute<DerivativeAttribute>(inherit: false) is not { } attribute)
        {
            return null;
        }

        try
        {
            return OwnOperation.Make(method, [.. attribute.Names.Select(n => DerivativeMethod(method, n))]);
        }
        catch (ArgumentException e)
        {
            throw new NotDifferentiableException(Methods.Liftable.NameOf(method), $"its attribute {nameof(DerivativeAttribute)[..^9]} does not fit: {e.Message}", "Name a static method for each floating-point parameter.");
        }
    }

    /// <summary>The method of this name in the same type that takes the same parameters, or the result beside.</summary>
    private static LambdaExpression DerivativeMethod(MethodInfo method, string name)
    {
        Type[] types = [.. method.GetParameters().Select(p => p.ParameterType)];
        const BindingFlags any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var found = method.DeclaringType!.GetMethod(name, any, types) ?? method.DeclaringType.GetMethod(name, any, [.. types, method.ReturnType])
            ?? throw new ArgumentException($"there is no static method {name} with its parameters in {method.DeclaringType.Name}.");
        ParameterExpression[] parameters = [.. found.GetParameters().Select(p => Expression.Parameter(p.ParameterType, p.Name))];
        return Expression.Lambda(Expression.Call(found, parameters), parameters);
    }

    private sealed record Found(ScalarOp? Operation);
}
