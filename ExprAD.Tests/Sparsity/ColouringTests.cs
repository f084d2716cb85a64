using CsCheck;
using ExprAD.Sparsity;

namespace ExprAD.Tests.Sparsity;

public class ColouringTests
{
    private static readonly Gen<Pattern> Patterns =
        from rows in Gen.Int[0, 12]
        from columns in Gen.Int[1, 12]
        from density in Gen.Int[5, 60]
        from places in Gen.Int[0, 99].Array[rows * columns]
        select Pattern.Of(columns, [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Where(j => places[(i * columns) + j] < density).ToArray())]);

    private static readonly Gen<Pattern> Symmetric =
        from n in Gen.Int[1, 14]
        from density in Gen.Int[5, 60]
        from places in Gen.Int[0, 99].Array[n * n]
        select Pattern.Of(n, [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Where(j => places[(Math.Min(i, j) * n) + Math.Max(i, j)] < density).ToArray())]);

    [Test]
    public void The_transpose_of_the_transpose_is_the_pattern() => Patterns.Sample(p =>
    {
        var twice = new Pattern(p.Transposed.RowCount, p.Transposed.ColumnCount, p.Transposed.Starts, p.Transposed.Columns).Transposed;
        return twice.Starts.SequenceEqual(p.Starts) && twice.Columns.SequenceEqual(p.Columns);
    });

    [Test]
    public void No_two_columns_of_a_colour_meet_in_a_row() => Patterns.Sample(p =>
    {
        var colouring = ColumnColouring.Of(p);
        return Enumerable.Range(0, p.RowCount).All(i => Distinct(p[i].ToArray().Select(j => colouring[j])))
            && Enumerable.Range(0, p.ColumnCount).All(j => colouring[j] >= 0 == p.Transposed.CountIn(j) > 0 && colouring[j] < colouring.Count);
    });

    [Test]
    public void Every_path_of_four_vertices_has_three_colours() => Symmetric.Sample(p =>
    {
        var graph = p.Adjacency();
        var colouring = StarColouring.Of(graph);
        var paths =
            from a in Enumerable.Range(0, graph.RowCount)
            from b in graph[a].ToArray()
            from c in graph[b].ToArray()
            where c != a
            from d in graph[c].ToArray()
            where d != b && d != a
            select (int[])[colouring[a], colouring[b], colouring[c], colouring[d]];
        return Enumerable.Range(0, graph.RowCount).All(a => graph[a].ToArray().All(b => colouring[a] != colouring[b]))
            && paths.All(path => path.Distinct().Count() >= 3);
    });

    [Test]
    public void Jacobians_are_recovered_from_their_products_with_colours() => Patterns.Sample(p =>
    {
        var matrix = Numbers(p);
        var compression = JacobianCompression.Of(p);
        var values = compression.Recover(
            [.. compression.Columns.Classes().Select(c => Rows(p).Select(i => c.Sum(j => matrix(i, j))).ToArray())],
            [.. compression.Rows.Classes().Select(c => Enumerable.Range(0, p.ColumnCount).Select(j => c.Sum(i => matrix(i, j))).ToArray())]);
        return Rows(p).All(i => Enumerable.Range(p.Starts[i], p.CountIn(i)).All(k => values[k] == matrix(i, p.Columns[k])));
    });

    [Test]
    public void Hessians_are_recovered_from_their_products_with_colours() => Symmetric.Sample(p =>
    {
        var numbers = Numbers(p);
        double Matrix(int i, int j) => numbers(Math.Min(i, j), Math.Max(i, j));
        var compression = HessianCompression.Of(p);
        var values = compression.Recover([.. compression.Colours.Classes().Select(c => Rows(p).Select(i => c.Sum(j => Matrix(i, j))).ToArray())]);
        var full = compression.Pattern;
        return Rows(full).All(i => Enumerable.Range(full.Starts[i], full.CountIn(i)).All(k => values[k] == Matrix(i, full.Columns[k])));
    });

    [TestCase(3, TestName = "A_tridiagonal_Jacobian_takes_three_products")]
    public void Banded(int expected)
    {
        var p = Pattern.Of(200, [.. Enumerable.Range(0, 200).Select(i => Enumerable.Range(i - 1, 3).Where(j => j is >= 0 and < 200).ToArray())]);

        Assert.Multiple(() =>
        {
            Assert.That(JacobianCompression.Of(p).Columns.Count, Is.EqualTo(expected));
            Assert.That(HessianCompression.Of(p).Colours.Count, Is.EqualTo(expected));
        });
    }

    [Test]
    public void An_arrow_takes_few_products_whichever_way_it_points()
    {
        const int Count = 20_000;
        int[] all = [.. Enumerable.Range(0, Count)];
        var arrow = Pattern.Of(Count, [all, .. Enumerable.Range(1, Count - 1).Select(i => new[] { 0, i })]);
        var compression = JacobianCompression.Of(arrow);

        Assert.Multiple(() =>
        {
            Assert.That(compression.Columns.Count + compression.Rows.Count, Is.LessThanOrEqualTo(4));
            Assert.That(HessianCompression.Of(arrow).Colours.Count, Is.EqualTo(2));
        });
    }

    [Test]
    public void Wide_and_tall_matrices_take_as_many_products_as_their_short_side_at_most()
    {
        var wide = Pattern.Of(100, [Enumerable.Range(0, 100).ToArray(), Enumerable.Range(0, 100).ToArray()]);
        Assert.Multiple(() =>
        {
            Assert.That(JacobianCompression.Of(wide).Rows.Count, Is.EqualTo(2));
            Assert.That(JacobianCompression.Of(wide).Columns.Count, Is.Zero);
            Assert.That(JacobianCompression.Of(wide.Transposed).Columns.Count, Is.EqualTo(2));
            Assert.That(JacobianCompression.Of(wide.Transposed).Rows.Count, Is.Zero);
        });
    }

    private static IEnumerable<int> Rows(Pattern p) => Enumerable.Range(0, p.RowCount);

    /// <summary>A matrix with different numbers where the pattern allows some; sums of them are exact.</summary>
    private static Func<int, int, double> Numbers(Pattern p)
    {
        var places = Rows(p).SelectMany(i => p[i].ToArray().Select(j => (i, j))).ToHashSet();
        return (i, j) => places.Contains((i, j)) ? (i * 101) + j + 1 : 0;
    }

    private static bool Distinct(IEnumerable<int> colours)
    {
        int[] all = [.. colours];
        return all.Distinct().Count() == all.Length;
    }
}
