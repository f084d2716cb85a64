namespace ExprAD;

/// <summary>What all compiled functions have in common, whatever their parameters.</summary>
public abstract class GradientFunction
{
    private readonly Engine engine;

    private protected GradientFunction(Engine engine) => this.engine = engine;

    /// <summary>The function and what is made of it, in a line: <c>x * Math.Sin(x)  ->  (value, gradient)</c>.</summary>
    public override string ToString() => $"{engine.Source}  ->  (value, gradient)";
}
