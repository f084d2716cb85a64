using System.Linq.Expressions;
using ExprAD.Capture;
using static ExprAD.Tests.Capture.Linq.Compared;

namespace ExprAD.Tests.Capture.Linq;

public class OpaqueTests
{
    private readonly (string Name, double Value)[] data = [("a", 1), ("b", 2), ("a", 3)];
    private readonly double[] numbers = [3, 1, 3, 2];
    private readonly decimal[] prices = [1.5m, 2];

    [Test]
    public void Operators_without_meaning_for_derivatives_run_on_data()
    {
        Same(x => data.GroupBy(d => d.Name).Sum(g => g.Average(d => d.Value) * x), 2);
        Same(x => numbers.Distinct().Sum(t => t * x), 2);
        Same(x => numbers.Union(numbers.Skip(1)).Count() * x, 2);
        Same(x => data.ToDictionary(d => d.Name + d.Value, d => d.Value).Sum(e => e.Value * x), 2);
        Same(x => data.Join(numbers, d => d.Value, n => n, (d, n) => d.Value * n).Sum(t => t * x), 2);
        Same(x => (double)prices.Sum() * x, 2);
        Same(x => data.Max(d => d.Name)!.Length * x, 2);
        Same(x => data.MinBy(d => d.Name).Value * x, 2);
        Same(x => numbers.OrderBy(t => t, Comparer<double>.Create((a, b) => b.CompareTo(a))).First() * x, 2);
    }

    [Test]
    public void They_see_variables_that_are_data() =>
        Same(x => Enumerable.Range(0, 3).Sum(i => numbers.Distinct().Count(t => t > i) * x + numbers.Where(t => t > i).Distinct().Sum()), 2);

    [Test]
    public void On_what_is_differentiated_they_are_refused()
    {
        var error = Assert.Throws<NotDifferentiableException>(() => Capture(x => x.GroupBy(t => t > 0).Sum(g => g.Sum())));
        Assert.That(error!.Message, Does.Contain("GroupBy"));
        Assert.Throws<NotDifferentiableException>(() => Capture(x => x.Distinct().Sum()));
        Assert.Throws<NotDifferentiableException>(() => Capture(x => numbers.Distinct().Where(t => t > x[0]).ToHashSet().Sum()));
        Assert.Throws<NotDifferentiableException>(() => Capture(x => x.Sum(t => numbers.ToLookup(n => n > t).Count)));
    }

    private static void Capture(Expression<Func<double[], double>> f) => FunctionCapture.Capture(f, strict: true);
}
