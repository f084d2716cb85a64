using System.Linq.Expressions;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

/// <summary>
/// What the evaluation of an expression does and depends on, so that it can be told whether another one may be run before it.
/// </summary>
internal sealed class Interference
{
    private readonly HashSet<ParameterExpression> read = [];
    private readonly HashSet<ParameterExpression> written = [];
    private readonly IReadOnlySet<ParameterExpression> exposed;
    private bool readsMemory;
    private bool writesMemory;

    private Interference(Expression root, IReadOnlySet<ParameterExpression> exposed)
    {
        this.exposed = exposed;
        var pending = new Stack<Expression>([root]);
        while (pending.TryPop(out var expression))
        {
            Note(expression);
            foreach (var child in ExpressionChildren.Of(expression))
            {
                pending.Push(child);
            }
        }
    }

    /// <param name="expression">The expression.</param>
    /// <param name="exposed">The variables whose address is taken somewhere: any write to memory may change them.</param>
    public static Interference Of(Expression expression, IReadOnlySet<ParameterExpression> exposed) => new(expression, exposed);

    /// <summary>True where an expression has to be evaluated before <paramref name="next"/> is.</summary>
    public bool With(Interference next) =>
        read.Overlaps(next.written) || written.Overlaps(next.read) || written.Overlaps(next.written)
        || (readsMemory && next.writesMemory) || (writesMemory && (next.readsMemory || next.writesMemory));

    private void Note(Expression expression)
    {
        switch (expression)
        {
            case ParameterExpression variable:
                read.Add(variable);
                readsMemory |= exposed.Contains(variable);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: var target }:
                Write(target);
                break;
            case MemberExpression { Expression: not { Type.IsValueType: true } } or IndexExpression or BinaryExpression { NodeType: ExpressionType.ArrayIndex }:
                readsMemory = true;
                break;
            case MethodCallExpression call when !OnlyComputes(call):
                readsMemory = writesMemory = true;
                written.UnionWith(Referred(call));
                break;
            case InvocationExpression or NewExpression { Type.IsValueType: false } or UnaryExpression { NodeType: ExpressionType.Throw }:
                readsMemory = writesMemory = true;
                break;
        }
    }

    /// <summary>The variables that a call gets by reference.</summary>
    private static IEnumerable<ParameterExpression> Referred(MethodCallExpression call)
    {
        var byReference = call.Arguments.Zip(call.Method.GetParameters()).Where(a => a.Second.ParameterType.IsByRef).Select(a => a.First);
        return (call.Object is { Type.IsValueType: true } instance ? byReference.Append(instance) : byReference).Select(PlaceParts.VariableOf).OfType<ParameterExpression>();
    }

    private void Write(Expression target)
    {
        if (PlaceParts.VariableOf(target) is { } variable)
        {
            written.Add(variable);
            writesMemory |= exposed.Contains(variable);
        }
        else
        {
            writesMemory = true;
        }
    }

    private static bool OnlyComputes(MethodCallExpression call) =>
        call.Method.DeclaringType is { } type && (type == typeof(Math) || type == typeof(MathF) || type.IsPrimitive);
}
