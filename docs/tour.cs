#:project ../ExprAD.Compiler/ExprAD.Compiler.csproj
// File-based apps prepare for native AOT by default, which also switches off run-time code generation.
#:property PublishAot=false

// Fits the production function of Cobb and Douglas, P = A·L^(1−α)·K^α, to the figures it was found with
// (C. W. Cobb, P. H. Douglas, "A Theory of Production", American Economic Review 18, 1928; 1899 = 100),
// by least squares on the levels. BFGS, here with bounds on A and α, needs a gradient at every step: ExprAD compiles it from the loss.
// The method of Levenberg and Marquardt needs the Jacobian of the residuals, and knows how certain the fit is.

using System.Diagnostics;
using System.Globalization;
using ExprAD;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Year[] years = Data.Read();

// ── the loss, in plain C#, and its gradient ─────────────────────────────────────────────────────────────────────────
var started = Stopwatch.GetTimestamp();
var loss = Grad.Of((double a, double alpha) =>
    years.Sum(y => Math.Pow(a * Math.Pow(y.Labor, 1 - alpha) * Math.Pow(y.Capital, alpha) - y.Output, 2)));
var (before, (slopeA, slopeAlpha)) = loss.ValueAndGradient(1, 0.5);
var toFirst = Stopwatch.GetElapsedTime(started);

Console.WriteLine("P = A·L^(1−α)·K^α, United States manufacturing, 1899–1922");
Console.WriteLine();
Console.WriteLine($"at A = 1, α = ½:  loss {before:F1},  ∂A {slopeA:F1},  ∂α {slopeAlpha:F1}");

// ── the fit ─────────────────────────────────────────────────────────────────────────────────────────────────────────
var fit = loss.Minimize(1, 0.5, new() { LowerBounds = [0.1, 0], UpperBounds = [10, 1] });
Console.WriteLine($"BFGS, {fit.Iterations} iterations:  loss {fit.Value:F1}");

var residuals = Jacobian.Of((double a, double alpha) =>
    years.Select(y => a * Math.Pow(y.Labor, 1 - alpha) * Math.Pow(y.Capital, alpha) - y.Output).ToArray());
var squares = residuals.LeastSquares(1, 0.5);
var (A, α) = squares.Minimizer;
var errors = squares.StandardErrors();
Console.WriteLine($"Levenberg–Marquardt, {squares.Iterations} iterations:  loss {squares.Value:F1}");
Console.WriteLine();
Console.WriteLine("                              A       α");
Console.WriteLine($"  fitted on the levels    {A,6:F3}  {α,6:F3}");
Console.WriteLine($"  standard error          {errors[0],6:F3}  {errors[1],6:F3}");
Console.WriteLine("  Cobb and Douglas, 1928   1.01    0.25");
Console.WriteLine();

// ── the residuals ───────────────────────────────────────────────────────────────────────────────────────────────────
Console.WriteLine("year   actual   fitted   residual");
foreach (var y in years)
{
    var fitted = A * Math.Pow(y.Labor, 1 - α) * Math.Pow(y.Capital, α);
    Console.WriteLine($"{y.Number}   {y.Output,6:F0}   {fitted,6:F1}   {y.Output - fitted,8:F1}  {Bar(y.Output - fitted)}");
}

// ── what was compiled, and what it costs ────────────────────────────────────────────────────────────────────────────
var explained = loss.Explain().Split('\n');
Console.WriteLine();
Console.WriteLine($"from the lambda to the first gradient: {toFirst.TotalMilliseconds:F0} ms in this process");
foreach (var line in explained.Where(l => l.Contains(" nodes ") || l.StartsWith("compiled by")))
{
    Console.WriteLine($"  {line}");
}

Console.WriteLine();
var value = Nanoseconds(() => loss.Value(A, α));
var both = Nanoseconds(() => loss.ValueAndGradient(A, α).Value);
Console.WriteLine($"value alone {value:F0} ns, value and gradient {both:F0} ns: {both / value:F2} times");
Console.WriteLine();
Console.WriteLine(loss.Check(A, 0.3));

static string Bar(double residual)
{
    const int Half = 16;
    var length = Math.Min(Half, (int)Math.Round(Math.Abs(residual) / 2));
    var bar = new string('█', length);
    return residual < 0 ? $"{bar,Half}│" : $"{"",Half}│{bar}";
}

static double Nanoseconds(Func<double> call)
{
    const int Calls = 2_000;
    var best = double.PositiveInfinity;
    for (var round = 0; round < 50; round++)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            call();
        }

        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls);
    }

    return best;
}

/// <summary>One year's indices: output, labour, capital.</summary>
internal sealed record Year(int Number, double Output, double Labor, double Capital);

internal static class Data
{
    public static Year[] Read() =>
    [
        .. File.ReadLines(Path.Combine(Folder(), "data", "cobb-douglas-1899-1922.csv")).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), double.Parse))
            .Select(f => new Year((int)f[0], f[1], f[2], f[3])),
    ];

    /// <summary>The folder of this file, whatever the current one is. <c>dotnet run</c> hands it over; a caller's path would be made up in deterministic builds.</summary>
    private static string Folder() => (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
}
