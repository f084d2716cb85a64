using System.Linq.Expressions;
using ExprAD.Capture.Collections;

namespace ExprAD.Capture.Places;

/// <summary>
/// What kinds of objects, arrays and lists a function makes itself, and what becomes of them, as far as its text shows.
/// It decides how values of a type are held: an object that nothing changes is a value like a number; one that is assigned
/// after it was made has an identity and lies in memory.
/// </summary>
internal sealed class MadeTypes
{
    private static readonly HashSet<string> Growing =
    [
        "Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveRange", "RemoveAll", "Clear",
        "Reverse", "Sort", "EnsureCapacity", "TrimExcess", "set_Capacity",
    ];

    private readonly HashSet<Type> made = [];
    private readonly HashSet<Type> allocated = [];
    private readonly HashSet<Type> changed = [];
    private readonly HashSet<Type> grown = [];

    /// <summary>True when some of what it makes lies in memory: it may be changed after it was made.</summary>
    public bool AnyInMemory => allocated.Count + changed.Count + grown.Count > 0;

    /// <summary>True when spans are kept in variables: they may be written through.</summary>
    public bool KeepsSpans { get; private set; }

    /// <summary>What stands in for a collection of the base class library, where the function makes such; null where nothing does.</summary>
    public Type? StandInFor(Type type) =>
        StandIns.For(type) is { } standIn
        && (StandIns.IsSpan(type) ? KeepsSpans : Lists.IsList(type) ? Grows(type) : made.Contains(type) && StandIns.HoldsFloats(type.GenericTypeArguments[^1]))
            ? standIn
            : null;

    /// <summary>True for a class of which the function makes objects, or gets them as parameters, taken apart.</summary>
    public bool IsMade(Type type) => made.Contains(type) || HasIdentity(type);

    /// <summary>True for a class whose objects, where the function makes them, are changed after they were made.</summary>
    public bool HasIdentity(Type type) =>
        !type.IsValueType && (StandIns.IsStandIn(type) || allocated.Contains(type) || (made.Contains(type) && changed.Any(c => c.IsAssignableFrom(type))));

    /// <summary>True for a type of lists to which the function adds, or of which it takes away.</summary>
    public bool Grows(Type list) => grown.Contains(list);

    public void Note(Expression expression)
    {
        KeepsSpans |= StandIns.IsSpan(expression.Type) && (expression is ParameterExpression or NewExpression || expression.NodeType == ExpressionType.Assign);
        switch (expression)
        {
            case NewExpression or NewArrayExpression:
                made.Add(expression.Type);
                break;
            case AllocationExpression:
                made.Add(expression.Type);
                allocated.Add(expression.Type);
                break;
            case MethodCallExpression { Object: { } list, Method: var method } when Lists.IsList(list.Type) && Growing.Contains(method.Name):
                grown.Add(list.Type);
                break;
            case MethodCallExpression { Object: { } instance, Method: var method } when Accessors.IsSetter(method):
                NoteChange(instance.Type);
                break;
            case BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual, Method: null } comparison when !IsNull(comparison.Left) && !IsNull(comparison.Right):
                NoteChange(comparison.Left.Type);
                NoteChange(comparison.Right.Type);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left.Type.IsValueType: false } assign when IsNull(assign.Right):
                NoteChange(assign.Left.Type);
                break;
            case MethodCallExpression { Method: { Name: nameof(ReferenceEquals) } method, Arguments: [var a, var b] } when method.DeclaringType == typeof(object):
                NoteChange(Uncast(a).Type);
                NoteChange(Uncast(b).Type);
                break;
        }
    }

    /// <summary>Notes that a field or property is assigned.</summary>
    public void NoteAssigned(MemberExpression target)
    {
        if (target.Expression is { Type.IsValueType: false } instance)
        {
            NoteChange(instance.Type);
        }
    }

    /// <summary>Notes a class whose objects the function gets as parameters.</summary>
    public void NoteParameter(Type type)
    {
        if (made.Add(type) && Composite.Of(type) is { } composite)
        {
            foreach (var part in composite.Parts)
            {
                NoteParameter(part.Type);
            }
        }
    }

    private void NoteChange(Type type)
    {
        if (!type.IsValueType && type != typeof(object) && type != typeof(string) && !type.IsArray && !typeof(Delegate).IsAssignableFrom(type))
        {
            changed.Add(type);
        }
    }

    private static bool IsNull(Expression expression) => expression is ConstantExpression { Value: null } or DefaultExpression { Type.IsValueType: false };

    private static Expression Uncast(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } ? operand : expression;
}
