using System.Linq.Expressions;

namespace ExprAD.Capture;

/// <summary>What the variables and parameters in sight mean at this point of the program.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<ParameterExpression, Value> values = [];

    public void Declare(ParameterExpression variable, Value value) => values[variable] = value;

    public Value? Find(ParameterExpression variable)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.values.TryGetValue(variable, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Gives a declared variable a new meaning.</summary>
    public void Assign(ParameterExpression variable, Value value)
    {
        var scope = this;
        while (scope.Outer is not null && !scope.values.ContainsKey(variable))
        {
            scope = scope.Outer;
        }

        scope.values[variable] = value;
    }

    private Scope? Outer { get; } = outer;
}
