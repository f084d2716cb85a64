using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>
/// Operators that have no meaning for derivatives (grouping, joining, sets), on data: compiled as they are,
/// called with the data and variables that they mention.
/// </summary>
internal static class Opaque
{
    public static Value Evaluate(LinqCall call) =>
        Evaluate(call.Loops.Capture, call.Call, call.Scope, call.Name, "Use it on data alone, or write what it does with Select, Where and Sum.");

    /// <summary>An expression of data: an operator, or a lambda that goes into code that is not looked into.</summary>
    public static Value Evaluate(ExpressionCapture capture, Expression expression, Scope scope, string name, string suggestion)
    {
        var mentioned = Mentioned.In(expression);
        var arguments = mentioned.Variables.Concat<Expression>(mentioned.Data).ToArray();
        var operands = new List<Node>();
        foreach (var argument in arguments)
        {
            var node = capture.ToNode(capture.Visit(argument, scope));
            capture.RequireData(node, $"{name} is not differentiated, and here it depends on {Text.CSharpText.Of(argument)}", suggestion);
            operands.Add(node);
        }

        ParameterExpression[] parameters = [.. arguments.Select(a => a as ParameterExpression ?? Expression.Parameter(a.Type))];
        var body = new Replacement(arguments.Zip(parameters).ToDictionary(p => p.First, p => p.Second, ReferenceEqualityComparer.Instance as IEqualityComparer<Expression>)).Visit(expression);
        var function = Expression.Lambda(body, parameters).Compile();
        var type = function.GetType();
        if (!mentioned.IsPure)
        {
            capture.NoteCallOut();
        }

        var op = mentioned.IsPure && capture.IsReadOnly ? Ops.CallPure : Ops.Call;
        operands.Insert(0, capture.Builder.Constant(function, IrType.Of(type)));
        return capture.FromNode(capture.Builder.Emit(op, IrType.Of(expression.Type), [.. operands], type.GetMethod("Invoke")!), expression.Type);
    }

    /// <summary>True for an expression that calls nothing but what only computes.</summary>
    public static bool IsPure(Expression expression) => Mentioned.In(expression).IsPure;

    /// <summary>The variables from outside that an expression mentions, and the captured data.</summary>
    private sealed class Mentioned : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> bound = [];

        public List<ParameterExpression> Variables { get; } = [];

        public List<ConstantExpression> Data { get; } = [];

        public bool IsPure { get; private set; } = true;

        public static Mentioned In(Expression expression)
        {
            var mentioned = new Mentioned();
            mentioned.Visit(expression);
            return mentioned;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            bound.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitBlock(BlockExpression node)
        {
            bound.UnionWith(node.Variables);
            return base.VisitBlock(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            if (!bound.Contains(node) && !Variables.Contains(node))
            {
                Variables.Add(node);
            }

            return node;
        }

        protected override Expression VisitConstant(ConstantExpression node)
        {
            if (CapturedConstants.IsData(node) && !Data.Contains(node))
            {
                Data.Add(node);
            }

            return node;
        }

        protected override Expression VisitInvocation(InvocationExpression node)
        {
            IsPure &= node.Expression is LambdaExpression;
            return base.VisitInvocation(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            IsPure &= Purity.IsPure(node.Method);
            return base.VisitMethodCall(node);
        }
    }

    private sealed class Replacement(IReadOnlyDictionary<Expression, ParameterExpression> parameters) : ExpressionVisitor
    {
        protected override Expression VisitConstant(ConstantExpression node) =>
            parameters.TryGetValue(node, out var parameter) ? parameter : node;
    }
}
