using System.Linq.Expressions;
using ExprAD.Capture.OwnRules;

namespace ExprAD.Caching;

/// <summary>The functions of this process, by what their lambdas say.</summary>
internal static class FunctionCache
{
    /// <summary>How many functions are kept; of more, those used last.</summary>
    public const int Capacity = 1024;

    /// <summary>In how many variants, on objects of different types, one function may exist; the last one then does for all others, and says at each call that it does not fit.</summary>
    private const int MostVariants = 64;

    private static readonly BoundedCache<(StructuralKey Lambda, GradOptions Options, int Rules, int Variant), object> Functions = new(Capacity);

    /// <summary>The program of a lambda, whose arguments are a <typeparamref name="T"/>, and what the lambda captured.</summary>
    public static (Program<T> Program, object[] Data) Get<T>(LambdaExpression lambda, GradOptions options)
    {
        var (key, constants) = StructuralKey.Of(lambda);
        for (var variant = 0; ; variant++)
        {
            var program = (Program<T>)Functions.GetOrAdd((key, options, OwnOperations.Version, variant), () => Program<T>.Make(lambda, options));
            if (variant == MostVariants || program.Function.Assumptions.All(a => a.Holds(constants.Values)))
            {
                return (program, constants.Values);
            }
        }
    }
}
