using System.Linq.Expressions;

namespace ExprAD.Emission;

/// <summary>Which variables are free for other values once a position in a region's list has been passed.</summary>
internal sealed class Expiry
{
    private readonly Dictionary<int, List<ParameterExpression>> at = [];

    public void Add(int position, ParameterExpression variable)
    {
        if (!at.TryGetValue(position, out var list))
        {
            at.Add(position, list = []);
        }

        list.Add(variable);
    }

    public void Release(int position, Variables variables)
    {
        if (at.Remove(position, out var list))
        {
            list.ForEach(variables.Release);
        }
    }

    /// <summary>The region has ended: releases what was read to its end.</summary>
    public void ReleaseAll(Variables variables)
    {
        foreach (var list in at.Values)
        {
            list.ForEach(variables.Release);
        }
    }
}
