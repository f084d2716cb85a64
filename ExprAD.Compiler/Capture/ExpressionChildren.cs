using System.Linq.Expressions;
using ExprAD.Capture.Places;

namespace ExprAD.Capture;

/// <summary>The parts of an expression, one level down, in the order in which they are evaluated.</summary>
internal static class ExpressionChildren
{
    public static IEnumerable<Expression> Of(Expression expression) => All(expression).OfType<Expression>();

    private static IEnumerable<Expression?> All(Expression expression) => expression switch
    {
        BinaryExpression b => [b.Left, b.Right, b.Conversion],
        UnaryExpression u => [u.Operand],
        MemberExpression m => [m.Expression],
        MethodCallExpression c => [c.Object, .. c.Arguments],
        ConditionalExpression c => [c.Test, c.IfTrue, c.IfFalse],
        LambdaExpression l => [l.Body],
        InvocationExpression i => [i.Expression, .. i.Arguments],
        NewExpression n => n.Arguments,
        NewArrayExpression a => a.Expressions,
        MemberInitExpression m => [m.NewExpression, .. m.Bindings.SelectMany(OfBinding)],
        ListInitExpression l => [l.NewExpression, .. l.Initializers.SelectMany(i => i.Arguments)],
        IndexExpression i => [i.Object, .. i.Arguments],
        BlockExpression b => b.Expressions,
        LoopExpression l => [l.Body],
        GotoExpression g => [g.Value],
        LabelExpression l => [l.DefaultValue],
        SwitchExpression s => [s.SwitchValue, .. s.Cases.SelectMany(c => c.TestValues.Append(c.Body)), s.DefaultBody],
        TryExpression t => [t.Body, .. t.Handlers.SelectMany(h => new[] { h.Filter, h.Body }), t.Finally, t.Fault],
        TypeBinaryExpression t => [t.Expression],
        RuntimeVariablesExpression r => r.Variables,
        DynamicExpression d => d.Arguments,
        AddressExpression a => a.Parts,
        { CanReduce: true } => [expression.Reduce()],
        _ => [],
    };

    private static IEnumerable<Expression> OfBinding(MemberBinding binding) => binding switch
    {
        MemberAssignment a => [a.Expression],
        MemberMemberBinding m => m.Bindings.SelectMany(OfBinding),
        MemberListBinding l => l.Initializers.SelectMany(i => i.Arguments),
        _ => [],
    };
}
