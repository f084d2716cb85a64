using System.Collections;
using ExprAD.IR;

namespace ExprAD.Rules;

/// <summary>The derivative rules, a row an operation; the collection initialiser of <see cref="Derivatives"/> fills it.</summary>
internal sealed class RuleTable : IEnumerable<KeyValuePair<Op, Rule>>
{
    private readonly Dictionary<Op, Rule> rules = [];

    /// <summary>The rule of an operation, or null where it has none.</summary>
    public Rule? this[Op op] => rules.GetValueOrDefault(op);

    /// <summary>y = f(x): ∂y/∂x.</summary>
    public void Add(ScalarOp op, Func<Term, Term, Term> dx) =>
        rules.Add(op, new PartialRule(new Partial((x, y) => dx(x[0], y))));

    /// <summary>y = f(a, b): ∂y/∂a, ∂y/∂b.</summary>
    public void Add(ScalarOp op, Func<Term, Term, Term, Term> da, Func<Term, Term, Term, Term> db) =>
        rules.Add(op, new PartialRule(new Partial((x, y) => da(x[0], x[1], y)), new Partial((x, y) => db(x[0], x[1], y))));

    /// <summary>y = f(a, b, c).</summary>
    public void Add(ScalarOp op, Func<Term, Term, Term, Term, Term> da, Func<Term, Term, Term, Term, Term> db, Func<Term, Term, Term, Term, Term> dc) =>
        rules.Add(op, new PartialRule(
            new Partial((x, y) => da(x[0], x[1], x[2], y)),
            new Partial((x, y) => db(x[0], x[1], x[2], y)),
            new Partial((x, y) => dc(x[0], x[1], x[2], y))));

    /// <summary>All rules of another table.</summary>
    public void Add(RuleTable table)
    {
        foreach (var (op, rule) in table)
        {
            rules.Add(op, rule);
        }
    }

    /// <summary>Any other rule.</summary>
    public void Add(Op op, Rule rule) => rules.Add(op, rule);

    public IEnumerator<KeyValuePair<Op, Rule>> GetEnumerator() => rules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
