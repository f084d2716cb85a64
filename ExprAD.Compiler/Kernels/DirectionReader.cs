using System.Linq.Expressions;
using ExprAD.Capture;

namespace ExprAD.Kernels;

/// <summary>
/// Takes what is in the shape of an argument, or of a value, apart: a direction, or weights. Only the parts that are differentiated are looked at;
/// they have to be there, and where the counterpart in the argument is known, to be as long.
/// </summary>
internal sealed class DirectionReader
{
    private readonly Dictionary<int, Expression> parts = [];
    private readonly ArgumentReader? argument;
    private readonly Fill fill;
    private readonly string parameter;

    private DirectionReader(ArgumentReader? argument, IEnumerable<int> inputs, string parameter) =>
        (this.argument, fill, this.parameter) = (argument, new Fill(inputs.ToHashSet()), parameter);

    public List<ParameterExpression> Variables { get; } = [];

    public List<Expression> Statements { get; } = [];

    /// <summary>The arrays in it.</summary>
    public IReadOnlyList<Expression> Memory => [.. parts.Values.Where(p => !p.Type.IsValueType)];

    /// <summary>The part for input number <paramref name="input"/>.</summary>
    public Expression this[int input] => parts[input];

    /// <param name="root">The shape.</param>
    /// <param name="direction">What is taken apart.</param>
    /// <param name="argument">The counterpart, where there is one yet.</param>
    /// <param name="inputs">The parts that are differentiated.</param>
    /// <param name="parameter">What the user's call names it.</param>
    public static DirectionReader Read(ParameterShape root, Expression direction, ArgumentReader? argument, IReadOnlyList<int> inputs, string parameter)
    {
        var reader = new DirectionReader(argument, inputs, parameter);
        reader.Read(root, direction);
        return reader;
    }

    private void Read(ParameterShape shape, Expression value)
    {
        if (!fill.Reaches(shape))
        {
            return;
        }

        switch (shape)
        {
            case LeafShape leaf:
                parts[leaf.Input] = Keep(
                    leaf.Type.IsValueType ? value
                    : argument is null ? Required(value, leaf.Path)
                    : Expression.Call(typeof(DirectionChecks), nameof(DirectionChecks.Along), [value.Type], value, argument[leaf.Input], Expression.Constant(parameter), Expression.Constant(leaf.Path)));
                break;
            case CompositeShape composite:
                var whole = composite.Type.IsValueType && value is not MemberExpression ? value : Keep(composite.Type.IsValueType ? value : Required(value, composite.Path));
                foreach (var member in composite.Members)
                {
                    Read(member.Shape, Expression.MakeMemberAccess(whole, member.Member));
                }

                break;
        }
    }

    private MethodCallExpression Required(Expression value, string path) => Expression.Call(
        typeof(DirectionChecks), nameof(DirectionChecks.Required), [value.Type], value, Expression.Constant(parameter), Expression.Constant(path));

    private ParameterExpression Keep(Expression value)
    {
        var variable = Expression.Variable(value.Type);
        Variables.Add(variable);
        Statements.Add(Expression.Assign(variable, value));
        return variable;
    }
}
