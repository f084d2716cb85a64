namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Structs, classes, records and tuples that methods make and use.</summary>
public static class Objects
{
    [Sample(1, 2, 3)]
    public static double Operators(double[] x)
    {
        var a = new Vec(x[0], x[1], x[2]);
        var b = 2 * a + new Vec(1, x[0], 0) - a / x[2];
        return a.Dot(b) + b.Cross(a).Length + (-a).X;
    }

    [Sample(1, 2, 3)]
    public static double MutableStruct(double[] x)
    {
        var p = new Point { X = x[0], Y = x[1] };
        p.X *= x[2];
        p.Move(x[0], 1);
        var q = p;
        q.X = 0;
        q.Move(x[1], x[1]);
        return p.X * p.Y + q.X * q.Y;
    }

    [Sample(1, 2, 3)]
    public static double ArrayOfStructs(double[] x)
    {
        var points = new Point[3];
        for (var i = 0; i < 3; i++)
        {
            points[i].X = x[i];
            points[i].Move(1, x[0] * i);
        }

        double sum = 0;
        foreach (var p in points)
        {
            sum += p.X * p.Y;
        }

        return sum;
    }

    [Sample(1, 2, 3)]
    public static double MutableClass(double[] x)
    {
        var account = new Account(x[0]);
        for (var i = 0; i < 3; i++)
        {
            account.Deposit(x[1]);
            account.Balance *= 1 + x[2] / 10;
        }

        return account.Balance * account.Count;
    }

    [Sample(1, 2, 3)]
    public static double ComputingConstructor(double[] x)
    {
        var line = new Line(x[0], x[1]);
        return line.Slope * x[2] + line.At(x[2]);
    }

    [Sample(1, 2, 3)]
    public static double Records(double[] x)
    {
        var p = new Person(x[0], x[1]);
        var q = p with { Height = x[2] * p.Height };
        var (w, h) = q;
        return w / (h * h) + p.Bmi + q.Bmi;
    }

    [Sample(1, 2, 3)]
    public static double Tuples(double[] x)
    {
        var (sum, product) = SumAndProduct(x);
        (double A, double B) t = (product, sum);
        t.A += x[0];
        (t.A, t.B) = (t.B, t.A);
        return t.A * t.B - t.A / t.B;
    }

    [Sample(1, 2, 3)]
    public static double RefAndOut(double[] x)
    {
        var a = x[0];
        Scale(ref a, x[1]);
        Split(a, out var half, out var square);
        ref var slot = ref x[2];
        var before = slot;
        slot = half * slot;
        return square + x[2] * before;
    }

    [Sample(1, 2, 3)]
    public static double InParameter(double[] x)
    {
        var v = new Vec(x[0], x[1], x[2]);
        return Norm(in v) * Norm(v);
    }

    [Sample(1, 2, 3)]
    public static double Virtual(double[] x)
    {
        Shape[] unused = [];
        Shape circle = new Circle(x[0]);
        IArea square = new Square(x[1]);
        return circle.Area() * square.Area() + circle.Twice() + unused.Length;
    }

    [Sample(1, 2, 3)]
    public static double Patterns(double[] x)
    {
        var p = new Person(x[0], x[1]);
        return p switch
        {
            { Weight: > 5 } => 1,
            ( > 0, var h) when h > 1 => h * x[2],
            _ => x[0],
        };
    }

    [Sample(1, 2, 3)]
    public static double RangesAndIndices(double[] x)
    {
        var middle = x[1..];
        return middle[^1] * middle[0] + x[..2].Length * x[^3];
    }

    private static (double Sum, double Product) SumAndProduct(double[] x)
    {
        var (s, p) = (0.0, 1.0);
        foreach (var t in x)
        {
            s += t;
            p *= t;
        }

        return (s, p);
    }

    private static void Scale(ref double a, double by) => a *= by;

    private static void Split(double a, out double half, out double square)
    {
        half = a / 2;
        square = a * a;
    }

    private static double Norm(in Vec v) => v.Length;

    private readonly struct Vec(double x, double y, double z)
    {
        public double X { get; } = x;

        public double Y { get; } = y;

        public double Z { get; } = z;

        public double Length => Math.Sqrt(Dot(this));

        public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Vec operator -(Vec a, Vec b) => a + -b;

        public static Vec operator -(Vec a) => new(-a.X, -a.Y, -a.Z);

        public static Vec operator *(double s, Vec a) => new(s * a.X, s * a.Y, s * a.Z);

        public static Vec operator /(Vec a, double s) => 1 / s * a;

        public double Dot(Vec o) => X * o.X + Y * o.Y + Z * o.Z;

        public Vec Cross(Vec o) => new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);
    }

    private struct Point
    {
        public double X;
        public double Y;

        public void Move(double dx, double dy)
        {
            X += dx;
            Y += dy * X;
        }
    }

    private sealed class Account(double start)
    {
        public double Balance { get; set; } = start;

        public int Count { get; private set; }

        public void Deposit(double amount)
        {
            Balance += amount;
            Count++;
        }
    }

    private sealed class Line
    {
        private readonly double offset;

        public Line(double a, double b)
        {
            Slope = b / a;
            offset = Slope > 1 ? a * b : a;
        }

        public double Slope { get; }

        public double At(double t) => offset + Slope * t;
    }

    private sealed record Person(double Weight, double Height)
    {
        public double Bmi => Weight / (Height * Height);
    }

    private interface IArea
    {
        double Area();
    }

    private abstract class Shape : IArea
    {
        public abstract double Area();

        public double Twice() => 2 * Area();
    }

    private sealed class Circle(double r) : Shape
    {
        public override double Area() => Math.PI * r * r;
    }

    private sealed class Square(double a) : Shape
    {
        public override double Area() => a * a;
    }
}
