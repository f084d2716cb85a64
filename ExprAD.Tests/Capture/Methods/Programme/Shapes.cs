using System.Numerics;
using System.Runtime.CompilerServices;

namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Generic methods, references, spans, collections, inheritance.</summary>
public static class Shapes
{
    [Sample(1, 2, 3)]
    public static double GenericMath(double[] x) => SumOfSquares(x) * Lerp(x[0], x[1], 0.25);

    [Sample(1, 2, 3)]
    public static double Extensions(double[] x) => x.Norm() * x[0].Squared() + x.WeightedBy(1, 2, 3);

    [Sample(1, 2, 3)]
    public static double NamedAndOptional(double[] x) => Affine(x[0], offset: x[1]) + Affine(scale: x[2], value: x[0]);

    [Sample(1, 2, 3)]
    public static double RefReturn(double[] x)
    {
        var a = new double[3];
        At(a, 1) = x[0];
        At(a, 1) *= x[1];
        ref var last = ref At(a, 2);
        last += a[1] + x[2];
        return a[2] * a[1];
    }

    [Sample(1, 2, 3)]
    public static double RefReassigned(double[] x)
    {
        double a = 1, b = 2;
        ref var r = ref a;
        r += x[0];
        r = ref b;
        r *= x[1];
        return a * b * x[2];
    }

    [Sample(1, 2, 3)]
    public static double SwapByRef(double[] x)
    {
        var (a, b) = (x[0] * x[0], x[1]);
        Swap(ref a, ref b);
        Swap(ref x[0], ref x[2]);
        return a * 2 + b * x[0];
    }

    [Sample(1, 2, 3)]
    public static double Spans(double[] x)
    {
        Span<double> s = stackalloc double[4];
        x.AsSpan().CopyTo(s);
        s[3] = s[0] * s[1];
        var tail = s[1..];
        tail[0] += 1;
        return Total(s) * tail[^1];
    }

    [Sample(1, 2, 3)]
    public static double GrowingList(double[] x)
    {
        var list = new List<double>();
        for (var i = 0; i < x.Length; i++)
        {
            list.Add(x[i] * i);
            if (x[i] > 1.5)
            {
                list.Add(x[i]);
            }
        }

        list[0] += x[2];
        list.RemoveAt(1);
        var sum = 0.0;
        foreach (var t in list)
        {
            sum = sum * 0.5 + t * t;
        }

        return sum * list.Count;
    }

    [Sample(1, 2, 3)]
    public static double Inherited(double[] x)
    {
        Solid cone = new Cone(x[0], x[1]);
        var box = new Box(x[0], x[1], x[2]);
        return cone.Volume() + box.Volume() * cone.Describe() + box.Describe();
    }

    [Sample(1, 2, 3)]
    public static double DerivedRecords(double[] x)
    {
        Base record = new Derived(x[0], x[1]);
        var copy = (Derived)record with { Extra = x[2] };
        return record is Derived { Extra: > 1 } d ? d.Extra * copy.Value * copy.Extra : 0;
    }

    [Sample(1, 2, 3)]
    public static double Indexers(double[] x)
    {
        var m = new Grid(2);
        m[0, 0] = x[0];
        m[1, 0] = x[1] * m[0, 0];
        m[1, 1] += x[2];
        return m[1, 0] * m[1, 1] + m.Trace;
    }

    [Sample(1, 2, 3)]
    public static double StructsInArrays(double[] x)
    {
        var pairs = new (double A, double B)[2];
        for (var i = 0; i < 2; i++)
        {
            pairs[i] = (x[i], x[i + 1]);
        }

        pairs[0].B *= pairs[1].A;
        return pairs[0].A * pairs[0].B + pairs[1].B;
    }

    [Sample(1, 2, 3)]
    public static double Deconstruction(double[] x)
    {
        var ((a, b), c) = ((x[0], x[1] * 2), x[2]);
        (a, b, c) = (b, c, a);
        return a * b - c / a;
    }

    [Sample(1, 2, 3)]
    public static double Curried(double[] x)
    {
        Func<double, Func<double, double>> add = a => b => a * b + x[2];
        return add(x[0])(x[1]) * add(2)(x[0]);
    }

    [Sample(1, 2, 3)]
    public static double CapturedLoopVariable(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var factor = x[i];
            Func<double, double> f = t => t * factor * (i + 1);
            sum += f(x[0]) + f(1);
        }

        return sum;
    }

    [Sample(1, 2, 3)]
    public static double Anonymous(double[] x)
    {
        var p = new { Left = x[0], Right = new { Inner = x[1] * x[2] } };
        return p.Left * p.Right.Inner;
    }

    [Sample(1, 2, 3)]
    public static double ComplexNumbers(double[] x)
    {
        var z = new Complex(x[0], x[1]);
        var w = Complex.Zero;
        for (var i = 0; i < 3; i++)
        {
            w = w * z / 2 + new Complex(x[2], i);
        }

        return w.Real * w.Imaginary + w.Magnitude;
    }

    [Sample(1, 2, 3)]
    public static double Discards(double[] x)
    {
        _ = x[0];
        var (sum, _) = Both(x[0], x[1]);
        Split(x[2], out _, out var half);
        return sum * half;
    }

    private static T SumOfSquares<T>(T[] values)
        where T : INumber<T>
    {
        var sum = T.Zero;
        foreach (var t in values)
        {
            sum += t * t;
        }

        return sum;
    }

    private static T Lerp<T>(T a, T b, T t)
        where T : IFloatingPoint<T> => a + (b - a) * t;

    private static double Norm(this double[] a)
    {
        var sum = 0.0;
        foreach (var t in a)
        {
            sum += t * t;
        }

        return Math.Sqrt(sum);
    }

    private static double Squared(this double t) => t * t;

    private static double WeightedBy(this double[] a, params double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * weights[i];
        }

        return sum;
    }

    private static double Affine(double value, double scale = 2, double offset = 1) => value * scale + offset;

    private static ref double At(double[] a, int i) => ref a[i];

    private static void Swap(ref double a, ref double b) => (a, b) = (b, a);

    private static double Total(ReadOnlySpan<double> s)
    {
        var sum = 0.0;
        foreach (var t in s)
        {
            sum += t * t;
        }

        return sum;
    }

    private static (double Sum, double Difference) Both(double a, double b) => (a + b, a - b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Split(double t, out double whole, out double half) => (whole, half) = (t, t / 2);

    private abstract class Solid
    {
        public abstract double Volume();

        public virtual double Describe() => Volume() / 2;
    }

    private sealed class Cone(double radius, double height) : Solid
    {
        public override double Volume() => Math.PI * radius * radius * height / 3;
    }

    private sealed class Box(double a, double b, double c) : Solid
    {
        public override double Volume() => a * b * c;

        public override double Describe() => base.Describe() + a;
    }

    private record Base(double Value);

    private sealed record Derived(double Value, double Extra) : Base(Value);

    private sealed class Grid(int n)
    {
        private readonly double[] cells = new double[n * n];

        public double Trace
        {
            get
            {
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    sum += this[i, i];
                }

                return sum;
            }
        }

        public double this[int i, int j]
        {
            get => cells[i * n + j];
            set => cells[i * n + j] = value;
        }
    }
}
