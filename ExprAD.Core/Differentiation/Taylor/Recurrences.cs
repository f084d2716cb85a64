using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Differentiation.Taylor;

/// <summary>
/// The series of an operation's result from those of its operands. A product is the convolution of its factors, a quotient that of a product solved
/// for a factor; any other y = f(x) obeys y′ = f′(x)·x′, so that
/// <code>
/// k·yₖ = Σ i·xᵢ·dₖ₋ᵢ,  i = 1 … k,   where d is the series of f′(x)
/// </code>
/// f′(x) is what the operation's rule says, a formula in x and y whose series is found in the same way: coefficient k of y needs those of d below k only.
/// What is structurally zero is absent.
/// </summary>
/// <param name="builder">Where the coefficients are built.</param>
/// <param name="known">The coefficients of t, t², … of values that are there.</param>
/// <param name="order">How many there are.</param>
internal sealed partial class Recurrences(GraphBuilder builder, IReadOnlyDictionary<Node, Node[]> known, int order)
{
    /// <summary>By value and number of the coefficient; null where it is zero.</summary>
    private readonly Dictionary<(Node, int), Node?> found = [];

    /// <summary>By operation: what the partial derivatives of its rule are.</summary>
    private readonly Dictionary<Node, Term?[]> partials = [];

    /// <summary>The result of an operation whose series is being found, from its operands.</summary>
    private Node? result;

    /// <summary>True where coefficients can be used in what is built next.</summary>
    public static bool IsInSight(Node[] coefficients) => Array.TrueForAll(coefficients, c => c.Region is not { IsClosed: true });

    /// <summary>The coefficients of t, t², … of <paramref name="value"/>, the result of an operation.</summary>
    public Node[] Of(Node value)
    {
        result = value;
        return value.Op == Ops.Pow ? OfPower(value) : Collect(k => Coefficient(value, k), value.Type);
    }

    private Node[] Collect(Func<int, Node?> coefficient, IrType type)
    {
        var made = new Node[order];
        for (var k = 1; k <= order; k++)
        {
            made[k - 1] = coefficient(k) ?? builder.Number(0, type);
        }

        return made;
    }

    /// <summary>Coefficient <paramref name="k"/> of a value; that of number 0 is the value itself.</summary>
    private Node? Coefficient(Node value, int k)
    {
        if (k == 0)
        {
            return value;
        }

        if (value != result && known.TryGetValue(value, out var coefficients) && IsInSight(coefficients))
        {
            return IsZero(coefficients[k - 1]) ? null : coefficients[k - 1];
        }

        if (!found.TryGetValue((value, k), out var made))
        {
            found.Add((value, k), made = Make(value, k));
        }

        return made;
    }

    private Node? Make(Node value, int k)
    {
        if (value.IsConstant || !value.Type.IsFloat || value.Operands.Length == 0 || Derivatives.Table[value.Op] is not { } rule)
        {
            return null;
        }

        var operands = value.Operands;
        return value.Op == Ops.Add ? Add(Coefficient(operands[0], k), Coefficient(operands[1], k))
            : value.Op == Ops.Sub ? Subtract(Coefficient(operands[0], k), Coefficient(operands[1], k))
            : value.Op == Ops.Neg ? Negate(Coefficient(operands[0], k))
            : value.Op == Ops.Mul || value.Op == Ops.MulOrZero ? Product((ScalarOp)value.Op, operands[0], operands[1], k)
            : value.Op == Ops.Div ? Quotient(value, k)
            : rule is PartialRule partial ? ByRule(value, partial, k)
            : Passed(value, rule, k);
    }

    /// <summary>Σ aᵢ·bₖ₋ᵢ; of a square, pairs of equal terms once.</summary>
    private Node? Product(ScalarOp op, Node a, Node b, int k)
    {
        Node? sum = null;
        for (var i = 0; i <= k; i++)
        {
            var (j, twice) = (k - i, a == b && i != k - i);
            if ((i <= j || !twice) && Coefficient(a, i) is { } left && Coefficient(b, j) is { } right)
            {
                var term = i == 0 ? builder.Apply(op, right, left) : builder.Apply(op, left, right);
                sum = Add(sum, twice ? Scaled(term, 2) : term);
            }
        }

        return sum;
    }

    /// <summary>y = a/b: (aₖ − Σ bᵢ·yₖ₋ᵢ)/b₀, i = 1 … k.</summary>
    private Node? Quotient(Node value, int k)
    {
        var (a, b) = (value.Operands[0], value.Operands[1]);
        var rest = Coefficient(a, k);
        for (var i = 1; i <= k; i++)
        {
            rest = Subtract(rest, Times(Coefficient(b, i), Coefficient(value, k - i)));
        }

        return Times(rest, builder.Apply(Ops.Div, builder.Number(1, b.Type), b));
    }

    /// <summary>yₖ = Σ i·xᵢ·dₖ₋ᵢ/k over all operands x, of which d is the partial derivative.</summary>
    private Node? ByRule(Node value, PartialRule rule, int k)
    {
        Node? sum = null;
        for (var j = 0; j < value.Operands.Length; j++)
        {
            var operand = value.Operands[j];
            for (var i = 1; i <= k && operand.Type.IsFloat; i++)
            {
                if (Coefficient(operand, i) is { } moving)
                {
                    sum = Add(sum, Times(Scaled(moving, i), Partial(value, rule, j, k - i)));
                }
            }
        }

        return Divided(sum, k);
    }

    /// <summary>Coefficient <paramref name="k"/> of the partial derivative with respect to an operand.</summary>
    private Node? Partial(Node value, PartialRule rule, int operand, int k)
    {
        if (!partials.TryGetValue(value, out var made))
        {
            partials.Add(value, made = new Term?[value.Operands.Length]);
        }

        var partial = made[operand] ??= rule.Partial(Terms(value), new Term(builder, value), operand);
        return k > 0 && partial.IsNumber ? null
            : partial.IsZero ? null
            : Coefficient(partial.In(builder, value.Type), k);
    }

    /// <summary>Operations that pass a derivative on, or some of it, do so with every coefficient.</summary>
    private Node? Passed(Node value, Rule rule, int k)
    {
        Node? sum = null;
        for (var j = 0; j < value.Operands.Length; j++)
        {
            if (value.Operands[j].Type.IsFloat && Coefficient(value.Operands[j], k) is { } moving
                && rule.Jvp(Terms(value), new Term(builder, value), new Term(builder, moving, gated: true), j) is { } part)
            {
                sum = Add(sum, part.In(builder, value.Type));
            }
        }

        return sum;
    }

    private Term[] Terms(Node value)
    {
        var terms = new Term[value.Operands.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = new Term(builder, value.Operands[i]);
        }

        return terms;
    }
}
