using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Text;
using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Capture.OwnRules;

/// <summary>A method of numbers as an operation, with a rule made of the derivatives that its author gives.</summary>
internal static class OwnOperation
{
    /// <summary>What such a method may cost: it is not looked into.</summary>
    private const int Cost = 60;

    /// <exception cref="ArgumentException">The method is none of numbers, or the derivatives don't fit it.</exception>
    public static ScalarOp Make(MethodInfo method, IReadOnlyList<LambdaExpression> derivatives)
    {
        var parameters = method.GetParameters();
        var type = method.ReturnType;
        if (!method.IsStatic || !IrType.Of(type).IsFloat || !parameters.All(p => IrType.Of(p.ParameterType) is { IsScalar: true } held && held.Clr == p.ParameterType && (!held.IsFloat || p.ParameterType == type)))
        {
            throw new ArgumentException($"{method.Name} is not a static method of numbers whose floating-point parameters have the type of its result.");
        }

        int[] differentiable = [.. parameters.Where(p => p.ParameterType == type).Select(p => p.Position)];
        if (differentiable.Length == 0 || differentiable.Length != derivatives.Count)
        {
            throw new ArgumentException($"{method.Name} has {differentiable.Length} floating-point parameters, and there are {derivatives.Count} derivatives.");
        }

        Type[] signature = [.. parameters.Select(p => p.ParameterType), type];
        foreach (var derivative in derivatives)
        {
            RequireFit(method, signature, derivative);
        }

        var partials = new OwnPartial?[parameters.Length];
        foreach (var (position, derivative) in differentiable.Zip(derivatives))
        {
            partials[position] = new OwnPartial(derivative);
        }

        var implementation = method.CreateDelegate(Expression.GetFuncType(signature));
        return new ScalarOp($"{CSharpText.NameOf(method.DeclaringType!)}.{method.Name}", parameters.Length, Traits.Pure | Traits.Traps, Cost)
        {
            Decisive = differentiable[0],
            F64 = type == typeof(double) ? implementation : null,
            F32 = type == typeof(float) ? implementation : null,
            OwnRule = new PartialRule([.. partials.Select(p => new Partial(p is null ? (_, _) => 0 : p.Build))]),
        };
    }

    /// <summary>A derivative takes what the method takes, and may take its result beside.</summary>
    private static void RequireFit(MethodInfo method, Type[] signature, LambdaExpression derivative)
    {
        Type[] types = [.. derivative.Parameters.Select(p => p.Type)];
        if (derivative.ReturnType != signature[^1] || !(types.AsSpan().SequenceEqual(signature.AsSpan(0, signature.Length - 1)) || types.SequenceEqual(signature)))
        {
            throw new ArgumentException($"{CSharpText.Of(derivative)} does not take the parameters of {method.Name} and give a {CSharpText.NameOf(signature[^1])}.");
        }
    }
}
