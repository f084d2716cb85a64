using System.Linq.Expressions;
using ExprAD.Capture.OwnRules;

namespace ExprAD.Caching;

/// <summary>The functions of this process, by what their lambdas say.</summary>
internal static class FunctionCache
{
    /// <summary>How many functions are kept; of more, those used last.</summary>
    public const int Capacity = 1024;

    private static readonly BoundedCache<(StructuralKey Lambda, GradOptions Options, int Rules), object> Functions = new(Capacity);

    /// <summary>The program of a lambda, whose arguments are a <typeparamref name="T"/>, and what the lambda captured.</summary>
    public static (Program<T> Program, object[] Data) Get<T>(LambdaExpression lambda, GradOptions options)
    {
        var (key, constants) = StructuralKey.Of(lambda);
        return ((Program<T>)Functions.GetOrAdd((key, options, OwnOperations.Version), () => Program<T>.Make(lambda, options)), constants.Values);
    }
}
