using System.Linq.Expressions;

namespace ExprAD.Emission;

/// <summary>The local variables of one method. Those no longer read are used again for other values of their type.</summary>
internal sealed class Variables
{
    private readonly Dictionary<Type, Stack<ParameterExpression>> free = [];
    private readonly List<ParameterExpression> all = [];

    public IReadOnlyList<ParameterExpression> All => all;

    public ParameterExpression Take(Type type) =>
        free.TryGetValue(type, out var stack) && stack.TryPop(out var variable) ? variable : New(type);

    /// <summary>A variable that nothing else has used: its value may be assigned ahead of all that has been emitted.</summary>
    public ParameterExpression New(Type type)
    {
        var variable = Expression.Variable(type);
        all.Add(variable);
        return variable;
    }

    public void Release(ParameterExpression variable)
    {
        if (!free.TryGetValue(variable.Type, out var stack))
        {
            free.Add(variable.Type, stack = new());
        }

        stack.Push(variable);
    }
}
