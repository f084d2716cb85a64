using System.Runtime.Intrinsics;
using ExprAD.Vectors;

namespace ExprAD.Tests.Vectors;

/// <summary>The functions for vectors against those of the base class library, which are within one unit in the last place.</summary>
internal sealed class VectorFunctionsTests
{
    /// <summary>Two units of these, and up to one of the reference.</summary>
    private const double Tolerance = 3;

    private static readonly double[] SpecialNumbers =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        2.2250738585072014e-308, -2.2250738585072014e-308, 1e-310, double.MaxValue, double.MinValue, 1e-300, 1e300, 709, 709.78, 709.79, 710.5, -708, -745, -745.2, -746, -750,
        22, -22, 1e6, -1e6, 1.5e6, 1e15, 1e22, Math.PI, Math.PI / 2, -Math.PI / 2, 3 * Math.PI / 4, Math.E, 0.41421356237309503, 2.414213562373095, 1e-20, -1e-20,
    ];

    public static IEnumerable<TestCaseData> Unary =>
    [
        Of("exp", VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, Math.Exp, (-745, 709)),
        Of("exp2", VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, double.Exp2, (-1074, 1023)),
        Of("expm1", VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, ExpM1, (-40, 709), (-1, 1), (-1e-9, 1e-9)),
        Of("logistic", VectorMath.Logistic, VectorMath.Logistic, VectorMath.Logistic, VectorMath.Logistic, x => 1 / (1 + Math.Exp(-x)), (-700, 40), (-3, 3)),
        Of("log", VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, Math.Log, (0, 1), (0.5, 2), (1, 1e300), (0, 1e-307)),
        Of("log2", VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, Math.Log2, (0, 1), (0.5, 2), (1, 1e300)),
        Of("logp1", VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1, LogP1, (-1, 1), (-1e-9, 1e-9), (0, 1e300)),
        Of("sin", VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, Math.Sin, (-4, 4), (-1e4, 1e4), (-1e6, 1e6), (1e6, 1e9)),
        Of("cos", VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, Math.Cos, (-4, 4), (-1e4, 1e4), (-1e6, 1e6), (1e6, 1e9)),
        Of("tan", VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, Math.Tan, (-4, 4), (-1e4, 1e4), (1e6, 1e9)),
        Of("asin", VectorMath.Asin, VectorMath.Asin, VectorMath.Asin, VectorMath.Asin, Math.Asin, (-1, 1), (-1e-5, 1e-5), (0.49, 0.51), (0.999, 1.001)),
        Of("acos", VectorMath.Acos, VectorMath.Acos, VectorMath.Acos, VectorMath.Acos, Math.Acos, (-1, 1), (-1e-5, 1e-5), (0.49, 0.51), (0.999, 1.001)),
        Of("atan", VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, Math.Atan, (-3, 3), (-1e3, 1e3), (-1e-5, 1e-5)),
        Of("sinh", VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, Math.Sinh, (-3, 3), (-711, 711), (-1e-5, 1e-5)),
        Of("cosh", VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, Math.Cosh, (-3, 3), (-711, 711)),
        Of("tanh", VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, Math.Tanh, (-3, 3), (-25, 25), (-1e-5, 1e-5)),
    ];

    public static IEnumerable<TestCaseData> Binary =>
    [
        Of("pow", VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, Math.Pow, (0.5, 2), (-1000, 1000)),
        Of("pow of many sizes", VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, Math.Pow, (0, 1e10), (-30, 30)),
        Of("pow near one", VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, Math.Pow, (0.999, 1.001), (-5e5, 5e5)),
        Of("pow of whole exponents", VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, (x, y) => Math.Pow(x, y), (-5, 5), (-3, 3)),
        Of("atan2", VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, Math.Atan2, (-3, 3), (-3, 3)),
        Of("atan2 of many sizes", VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2, Math.Atan2, (-1e10, 1e10), (-1, 1)),
    ];

    [TestCaseSource(nameof(Unary))]
    public void Within_two_units_in_the_last_place(Function1 f)
    {
        foreach (var x in f.Samples())
        {
            Compare(f.Reference(x), f.Scalar(x), $"at {x:R}");
        }
    }

    [TestCaseSource(nameof(Unary))]
    public void The_same_bits_at_every_width(Function1 f)
    {
        foreach (var chunk in f.Samples().Chunk(8).Where(c => c.Length == 8))
        {
            var expected = Array.ConvertAll(chunk, x => f.Scalar(x));
            var wide = f.V512(Vector512.Create(chunk));
            var half = f.V256(Vector256.Create(chunk));
            var pair = f.V128(Vector128.Create(chunk));
            for (var i = 0; i < 8; i++)
            {
                SameBits(wide[i], expected[i], chunk[i]);
                SameBits(i < 4 ? half[i] : expected[i], expected[i], chunk[i]);
                SameBits(i < 2 ? pair[i] : expected[i], expected[i], chunk[i]);
            }
        }
    }

    [TestCaseSource(nameof(Binary))]
    public void Of_two_within_two_units_in_the_last_place(Function2 f)
    {
        foreach (var (x, y) in f.Samples())
        {
            Compare(f.Reference(x, y), f.Scalar(x, y), $"at {x:R}, {y:R}");
        }
    }

    [TestCaseSource(nameof(Binary))]
    public void Of_two_the_same_bits_at_every_width(Function2 f)
    {
        foreach (var chunk in f.Samples().Chunk(8).Where(c => c.Length == 8))
        {
            var (xs, ys) = (Array.ConvertAll(chunk, c => c.X), Array.ConvertAll(chunk, c => c.Y));
            var wide = f.V512(Vector512.Create(xs), Vector512.Create(ys));
            var half = f.V256(Vector256.Create(xs), Vector256.Create(ys));
            var pair = f.V128(Vector128.Create(xs), Vector128.Create(ys));
            for (var i = 0; i < 8; i++)
            {
                var expected = f.Scalar(xs[i], ys[i]);
                SameBits(wide[i], expected, xs[i]);
                SameBits(i < 4 ? half[i] : expected, expected, xs[i]);
                SameBits(i < 2 ? pair[i] : expected, expected, xs[i]);
            }
        }
    }

    [Test]
    public void Single_precision_is_double_precision_rounded()
    {
        var x = Vector512.Create(Enumerable.Range(-8, 16).Select(i => i / 3f).ToArray());
        var (exp, pow) = (VectorMath.Exp(x), VectorMath.Pow(x, x));
        for (var i = 0; i < 16; i++)
        {
            Assert.That(exp[i], Is.EqualTo(VectorMath.Exp(x[i])));
            Assert.That(exp[i], Is.EqualTo(MathF.Exp(x[i])).Within(1).Ulps);
            Assert.That(pow[i], Is.EqualTo(VectorMath.Pow(x[i], x[i])));
        }
    }

    private static void SameBits(double actual, double expected, double x) =>
        Assert.That(BitConverter.DoubleToInt64Bits(actual), Is.EqualTo(BitConverter.DoubleToInt64Bits(expected)).Or.Matches<long>(_ => double.IsNaN(actual) && double.IsNaN(expected)), $"at {x:R}");

    private static void Compare(double expected, double actual, string where)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected) || expected == 0)
        {
            Assert.That(actual, Is.EqualTo(expected), where);
            Assert.That(double.IsNegative(actual), Is.EqualTo(double.IsNegative(expected)).Or.EqualTo(!double.IsNaN(expected) || double.IsNegative(actual)), where);
            return;
        }

        var unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.That(Math.Abs(actual - expected) / unit, Is.LessThanOrEqualTo(Tolerance), $"{where}: {actual:R} instead of {expected:R}");
    }

    /// <summary>The library's own loses all digits near 0.</summary>
    private static double ExpM1(double x) => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1;

    /// <inheritdoc cref="ExpM1"/>
    private static double LogP1(double x) => Math.Abs(x) < 1e-200 ? x : Math.Abs(x) < 0.5 ? 2 * Math.Atanh(x / (2 + x)) : Math.Log(1 + x);

    private static TestCaseData Of(
        string name,
        Func<Vector512<double>, Vector512<double>> v512,
        Func<Vector256<double>, Vector256<double>> v256,
        Func<Vector128<double>, Vector128<double>> v128,
        Func<double, double> scalar,
        Func<double, double> reference,
        params (double Low, double High)[] ranges) => new TestCaseData(new Function1(v512, v256, v128, scalar, reference, ranges)).SetArgDisplayNames(name);

    private static TestCaseData Of(
        string name,
        Func<Vector512<double>, Vector512<double>, Vector512<double>> v512,
        Func<Vector256<double>, Vector256<double>, Vector256<double>> v256,
        Func<Vector128<double>, Vector128<double>, Vector128<double>> v128,
        Func<double, double, double> scalar,
        Func<double, double, double> reference,
        params (double Low, double High)[] ranges) => new TestCaseData(new Function2(v512, v256, v128, scalar, reference, ranges)).SetArgDisplayNames(name);

    internal sealed record Function1(
        Func<Vector512<double>, Vector512<double>> V512,
        Func<Vector256<double>, Vector256<double>> V256,
        Func<Vector128<double>, Vector128<double>> V128,
        Func<double, double> Scalar,
        Func<double, double> Reference,
        (double Low, double High)[] Ranges)
    {
        public double[] Samples()
        {
            var random = new Random(1);
            return [.. SpecialNumbers, .. Ranges.SelectMany(r => Enumerable.Range(0, 5000).Select(_ => r.Low + (random.NextDouble() * (r.High - r.Low))))];
        }
    }

    internal sealed record Function2(
        Func<Vector512<double>, Vector512<double>, Vector512<double>> V512,
        Func<Vector256<double>, Vector256<double>, Vector256<double>> V256,
        Func<Vector128<double>, Vector128<double>, Vector128<double>> V128,
        Func<double, double, double> Scalar,
        Func<double, double, double> Reference,
        (double Low, double High)[] Ranges)
    {
        public (double X, double Y)[] Samples()
        {
            var random = new Random(1);
            double Draw((double Low, double High) r) => r.Low + (random.NextDouble() * (r.High - r.Low));
            return
            [
                .. SpecialNumbers.SelectMany(x => SpecialNumbers.Select(y => (x, y))),
                .. Enumerable.Range(0, 20000).Select(_ => (Draw(Ranges[0]), Draw(Ranges[1]))),
            ];
        }
    }
}
