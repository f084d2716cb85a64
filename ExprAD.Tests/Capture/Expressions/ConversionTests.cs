using System.Linq.Expressions;
using System.Runtime.CompilerServices;

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

    [Test]
    public void Types_are_tested()
    {
        var x = Expression.Parameter(typeof(double), "x");
        foreach (var value in new object?[] { 2.5, "text", null, new int[1], DayOfWeek.Friday })
        {
            var data = Expression.Constant(new StrongBox<object?>(value));
            var content = Expression.Field(data, "Value");
            foreach (var type in new[] { typeof(double), typeof(double?), typeof(string), typeof(object), typeof(Array), typeof(Enum), typeof(IComparable) })
            {
                var tests = Expression.AndAlso(Expression.TypeIs(content, type), Expression.Not(Expression.TypeEqual(content, type)));
                SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Condition(tests, x, Expression.Negate(x)), x), 1.0);
                if (!type.IsValueType || type == typeof(double?))
                {
                    SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Condition(Expression.Equal(Expression.TypeAs(content, type), Expression.Constant(null, type)), x, Expression.Negate(x)), x), 1.0);
                }
            }

            SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Add(x, Expression.Unbox(content, typeof(double))), x), 1.0);
            SameValue.Check(Expression.Lambda<Func<double, double>>(Expression.Condition(Expression.TypeIs(x, typeof(double)), x, Expression.Negate(x)), x), 1.0);
        }
    }
}
