using System.Linq.Expressions;

namespace ExprAD.Tests.Capture.Expressions;

public class NullableTests
{
    private static readonly double? Some = 2.5;
    private static readonly double? None = Missing<double>();
    private static readonly int? Count = 3;
    private static readonly bool? Yes = true;
    private static readonly bool? No = false;
    private static readonly bool? Unknown = Missing<bool>();
    private static readonly decimal? Price = 1.5m;
    private static readonly DateTime? Date = Missing<DateTime>();

    private static readonly Expression<Func<double, double>>[] Lambdas =
    [
        x => x + Some!.Value, x => x + None!.Value, x => x * (Some ?? 7), x => x * (None ?? 7), x => x + (Some.HasValue ? 1 : 0) + (None.HasValue ? 1 : 0),
        x => (Some + x) ?? -1, x => (None + x) ?? -1, x => (x * Some - None) ?? -2, x => (-Some) ?? 0, x => Some > x ? 1 : 2, x => None > x ? 1 : 2, x => None <= x ? 1 : 2,
        x => Some == 2.5 ? x : 0, x => None == null ? x : 0, x => None == Some ? x : 0, x => Some != null ? x : 0, x => None != Some ? x : 0,
        x => x + (double)Some!, x => x + (double)None!, x => ((double?)x).Value, x => x + ((double?)Count ?? 0), x => x + ((long?)Count).GetValueOrDefault() + None.GetValueOrDefault(9),
        x => (Yes & Unknown) == null ? x : 0, x => (No & Unknown) == false ? x : 0, x => (Yes | Unknown) == true ? x : 0, x => (No | Unknown) ?? false ? x : -x, x => (!Yes) == false ? x : 0,
        x => x * (double)(Price * 2)!, x => Date == null ? x : 0, x => Date.HasValue ? 0 : x, x => (x > 0 ? x : (double?)null) ?? 5, x => (x > 0 ? None : x) ?? 5,
        x => Some.Equals(2.5) ? x : 0, x => x + Count!.Value * (Count / 2 ?? 1), x => new double?(x).GetValueOrDefault(),
    ];

    private static T? Missing<T>()
        where T : struct => null;

    [TestCaseSource(nameof(Lambdas))]
    public void Gives_what_the_lambda_gives(Expression<Func<double, double>> f)
    {
        SameValue.Check(f, 2.0);
        SameValue.Check(f, -2.0);
    }
}
