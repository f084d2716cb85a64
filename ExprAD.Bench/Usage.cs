using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench;

internal static class Usage
{
    public static string Text { get; } = $"""
        dotnet run -c Release --project ExprAD.Bench [-p:Torch=true] -- COMMAND

        check                  compares all ways to each gradient: rounding apart, they have to agree
        report                 checks, measures everything and writes docs/benchmarks.md; some minutes
        report NAME...         the same for some functions or series, printed here
        kernels [NAME...]      functions of many fields beside gradients written by hand; three minutes
        gradbench {GradBenchCommand.Options}
                               speaks the protocol of GradBench (github.com/gradbench/gradbench) on standard input and output
        --filter 'PATTERN' …   BenchmarkDotNet as it comes, with all its options (--list flat, --job short, …):
                               one process a benchmark, full length, hours for everything

        -p:Torch=true compares with TorchSharp too: a download of hundreds of megabytes.

        Functions: {string.Join(", ", Comparisons.All.Select(c => c.GetType().Name))}
        Series:    {string.Join(", ", Comparisons.Series.Select(s => s.GetType().Name))}

        """;
}
