using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture;
using ExprAD.Emission;
using ExprAD.Emission.Runtime;

namespace ExprAD.Kernels;

/// <summary>
/// Puts a gradient together in the type of the argument. Before the kernel's body runs, memory is found or made;
/// afterwards objects are made or filled with it, innermost first. <paramref name="others"/> is what else the kernel reads, which must not be written to.
/// </summary>
internal sealed class GradientWriter(
    ParameterShape root, ArgumentReader argument, IReadOnlySet<int> differentiated, Expression gradient, Expression target, params IReadOnlyList<Expression> others)
{
    private readonly Fill fill = new(differentiated);
    private readonly Dictionary<ParameterShape, ParameterExpression> existing = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, ParameterExpression> arrays = [];

    /// <summary>All arrays and objects that are written to, each with its counterpart in the argument.</summary>
    private readonly List<(Expression Destination, Expression Argument)> memory = [];

    public List<ParameterExpression> Variables { get; } = [];

    /// <summary>The arrays that are written to, by the input with respect to which they are the gradient.</summary>
    public IReadOnlyDictionary<int, ParameterExpression> Arrays => arrays;

    /// <summary>Finds or makes the memory; all of it is zero then.</summary>
    public List<Expression> Prepare()
    {
        var statements = new List<Expression>();
        Prepare(root, gradient, statements);
        if (memory.Count > 0)
        {
            var clear = arrays.Values.Select(a => IsVector(a.Type)
                ? Expression.Call(typeof(Destinations), nameof(Destinations.Clear), [a.Type.GetElementType()!], a)
                : Expression.Call(typeof(Shapes), nameof(Shapes.Clear), null, a));
            var isFresh = Expression.Equal(target, Expression.Constant(Target.Fresh));
            statements.Add(Expression.IfThen(Expression.Not(isFresh), Expression.Block(typeof(void), [.. Distinctness.Check(memory, others), .. clear])));
        }

        if (root is LeafShape leaf && arrays.TryGetValue(leaf.Input, out var whole))
        {
            // Before the body: a call after it would make the JIT keep the body's numbers in memory.
            statements.Add(Expression.Assign(gradient, whole));
        }

        return statements;
    }

    /// <summary>Writes the gradient; <paramref name="result"/> gives that with respect to an input.</summary>
    public List<Expression> Write(Func<int, Expression> result)
    {
        var statements = new List<Expression>();
        var whole = Assemble(root, result, statements);
        if (root is not LeafShape leaf || !arrays.TryGetValue(leaf.Input, out var array) || whole != array)
        {
            statements.Add(Expression.Assign(gradient, whole));
        }

        return statements;
    }

    private void Prepare(ParameterShape shape, Expression place, List<Expression> statements)
    {
        switch (shape)
        {
            case LeafShape leaf when differentiated.Contains(leaf.Input) && !leaf.Type.IsValueType:
                var (method, type) = IsVector(leaf.Type) ? (nameof(Destinations.Vector), leaf.Type.GetElementType()!) : (nameof(Destinations.Memory), leaf.Type);
                var array = Keep(
                    Expression.Call(typeof(Destinations), method, [type], place, argument[leaf.Input], target, Expression.Constant(leaf.Path)),
                    statements);
                arrays.Add(leaf.Input, array);
                memory.Add((array, argument[leaf.Input]));
                break;
            case CompositeShape { Type.IsValueType: true } composite:
                PrepareMembers(composite, member => Expression.MakeMemberAccess(place, member), statements);
                break;
            case CompositeShape composite:
                var found = Keep(
                    Expression.Call(typeof(Destinations), nameof(Destinations.Object), [composite.Type], place, target, Expression.Constant(composite.Path)),
                    statements);
                existing.Add(composite, found);
                if (fill.Unfillable(composite) is null)
                {
                    memory.Add((found, argument[composite]));
                }

                PrepareMembers(composite, member => MemberOrDefault(found, member), statements);
                break;
        }
    }

    private static bool IsVector(Type type) => type == typeof(double[]) || type == typeof(float[]);

    private void PrepareMembers(CompositeShape composite, Func<MemberInfo, Expression> access, List<Expression> statements)
    {
        foreach (var member in composite.Members.Where(m => fill.Reaches(m.Shape)))
        {
            Prepare(member.Shape, access(member.Member), statements);
        }
    }

    /// <summary>The gradient's part for <paramref name="shape"/>, made or filled.</summary>
    private Expression Assemble(ParameterShape shape, Func<int, Expression> result, List<Expression> statements)
    {
        if (!fill.Reaches(shape))
        {
            return Expression.Default(shape.Type);
        }

        if (shape is LeafShape leaf)
        {
            return Conversions.To(result(leaf.Input), leaf.Type);
        }

        var composite = (CompositeShape)shape;
        var parts = composite.Members.ToDictionary(m => m, m => Assemble(m.Shape, result, statements));
        if (!existing.TryGetValue(composite, out var there))
        {
            return Keep(Construction.New(composite, parts), statements);
        }

        var make = Expression.Assign(there, Construction.New(composite, parts));
        var isMissing = Expression.ReferenceEqual(there, Expression.Constant(null, composite.Type));
        statements.Add(fill.Unfillable(composite) is not null ? make
            : AssignMembers(there, parts) is { } assign ? Expression.IfThenElse(isMissing, make, assign)
            : Expression.IfThen(isMissing, make));
        return there;
    }

    /// <summary>Assigns what is differentiated and can be assigned; memory that was filled may be assigned again, to itself.</summary>
    private BlockExpression? AssignMembers(Expression instance, Dictionary<MemberShape, Expression> parts)
    {
        var assignments = parts
            .Where(p => fill.Reaches(p.Key.Shape) && Fill.IsSettable(p.Key.Member))
            .Select(p => Expression.Assign(Expression.MakeMemberAccess(instance, p.Key.Member), p.Value))
            .ToArray();
        return assignments.Length == 0 ? null : Expression.Block(typeof(void), assignments);
    }

    private static ConditionalExpression MemberOrDefault(ParameterExpression instance, MemberInfo member)
    {
        var access = Expression.MakeMemberAccess(instance, member);
        return Expression.Condition(
            Expression.ReferenceEqual(instance, Expression.Constant(null, instance.Type)), Expression.Default(access.Type), access);
    }

    private ParameterExpression Keep(Expression value, List<Expression> statements)
    {
        var variable = Expression.Variable(value.Type);
        Variables.Add(variable);
        statements.Add(Expression.Assign(variable, value));
        return variable;
    }
}
