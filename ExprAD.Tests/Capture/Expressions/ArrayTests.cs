using System.Linq.Expressions;

namespace ExprAD.Tests.Capture.Expressions;

public class ArrayTests
{
    private static readonly double[] Weights = [0.5, -1.5, 2.5];
    private static readonly int[] Order = [2, 0, 1];
    private static readonly byte[] Bytes = [200, 100, 50];
    private static readonly double[,] Table = { { 1, 2, 3 }, { 4, 5, 6 } };
    private static readonly double[][] Rows = [[1], [2, 3]];
    private static readonly List<double> Items = [3, 1, 4];
    private static readonly string[] Names = ["one", "three"];
    private static readonly Dictionary<string, double> Rates = new() { ["a"] = 2.5 };

    private static readonly Expression<Func<double[], double>>[] OnVectors =
    [
        w => w[0] * w[1], w => w[w.Length - 1] - w[Order[0]] * Weights[Order[1]], w => w[3], w => w[Order[0] - 3], w => w.Length * w[0] + w.LongLength + w.Rank,
        w => w[0] + Bytes[0] + Bytes[1] * Bytes[2], w => w[0] * Table[1, 2] + Table[0, 1] + Table.Length + Table.GetLength(1) + Table.GetUpperBound(0) + Table.GetLowerBound(0),
        w => w[1] * Rows[1][1] + Rows.Length + Rows[0].Length, w => Table[2, 0] + w[0], w => w[0] * Items[2] + Items.Count, w => w[0] + Items[3],
        w => w[0] + Names[1].Length + (Names[0][1] == 'n' ? 1 : 2), w => w[0] * Rates["a"], w => w[0] * Rates["b"], w => w[0] + (Rates.ContainsKey("b") ? 1 : 2),
        w => new[] { w[0], w[1], 7 }[1], w => new[] { w[1], w[0] }[Order[1]] + new[] { 1, 2 }.Length, w => new double[3].Length + w[0] + new double[2, 3].Length,
        w => new[] { new[] { w[0] }, new[] { w[1], w[2] } }[1][0], w => new List<double> { w[0], w[1] }[1] + new List<double> { w[0] }.Count,
        w => new[] { "a", "bc" }[1].Length * w[0], w => Array.Empty<double>().Length + w[0], w => (w == null ? 0 : w[0]) + (Weights != null ? 1 : 2), w => (w[0] > 0 ? w : Weights)[1],
        w => new double[Order[0]].Length * w[0], w => new double[-Order[0]].Length * w[0], w => new[] { (byte)200 }[0] + w[0], w => ((IReadOnlyList<double>)w).Count + w[0],
    ];

    [TestCaseSource(nameof(OnVectors))]
    public void Gives_what_the_lambda_gives(Expression<Func<double[], double>> f) => SameValue.Check(f, new[] { 1.5, -2.5, 3.5 });

    [Test]
    public void Parameters_of_every_shape_of_array()
    {
        SameValue.Check((double[,] m) => m[0, 1] * m[1, 0] + m.GetLength(0), new double[,] { { 1, 2 }, { 3, 4 } });
        SameValue.Check((double[,,] m) => m[0, 1, 1] * m.GetLength(2) + m.Length, new double[1, 2, 3] { { { 1, 2, 3 }, { 4, 5, 6 } } });
        SameValue.Check((double[][] m) => m[1][0] + m[0].Length, (object)new[] { new[] { 1.0, 2 }, [3.0] });
        SameValue.Check((float[] w) => w[0] * w[1], new[] { 1.5f, 2f });
        SameValue.Check((List<double> w) => w[0] * w[1] + w.Count, new List<double> { 1, 2 });
        SameValue.Check((double[] w, int[] i, string s, byte b) => w[i[0]] * s.Length + b, new[] { 1.0, 2 }, new[] { 1 }, "abc", (byte)255);
    }

    [Test]
    public void Elements_by_index_expressions()
    {
        var w = Expression.Parameter(typeof(double[]), "w");
        var items = Expression.Constant(Items);
        var element = Expression.ArrayAccess(w, Expression.Constant(1));
        var item = Expression.MakeIndex(items, typeof(List<double>).GetProperty("Item"), [Expression.Constant(0)]);
        var cell = Expression.ArrayAccess(Expression.Constant(Table), Expression.Constant(1), Expression.Constant(1));
        SameValue.Check(Expression.Lambda<Func<double[], double>>(Expression.Add(Expression.Add(element, item), cell), w), new[] { 1.0, 2 });
    }
}
