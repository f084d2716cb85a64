using System.Linq.Expressions;

namespace ExprAD.Tests.Capture.Expressions;

public class ConversionTests
{
    private static readonly decimal Price = 12.5m;
    private static readonly object Number = 2.5;
    private static readonly object Text = "two";
    private static readonly DayOfWeek Day = DayOfWeek.Friday;

    private static readonly Expression<Func<double, double>>[] Lambdas =
    [
        x => x + (int)x, x => x + (long)x + (byte)3 + 'a', x => x + unchecked((byte)x) + unchecked((sbyte)x), x => x + checked((int)x), x => x + checked((byte)x),
        x => x + (float)x, x => (double)(float)x, x => x + (uint)Math.Abs(x), x => x + unchecked((ulong)x), x => x * (double)Price, x => x * (double)(Price * 2 + 1),
        x => x + (double)Number, x => x + (int)Number, x => x + ((string)Text).Length, x => x + ((string)Number).Length,
        x => x + (Text as string)!.Length, x => x + (Number as string ?? "none").Length, x => Number is double ? x : -x, x => Text is double ? x : -x,
        x => x + (int)Day, x => Day == DayOfWeek.Friday ? x : 0, x => Day > DayOfWeek.Monday ? x : 0, x => (double)(object)x, x => ((IComparable)x).CompareTo(1.0),
        x => x + (char)(65 + 1) + (short)'b', x => (Day & DayOfWeek.Monday) == 0 ? x : -x, x => x + (double)(1 / 2),
    ];

    [TestCaseSource(nameof(Lambdas))]
    public void Gives_what_the_lambda_gives(Expression<Func<double, double>> f)
    {
        foreach (var x in (double[])[2.75, -3.5, 300, 1e20, double.NaN])
        {
            SameValue.Check(f, x);
        }
    }
}
