using System.Linq.Expressions;

namespace ExprAD;

/// <summary>What runs a function, whatever its parameters.</summary>
internal abstract class Engine
{
    /// <summary>The function in the user's C#.</summary>
    public abstract string Source { get; }
}

/// <summary>What runs a function whose arguments, as a tuple where there are several, are a <typeparamref name="T"/>.</summary>
internal sealed class Engine<T> : Engine
{
    public static Engine<T> Of(LambdaExpression f, GradOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        throw new NotSupportedException();
    }

    public override string Source => throw new NotSupportedException();

    public double Value(T argument) => throw new NotSupportedException();

    public (double Value, T Gradient) ValueAndGradient(T argument) => throw new NotSupportedException();

    public double ValueAndGradient(T argument, T into) => throw new NotSupportedException();

    public double ValueAndGradient(T argument, ref T into) => throw new NotSupportedException();

    public Engine<T> WithRespectTo(string[] names) => throw new NotSupportedException();
}
