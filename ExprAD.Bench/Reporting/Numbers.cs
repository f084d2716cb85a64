using System.Globalization;

namespace ExprAD.Bench.Reporting;

/// <summary>Numbers with three digits, and units that suit them.</summary>
internal static class Numbers
{
    public static string Time(TimeSpan time) => Time(time.TotalNanoseconds);

    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{Digits(nanoseconds)} ns",
        < 1e6 => $"{Digits(nanoseconds / 1e3)} µs",
        < 1e9 => $"{Digits(nanoseconds / 1e6)} ms",
        _ => $"{Digits(nanoseconds / 1e9)} s",
    };

    public static string Ratio(double ratio) => $"{(ratio < 10 ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : Digits(ratio))}×";

    public static string Bytes(long bytes) => $"{bytes.ToString("N0", CultureInfo.InvariantCulture)} B";

    private static string Digits(double number) =>
        number.ToString(number < 10 ? "0.00" : number < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
