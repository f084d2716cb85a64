using System.Linq.Expressions;

namespace ExprAD.Tests.Capture.Expressions;

public class ArithmeticTests
{
    private static readonly (double X, double Y)[] Points = [(2, 3), (-1.5, 0.25), (0, 0), (7, -2), (1e300, 1e300), (double.NaN, 1), (double.PositiveInfinity, -0.0)];

    private static readonly Expression<Func<double, double, double>>[] OfDoubles =
    [
        (x, y) => x + y, (x, y) => x - y, (x, y) => x * y, (x, y) => x / y, (x, y) => x % y, (x, y) => -x, (x, y) => +x,
        (x, y) => x * x - 2 * x * y + y * y, (x, y) => 1 / (1 + Math.Exp(-x)), (x, y) => (x + 1) * (y - 1) / 3,
        (x, y) => Math.Pow(x, y) + Math.Sqrt(Math.Abs(x)) + Math.Max(x, y) + Math.Min(x, y), (x, y) => Math.Atan2(x, y) * Math.Tanh(x),
        (x, y) => Math.Log(x, 2) + Math.Cbrt(y) + Math.Floor(x) + Math.Round(y, 1), (x, y) => double.Hypot(x, y) + double.Lerp(x, y, 0.25),
        (x, y) => Math.SinCos(x).Sin * Math.SinCos(y).Cos, (x, y) => Math.Clamp(x, -1, 1) + Math.FusedMultiplyAdd(x, y, 1),
        (x, y) => (float)x * (float)y + MathF.Sin((float)x), (x, y) => double.IsNaN(x) ? 0 : x, (x, y) => Math.Sign(y) * x,
        (x, y) => x.CompareTo(y) + (x.Equals(y) ? 10 : 20) + (y.Equals((object)x) ? 1 : 2), (x, y) => Math.ILogB(x) + Math.BigMul(3, 4),
        (x, y) => Math.Round(x, MidpointRounding.AwayFromZero) + Math.Round(y, 1, MidpointRounding.ToZero) + Math.Truncate(x) * Math.CopySign(x, y), (x, y) => Math.PI * x + double.Epsilon + double.MaxValue, (x, y) => Convert.ToDouble(3) * Convert.ToSingle(x),
    ];

    private static readonly Expression<Func<int, int, double, double>>[] OfIntegers =
    [
        (i, j, x) => x + i + j - i * j, (i, j, x) => x * (i / j), (i, j, x) => x * (i % j), (i, j, x) => x + (i & j) + (i | j) + (i ^ j) + ~i,
        (i, j, x) => x + (i << j) + (i >> j), (i, j, x) => x + checked(i * j), (i, j, x) => x + checked(i + j) + checked(i - j), (i, j, x) => x + checked(-i),
        (i, j, x) => x + unchecked((byte)(i + j)), (i, j, x) => x + checked((byte)(i + j)), (i, j, x) => x + unchecked((uint)i * (uint)j),
        (i, j, x) => x + unchecked((uint)i) / (uint)3 + unchecked((uint)i) % (uint)5, (i, j, x) => x + (unchecked((uint)i) > unchecked((uint)j) ? 1 : 2),
        (i, j, x) => x + unchecked((ulong)(long)i) / (ulong)7, (i, j, x) => x + (unchecked((ulong)(long)i) < unchecked((ulong)(long)j) ? 1 : 2),
        (i, j, x) => x + (double)unchecked((ulong)(long)i), (i, j, x) => x + unchecked((short)i) + unchecked((sbyte)j) + unchecked((ushort)j) + unchecked((char)i),
        (i, j, x) => x + (unchecked((uint)i) << j) + (unchecked((uint)i) >> j), (i, j, x) => x + (unchecked((ulong)(long)i) >> j), (i, j, x) => x + ((long)i << j) + ((long)i >> j),
        (i, j, x) => x + checked((uint)i), (i, j, x) => x + checked((ulong)(long)i) * 2, (i, j, x) => x + checked((int)(unchecked((ulong)(long)i) + (ulong)1)),
        (i, j, x) => x + checked(unchecked((ulong)(long)i) + (ulong)(uint)j), (i, j, x) => x + checked((ulong)(uint)j - unchecked((ulong)(long)i)) + unchecked((ulong)(long)i) % 10,
        (i, j, x) => x + Math.Abs(i) + Math.Max(i, j), (i, j, x) => x + Math.DivRem(i, j).Quotient * 10 + Math.DivRem(i, j).Remainder, (i, j, x) => x + (i == j ? 1 : i != 3 ? 2 : 3),
        (i, j, x) => x + (i > 0 == j > 0 ? 1 : 0) + (i > 0 ^ j > 0 ? 1 : 0) + (i > 0 & j > 0 ? 2 : 3) + (i > 0 | j > 0 ? 4 : 5),
    ];

    private static readonly (int I, int J)[] Pairs = [(7, 3), (-7, 3), (0, 5), (5, 0), (int.MaxValue, int.MaxValue), (int.MinValue, -1), (200, 100), (-1, 33)];

    [TestCaseSource(nameof(OfDoubles))]
    public void Doubles(Expression<Func<double, double, double>> f)
    {
        foreach (var (x, y) in Points)
        {
            SameValue.Check(f, x, y);
        }
    }

    [TestCaseSource(nameof(OfIntegers))]
    public void Integers(Expression<Func<int, int, double, double>> f)
    {
        foreach (var (i, j) in Pairs)
        {
            SameValue.Check(f, i, j, 0.5);
        }
    }

    [Test]
    public void Floats()
    {
        SameValue.Check((float x, float y) => x * y + MathF.Sqrt(x) / 3f - (float)Math.Sin(y), 2f, 0.3f);
        SameValue.Check((float x, double y) => x * y, 2f, 0.3);
    }

    [TestCase(ExpressionType.Add)]
    [TestCase(ExpressionType.AddChecked)]
    [TestCase(ExpressionType.SubtractChecked)]
    [TestCase(ExpressionType.Multiply)]
    [TestCase(ExpressionType.MultiplyChecked)]
    [TestCase(ExpressionType.Divide)]
    [TestCase(ExpressionType.LeftShift)]
    public void Narrow_operands_of_trees_built_by_hand_are_cut_like_theirs(ExpressionType kind)
    {
        foreach (var type in new[] { typeof(short), typeof(ushort), typeof(uint), typeof(ulong), typeof(long) })
        {
            var x = Expression.Parameter(typeof(double), "x");
            var a = Expression.Convert(Expression.Constant(30000), type);
            var b = kind == ExpressionType.LeftShift ? (Expression)Expression.Constant(33) : Expression.Convert(Expression.Constant(40000 - 9999), type);
            var sum = Expression.Convert(Expression.MakeBinary(kind, a, b), typeof(double));
            SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Add(x, sum), x), 1.0);
        }
    }

    [Test]
    public void Power_of_trees_built_by_hand()
    {
        var x = Expression.Parameter(typeof(double), "x");
        SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Power(x, Expression.Constant(2.5)), x), 3.0);
    }
}
