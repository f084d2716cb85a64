using CsCheck;
using ExprAD.Sparsity;

namespace ExprAD.Tests.Sparsity;

public class IndexSetsTests
{
    [Test]
    public void Unions_hold_what_their_parts_hold() =>
        (from count in Gen.Int[1, 60] from joins in Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Array[0, 200] select (count, joins)).Sample(c =>
        {
            var sets = new IndexSets(c.count);
            List<(int Number, HashSet<int> Elements)> known = [(0, []), .. Enumerable.Range(0, c.count).Select(i => (i + 1, new HashSet<int> { i }))];
            foreach (var (a, b) in c.joins)
            {
                var ((x, inX), (y, inY)) = (known[a % known.Count], known[b % known.Count]);
                known.Add((IndexSets.Join(sets, x, y), [.. inX, .. inY]));
            }

            return known.All(k => sets[k.Number].SequenceEqual(k.Elements.Order()))
                && known.GroupBy(k => k.Number).All(g => g.All(k => k.Elements.SetEquals(g.First().Elements)));
        });

    /// <summary>One that wrote every sum out would need 80 gigabytes.</summary>
    [Test]
    public void A_running_sum_over_many_inputs_takes_as_much_memory_as_there_are()
    {
        const int Count = 200_000;
        var sets = new IndexSets(Count);
        var sum = 0;
        for (var i = 1; i <= Count; i++)
        {
            sum = IndexSets.Join(sets, sum, i);
        }

        Assert.That(sets[sum], Has.Length.EqualTo(Count));
    }

    [Test]
    public void A_recurrence_over_the_same_inputs_makes_no_new_sets()
    {
        var sets = new IndexSets(4);
        var first = IndexSets.Join(sets, 1, 2);

        Assert.That(IndexSets.Join(sets, IndexSets.Join(sets, first, 1), first), Is.EqualTo(first));
    }
}
