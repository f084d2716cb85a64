using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

/// <summary>
/// <c>foreach</c> over what is no array, which C# writes with an enumerator: <c>e = s.GetEnumerator(); try { while (e.MoveNext()) … e.Current … } finally { e.Dispose(); }</c>.
/// Becomes a loop over the elements by number, which is what the flow of derivatives can be followed through.
/// </summary>
internal sealed class Enumerations : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, Enumeration> enumerators = [];

    /// <summary>The body of a method without enumerators.</summary>
    public static Expression Undone(Expression body, IEnumerable<ParameterExpression> variables)
    {
        var candidates = variables.Where(v => ElementOf(v.Type) is not null).ToHashSet();
        if (candidates.Count == 0)
        {
            return body;
        }

        var finding = new Finding(candidates);
        finding.Visit(body);
        var undoing = new Enumerations();
        foreach (var (variable, source) in finding.Found)
        {
            undoing.enumerators.Add(variable, new Enumeration(variable, source));
        }

        return undoing.enumerators.Count == 0 ? body : undoing.Visit(body);
    }

    protected override Expression VisitBlock(BlockExpression node)
    {
        var statements = new List<Expression>();
        foreach (var statement in node.Expressions)
        {
            if (Advanced(statement) is not { } advanced)
            {
                statements.Add(Visit(statement));
                continue;
            }

            // The position moves with the reading of the element: after it where nothing else happens in the statement.
            var step = Expression.Assign(advanced.Position, Expression.Add(advanced.Position, Expression.Constant(1)));
            var isPlain = statement is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression };
            advanced.IsAhead = !isPlain;
            Expression[] both = isPlain ? [Visit(statement), step] : [step, Visit(statement)];
            statements.AddRange(both);
        }

        Expression[] kept = [.. statements.Where((s, i) => i == statements.Count - 1 || !IsNothing(s))];
        var variables = node.Variables.Where(v => !enumerators.ContainsKey(v)).Concat(node.Variables.Where(enumerators.ContainsKey).SelectMany(v => enumerators[v].Variables));
        return Expression.Block(node.Type, variables, kept);
    }

    protected override Expression VisitBinary(BinaryExpression node) =>
        node is { NodeType: ExpressionType.Assign, Left: ParameterExpression variable } && enumerators.TryGetValue(variable, out var enumeration)
            ? node.Right is MethodCallExpression { Object: { } source } ? enumeration.Begin(Visit(source)) : Expression.Empty()
            : base.VisitBinary(node);

    protected override Expression VisitMember(MemberExpression node) =>
        node is { Member.Name: "Current", Expression: ParameterExpression variable } && enumerators.TryGetValue(variable, out var enumeration)
            ? enumeration.Current(node.Type)
            : base.VisitMember(node);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        Enumerator(node.Object) is { } enumeration
            ? node.Method.Name.EndsWith("MoveNext", StringComparison.Ordinal) ? enumeration.HasNext : Expression.Empty()
            : base.VisitMethodCall(node);

    /// <summary>What is left of a try that disposed of an enumerator is its body.</summary>
    protected override Expression VisitTry(TryExpression node) =>
        node is { Finally: { } last, Handlers.Count: 0 } && IsDisposal(last) ? Visit(node.Body) : base.VisitTry(node);

    private Enumeration? Enumerator(Expression? expression) => expression switch
    {
        ParameterExpression variable => enumerators.GetValueOrDefault(variable),
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } => Enumerator(operand),
        _ => null,
    };

    /// <summary>The enumerator whose element a statement reads; null where it reads none.</summary>
    private Enumeration? Advanced(Expression statement)
    {
        var pending = new Stack<Expression>([statement]);
        while (pending.TryPop(out var expression))
        {
            if (expression is MemberExpression { Member.Name: "Current", Expression: ParameterExpression variable } && enumerators.TryGetValue(variable, out var enumeration))
            {
                return enumeration;
            }

            if (expression is BlockExpression or TryExpression or LoopExpression)
            {
                continue;
            }

            foreach (var child in ExpressionChildren.Of(expression))
            {
                pending.Push(child);
            }
        }

        return null;
    }

    /// <summary>True for a last part that does nothing but dispose of an enumerator, if there is one.</summary>
    private bool IsDisposal(Expression last) => last switch
    {
        BlockExpression block => block.Expressions.All(IsDisposal),
        ConditionalExpression { Test: BinaryExpression { Left: var tested }, IfTrue: var then, IfFalse: var otherwise } => Enumerator(tested) is not null && IsDisposal(then) && IsDisposal(otherwise),
        MethodCallExpression call => Enumerator(call.Object) is not null,
        GotoExpression or LabelExpression or DefaultExpression => true,
        _ => false,
    };

    private static bool IsNothing(Expression statement) => statement is DefaultExpression { Type: var type } && type == typeof(void);

    /// <summary>The type of the elements that an enumerator gives; null for all other types.</summary>
    private static Type? ElementOf(Type type) =>
        new[] { type }.Concat(type.GetInterfaces()).FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEnumerator<>))?.GenericTypeArguments[0];

    /// <summary>One enumerator: the elements, and the number of the next one.</summary>
    private sealed class Enumeration
    {
        private readonly ParameterExpression elements;

        public Enumeration(ParameterExpression enumerator, Type source)
        {
            elements = Expression.Variable(source.IsGenericType && source.GetGenericTypeDefinition() == typeof(List<>) ? source : ElementOf(enumerator.Type)!.MakeArrayType(), "elements");
            Position = Expression.Variable(typeof(int), "next");
        }

        public ParameterExpression Position { get; }

        /// <summary>True where the position has moved on before the element is read.</summary>
        public bool IsAhead { get; set; }

        public IEnumerable<ParameterExpression> Variables => [elements, Position];

        public Expression HasNext => Expression.LessThan(Position, elements.Type.IsArray ? Expression.ArrayLength(elements) : Expression.Property(elements, "Count"));

        public Expression Begin(Expression source) => Expression.Block(
            typeof(void),
            Expression.Assign(elements, source.Type == elements.Type ? source : Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [elements.Type.GetElementType()!], source)),
            Expression.Assign(Position, Expression.Constant(0)));

        public Expression Current(Type type)
        {
            Expression at = IsAhead ? Expression.Subtract(Position, Expression.Constant(1)) : Position;
            Expression element = elements.Type.IsArray ? Expression.ArrayIndex(elements, at) : Expression.Property(elements, "Item", at);
            return element.Type == type ? element : Expression.Convert(element, type);
        }
    }

    /// <summary>Finds the variables that hold an enumerator and nothing else, and what they run over.</summary>
    private sealed class Finding(HashSet<ParameterExpression> candidates) : ExpressionVisitor
    {
        public Dictionary<ParameterExpression, Type> Found { get; } = [];

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node is { NodeType: ExpressionType.Assign, Left: ParameterExpression variable, Right: MethodCallExpression { Object: { } source, Method: var method } }
                && candidates.Contains(variable) && method.Name.EndsWith("GetEnumerator", StringComparison.Ordinal)
                && (ElementOf(variable.Type) is { } element && typeof(IEnumerable<>).MakeGenericType(element).IsAssignableFrom(source.Type)))
            {
                Found[variable] = source.Type;
            }

            return base.VisitBinary(node);
        }
    }
}
