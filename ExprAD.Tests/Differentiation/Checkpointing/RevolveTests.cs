using ExprAD.Differentiation.Reverse.Checkpointing;

namespace ExprAD.Tests.Differentiation.Checkpointing;

/// <summary>The schedule alone: what it costs is what the theory says is the least possible.</summary>
public class RevolveTests
{
    [Test]
    public void The_schedule_costs_the_minimum_over_all_schedules()
    {
        for (var snapshots = 1; snapshots <= 6; snapshots++)
        {
            var least = Least(60, snapshots);
            for (var steps = 1; steps <= 60; steps++)
            {
                Assert.That(Cost(steps, snapshots), Is.EqualTo(least[steps, snapshots]), $"{steps} steps, {snapshots} snapshots");
            }
        }
    }

    [TestCase(1_000, 10)]
    [TestCase(5_000, 5)]
    [TestCase(20_000, 20)]
    public void The_cost_is_the_binomial_formula(int steps, int snapshots) =>
        Assert.That(Cost(steps, snapshots), Is.EqualTo(Formula(steps, snapshots)));

    [Test]
    public void All_states_are_kept_where_there_is_room() =>
        Assert.That(Cost(100, 100), Is.EqualTo(99));

    [Test]
    public void As_many_snapshots_are_allowed_as_fit_beside_the_tape_of_a_step()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Revolve.Snapshots(limit: 1000, state: 100, step: 150, largest: 1, trips: 1000), Is.EqualTo(8));
            Assert.That(Revolve.Snapshots(limit: 1000, state: 100, step: 150, largest: 1, trips: 3), Is.EqualTo(3));
            Assert.That(Revolve.Snapshots(limit: long.MaxValue, state: 8, step: 0, largest: 1000, trips: long.MaxValue), Is.LessThanOrEqualTo(Array.MaxLength / 1000));
        });
    }

    [Test]
    public void A_limit_below_one_snapshot_and_one_step_is_refused_with_what_is_needed() =>
        Assert.That(
            () => Revolve.Snapshots(limit: 240, state: 100, step: 150, largest: 1, trips: 10),
            Throws.InstanceOf<InsufficientMemoryException>().With.Message.Contains("250 bytes").And.Message.Contains("MemoryLimit"));

    /// <summary>Griewank and Walther's t(l, s) = r·l − β(s + 1, r − 1): the steps run before each is run once more with its tape.</summary>
    internal static long Formula(long steps, long snapshots)
    {
        static long Beta(long s, long r)
        {
            long beta = 1;
            for (var i = 1; i <= r; i++)
            {
                beta = beta * (s + i) / i;
            }

            return beta;
        }

        var r = 0;
        while (Beta(snapshots, r) < steps)
        {
            r++;
        }

        return r == 0 ? 0 : (r * steps) - Beta(snapshots + 1, r - 1);
    }

    /// <summary>Follows the schedule as a loop and its reversal do, and counts the steps that are run without a tape.</summary>
    private static long Cost(long steps, long snapshots)
    {
        var taken = new Stack<long>();
        long cost = Advance(0, steps - 1, steps);
        for (var k = steps - 1; k >= 0; k--)
        {
            var from = taken.Peek();
            if (from == k)
            {
                taken.Pop();
            }
            else if (k < steps - 1)
            {
                cost += Advance(from, k, k + 1);
            }
        }

        return cost;

        long Advance(long from, long to, long end)
        {
            var due = from == 0 && taken.Count == 0 ? 0 : Revolve.Next(from, end, snapshots - taken.Count + 1);
            for (var at = from; at < to || (at == 0 && taken.Count == 0); at++)
            {
                if (at == due)
                {
                    taken.Push(at);
                    Assert.That(taken, Has.Count.LessThanOrEqualTo(snapshots));
                    due = Revolve.Next(at, end, snapshots - taken.Count + 1);
                }

                if (at == to)
                {
                    break;
                }
            }

            return to - from;
        }
    }

    /// <summary>t(l, s) = min over m of m + t(l − m, s − 1) + t(m, s).</summary>
    private static long[,] Least(int steps, int snapshots)
    {
        var least = new long[steps + 1, snapshots + 1];
        for (var l = 2; l <= steps; l++)
        {
            least[l, 1] = l * (l - 1L) / 2;
            for (var s = 2; s <= snapshots; s++)
            {
                least[l, s] = Enumerable.Range(1, l - 1).Min(m => m + least[l - m, s - 1] + least[m, s]);
            }
        }

        return least;
    }
}
