namespace ExprAD;

/// <summary>What all functions with a Jacobian have in common, whatever their parameters and values.</summary>
public abstract class JacobianFunction
{
    private readonly JacobianEngine engine;

    private protected JacobianFunction(JacobianEngine engine) => this.engine = engine;

    /// <summary>The function and what is made of it, in a line: <c>new[] { x * y }  ->  (value, Jacobian)</c>.</summary>
    public override string ToString() => $"{engine.Source}  ->  (value, Jacobian)";
}
