using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>
/// Operators that have no meaning for derivatives (grouping, joining, sets), on data: compiled as they are,
/// called with the data and variables that they mention.
/// </summary>
internal static class Opaque
{
    public static Value Evaluate(LinqCall call)
    {
        var capture = call.Loops.Capture;
        var mentioned = new Mentioned();
        mentioned.Visit(call.Call);
        var arguments = mentioned.Variables.Concat<Expression>(mentioned.Data).ToArray();
        var operands = new List<Node>();
        foreach (var argument in arguments)
        {
            var node = capture.ToNode(capture.Visit(argument, call.Scope));
            capture.RequireData(
                node,
                $"{call.Name} is not differentiated, and here it depends on {Text.CSharpText.Of(argument)}",
                "Use it on data alone, or write what it does with Select, Where and Sum.");
            operands.Add(node);
        }

        ParameterExpression[] parameters = [.. arguments.Select(a => a as ParameterExpression ?? Expression.Parameter(a.Type))];
        var body = new Replacement(arguments.Zip(parameters).ToDictionary(p => p.First, p => p.Second, ReferenceEqualityComparer.Instance as IEqualityComparer<Expression>)).Visit(call.Call);
        var function = Expression.Lambda(body, parameters).Compile();
        var type = function.GetType();
        if (!mentioned.IsPure)
        {
            capture.NoteCallOut();
        }

        var op = mentioned.IsPure && capture.IsReadOnly ? Ops.CallPure : Ops.Call;
        operands.Insert(0, call.Builder.Constant(function, IrType.Of(type)));
        return capture.FromNode(call.Builder.Emit(op, IrType.Of(call.Type), [.. operands], type.GetMethod("Invoke")!), call.Type);
    }

    /// <summary>The variables from outside that an expression mentions, and the captured data.</summary>
    private sealed class Mentioned : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> bound = [];

        public List<ParameterExpression> Variables { get; } = [];

        public List<ConstantExpression> Data { get; } = [];

        public bool IsPure { get; private set; } = true;

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
