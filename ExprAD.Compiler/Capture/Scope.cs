using System.Linq.Expressions;

namespace ExprAD.Capture;

/// <summary>What the variables and parameters in sight mean at this point of the program.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<ParameterExpression, Value> values = [];

    /// <summary>0 for the scope of the function's parameters, one more for each scope within.</summary>
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    private Scope? Outer { get; } = outer;

    public void Declare(ParameterExpression variable, Value value) => values[variable] = value;

    public Value? Find(ParameterExpression variable) => Find(variable, out _);

    /// <summary>The value, and the depth of the scope that declares it.</summary>
    public Value? Find(ParameterExpression variable, out int depth)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.values.TryGetValue(variable, out var value))
            {
                depth = scope.Depth;
                return value;
            }
        }

        depth = -1;
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

    /// <summary>Takes back the declaration of a variable in this scope.</summary>
    public void Forget(ParameterExpression variable) => values.Remove(variable);

    /// <summary>The scope of the given depth among this one and those around it.</summary>
    public Scope AtDepth(int depth)
    {
        var scope = this;
        while (scope.Depth > depth)
        {
            scope = scope.Outer!;
        }

        return scope;
    }
}
