namespace ExprAD.Export.CSharp;

/// <summary>How tightly an expression holds together, loosest first.</summary>
internal enum Precedence
{
    Conditional,
    Or,
    Xor,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}

/// <summary>A C# expression as text that knows where it needs parentheses.</summary>
internal readonly record struct CSharpExpression(string Text, Precedence Precedence)
{
    private static readonly Dictionary<string, Precedence> Operators = new()
    {
        ["|"] = Precedence.Or, ["^"] = Precedence.Xor, ["&"] = Precedence.And,
        ["=="] = Precedence.Equality, ["!="] = Precedence.Equality,
        ["<"] = Precedence.Relational, ["<="] = Precedence.Relational,
        ["<<"] = Precedence.Shift, [">>"] = Precedence.Shift, [">>>"] = Precedence.Shift,
        ["+"] = Precedence.Additive, ["-"] = Precedence.Additive,
        ["*"] = Precedence.Multiplicative, ["/"] = Precedence.Multiplicative, ["%"] = Precedence.Multiplicative,
    };

    public static CSharpExpression Primary(string text) => new(text, Precedence.Primary);

    public static CSharpExpression Binary(CSharpExpression left, string symbol, CSharpExpression right)
    {
        // Floating-point sums and products are not associative: a + (b + c) keeps its parentheses.
        var precedence = Operators[symbol];
        if (symbol is "+" or "-" && right.IsNegativeNumber)
        {
            // In floating-point arithmetic too, a + -2 is a - 2.
            (symbol, right) = (symbol == "+" ? "-" : "+", Primary(right.Text[1..]));
        }

        return new($"{left.In(precedence)} {symbol} {right.In(precedence + 1)}", precedence);
    }

    public static CSharpExpression Prefix(string symbol, CSharpExpression operand) =>
        new(symbol + (operand.Text.StartsWith('-') ? $"({operand.Text})" : operand.In(Precedence.Unary)), Precedence.Unary);

    public static CSharpExpression Cast(string type, CSharpExpression operand) => Prefix($"({type})", operand);

    public static CSharpExpression Choice(CSharpExpression condition, CSharpExpression yes, CSharpExpression no) =>
        new($"{condition.In(Precedence.Or)} ? {yes.In(Precedence.Or)} : {no.Text}", Precedence.Conditional);

    public static CSharpExpression Call(string method, IEnumerable<CSharpExpression> arguments) =>
        Primary($"{method}({string.Join(", ", arguments.Select(a => a.Text))})");

    public CSharpExpression Member(string name) => Primary($"{In(Precedence.Primary)}.{name}");

    public CSharpExpression Element(IEnumerable<CSharpExpression> indices) =>
        Primary($"{In(Precedence.Primary)}[{string.Join(", ", indices.Select(i => i.Text))}]");

    /// <summary>The text as an operand that must hold together at least as tightly as <paramref name="least"/>.</summary>
    public string In(Precedence least) => Precedence >= least ? Text : $"({Text})";

    /// <summary>−2, but not the least integer, which has no counterpart.</summary>
    private bool IsNegativeNumber => Precedence == Precedence.Unary && Text is ['-', >= '0' and <= '9', ..]
        && Text is not ("-2147483648" or "-9223372036854775808L");

    public override string ToString() => Text;
}
