using ExprAD.Caching;

namespace ExprAD.Tests.Caching;

public class BoundedCacheTests
{
    [Test]
    public void What_was_used_longest_ago_goes_first()
    {
        var cache = new BoundedCache<int, string>(2);
        var made = new List<int>();
        foreach (var key in new[] { 1, 2, 1, 3, 1, 2 })
        {
            cache.GetOrAdd(key, () =>
            {
                made.Add(key);
                return $"{key}";
            });
        }

        Assert.That(made, Is.EqualTo(new[] { 1, 2, 3, 2 }));
        Assert.That(cache.Count, Is.EqualTo(2));
    }

    [Test]
    public void What_many_threads_ask_for_is_made_once()
    {
        var cache = new BoundedCache<int, object>(4);
        var made = 0;
        var values = new object[64];
        Parallel.For(0, values.Length, i => values[i] = cache.GetOrAdd(7, () =>
        {
            Interlocked.Increment(ref made);
            Thread.Sleep(20);
            return new object();
        }));

        Assert.That(made, Is.EqualTo(1));
        Assert.That(values.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void What_could_not_be_made_is_tried_again()
    {
        var cache = new BoundedCache<int, string>(4);
        Assert.That(() => cache.GetOrAdd(1, () => throw new FormatException()), Throws.TypeOf<FormatException>());
        Assert.That(cache.Count, Is.Zero);
        Assert.That(cache.GetOrAdd(1, () => "made"), Is.EqualTo("made"));
    }
}
