using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

/// <summary>
/// C# puts variables that lambdas and local functions share with the method around them into the fields of an object or struct of its own.
/// Makes them variables again, the lambdas expressions that mention them, and the calls of local functions calls of such lambdas.
/// </summary>
internal sealed class Closures : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, Frame> frames = [];
    private readonly List<ParameterExpression> made = [];
    private readonly List<MethodBase> around = [];

    private Closures()
    {
    }

    /// <summary>The body of a method without objects that hold its variables; <paramref name="variables"/> are its own.</summary>
    public static Expression Undone(Expression body, IReadOnlyCollection<ParameterExpression> variables)
    {
        var closures = new Closures();
        closures.Declare(variables);
        var undone = closures.Visit(body);
        return closures.made.Count == 0 ? undone
            : undone is BlockExpression block ? Expression.Block(block.Type, block.Variables.Concat(closures.made), block.Expressions)
            : Expression.Block(undone.Type, closures.made, undone);
    }

    /// <summary>True for the types that C# makes to hold variables.</summary>
    public static bool IsClosure(Type type) =>
        type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    protected override Expression VisitBlock(BlockExpression node)
    {
        Expression[] statements = [.. node.Expressions.Select(Visit).OfType<Expression>()];
        Expression[] kept = [.. statements.Where((s, i) => i == statements.Length - 1 || s is not DefaultExpression { Type: var type } || type != typeof(void))];
        return Expression.Block(node.Type, node.Variables.Where(v => !frames.ContainsKey(v)), kept);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType == ExpressionType.Assign)
        {
            if (node.Left is ParameterExpression variable && frames.ContainsKey(variable) && node.Right is NewExpression or DefaultExpression)
            {
                return Expression.Empty();
            }

            if (node.Left is MemberExpression { Member: FieldInfo field, Expression: { } holder } && FrameOf(holder) is { } frame && frame.Define(field, node.Right, FrameOf(node.Right)))
            {
                return Expression.Empty();
            }
        }

        return base.VisitBinary(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node is not { Member: FieldInfo field, Expression: { } holder } || FrameOf(holder) is not { } frame)
        {
            return base.VisitMember(node);
        }

        return frame.Alias(field) ?? VariableFor(frame, field);
    }

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        if (node.Body is MethodCallExpression { Object: { } target, Method: var method, Arguments: var arguments } && arguments.SequenceEqual(node.Parameters)
            && (FrameOf(target) is not null || IsEmptyClosure(target)) && Embedded(method, FrameOf(target)) is var (parameters, body)
            && parameters.Select(p => p.Type).SequenceEqual(node.Parameters.Select(p => p.Type)))
        {
            return Expression.Lambda(node.Type, body, parameters);
        }

        return base.VisitLambda(node);
    }

    /// <summary>Local functions get the variables of those around them by reference, or are methods of the object that holds them.</summary>
    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var frame = node.Object is null ? null : FrameOf(node.Object);
        if (frame is null && !node.Arguments.Any(a => FrameOf(a) is not null))
        {
            return base.VisitMethodCall(node);
        }

        var (parameters, body) = Embedded(node.Method, frame, node.Arguments);
        var arguments = node.Arguments.Where(a => FrameOf(a) is null).Zip(parameters, (a, p) => Reference.Referent(p.Type) is null ? Visit(a) : new AddressExpression(Visit(a)));
        return Expression.Invoke(Expression.Lambda(body, parameters), arguments);
    }

    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node) => node is ParameterExpression variable && frames.ContainsKey(variable)
        ? throw new CannotLiftException("an object that holds its variables is used as a whole", "Don't capture what is not a variable.")
        : base.Visit(node);

    private void Declare(IEnumerable<ParameterExpression> variables)
    {
        foreach (var variable in variables.Where(v => IsClosure(v.Type)))
        {
            frames.Add(variable, new Frame());
        }
    }

    /// <summary>The variables that an expression is the holder of; null for all other expressions.</summary>
    private Frame? FrameOf(Expression expression) => expression switch
    {
        ParameterExpression variable => frames.GetValueOrDefault(variable),
        MemberExpression { Expression: ParameterExpression reference } member when Reference.IsDereference(member) => frames.GetValueOrDefault(reference),
        MemberExpression { Member: FieldInfo field, Expression: { } holder } => FrameOf(holder)?.Inner(field),
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } => FrameOf(operand),
        AddressExpression { Place: var place } => FrameOf(place),
        _ => null,
    };

    private ParameterExpression VariableFor(Frame frame, FieldInfo field)
    {
        if (frame.Variable(field) is not { } variable)
        {
            frame.Add(field, variable = Expression.Variable(field.FieldType, field.Name));
            made.Add(variable);
        }

        return variable;
    }

    /// <summary>The object of lambdas that share nothing with the method around them.</summary>
    private static bool IsEmptyClosure(Expression target) =>
        target is MemberExpression { Expression: null, Member: FieldInfo { DeclaringType: var type } } && type!.Name.StartsWith("<>c", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    /// <summary>The parameters and body of a lambda or local function, where it stands.</summary>
    private (ParameterExpression[] Parameters, Expression Body) Embedded(MethodInfo method, Frame? instance, IReadOnlyList<Expression>? arguments = null)
    {
        if (around.Contains(method))
        {
            throw new CannotLiftException($"a lambda or local function in it calls itself", "Make it a method of its own, or write a loop.");
        }

        var raw = MethodLifter.Raw(method);
        var own = new List<ParameterExpression>(raw.Parameters);
        if (!method.IsStatic)
        {
            if (instance is not null)
            {
                frames[own[0]] = instance;
            }

            own.RemoveAt(0);
        }

        for (var i = own.Count - 1; i >= 0 && arguments is not null; i--)
        {
            if (FrameOf(arguments[i]) is { } frame)
            {
                frames[own[i]] = frame;
                own.RemoveAt(i);
            }
        }

        around.Add(method);
        Declare(raw.Variables);
        var outer = made.ToArray();
        made.Clear();
        var body = Visit(raw.Body);
        var inner = made.ToArray();
        made.Clear();
        made.AddRange(outer);
        around.RemoveAt(around.Count - 1);

        // Variables of the holders that it makes itself are its own; those of the ones it was given belong to who gave them.
        var mine = inner.Where(v => raw.Variables.Any(r => frames.TryGetValue(r, out var f) && f.Holds(v))).ToArray();
        made.AddRange(inner.Except(mine));
        return ([.. own], mine.Length == 0 ? body : Expression.Block(body.Type, mine, body));
    }

    /// <summary>The variables that one object holds.</summary>
    private sealed class Frame
    {
        private readonly Dictionary<FieldInfo, ParameterExpression> variables = [];
        private readonly Dictionary<FieldInfo, Frame> inner = [];
        private readonly Dictionary<FieldInfo, Expression> aliases = [];

        public ParameterExpression? Variable(FieldInfo field) => variables.GetValueOrDefault(field);

        public void Add(FieldInfo field, ParameterExpression variable) => variables.Add(field, variable);

        public bool Holds(ParameterExpression variable) => variables.ContainsValue(variable);

        public Frame? Inner(FieldInfo field) => inner.GetValueOrDefault(field);

        public Expression? Alias(FieldInfo field) => aliases.GetValueOrDefault(field);

        /// <summary>Takes an assignment that only says where other variables are: of the object around, of <c>this</c>.</summary>
        public bool Define(FieldInfo field, Expression value, Frame? frame)
        {
            if (frame is not null)
            {
                inner[field] = frame;
                return true;
            }

            if (field.Name.EndsWith("__this", StringComparison.Ordinal) && value is ParameterExpression self)
            {
                aliases[field] = self;
                return true;
            }

            return false;
        }
    }
}
