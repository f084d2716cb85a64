using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using ExprAD.Bench.Scaling;
using Perfolizer.Horology;

namespace ExprAD.Bench.Reporting;

/// <summary>Time and memory of one call.</summary>
internal readonly record struct Measurement(double Nanoseconds, long Bytes);

/// <summary>Runs BenchmarkDotNet on one class after another, and keeps the medians.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<(Type Type, string Method, int N), Measurement> all = [];
    private readonly IConfig config = ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            // In this process: starting one for each of a hundred benchmarks would take longer than measuring.
            // The code under test is compiled at run time with full optimisation, and the rest is warmed up to its last tier.
            .WithToolchain(InProcessEmitToolchain.Instance)
            // Much is alive here, and collecting it before each iteration takes longer than all the rest.
            .WithGcForce(false)
            .WithIterationTime(TimeInterval.FromMilliseconds(50))
            .WithWarmupCount(8)
            .WithIterationCount(15))
        .AddValidator(JitOptimizationsValidator.FailOnError)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ExprAD.Bench"));

    public void Run(Type type)
    {
        var summary = BenchmarkRunner.Run(type, config);
        foreach (var report in summary.Reports)
        {
            var benchmark = report.BenchmarkCase;
            if (report.ResultStatistics is not { } statistics)
            {
                throw new InvalidOperationException($"{benchmark.DisplayInfo} could not be measured.");
            }

            var n = benchmark.Parameters.Items.SingleOrDefault()?.Value as int? ?? 0;
            all.Add(
                (type, benchmark.Descriptor.WorkloadMethod.Name, n),
                new Measurement(statistics.Median, Allocations.Of(Call(benchmark.Descriptor, n))));
        }
    }

    /// <summary>The benchmark on an instance of its own, made ready.</summary>
    private static Func<double> Call(Descriptor benchmark, int n)
    {
        var instance = Activator.CreateInstance(benchmark.Type)!;
        if (instance is ScalingSeries series)
        {
            series.N = n;
        }

        benchmark.GlobalSetupMethod!.Invoke(instance, null);
        return benchmark.WorkloadMethod.CreateDelegate<Func<double>>(instance);
    }

    public bool Has(Type type, string method) => all.ContainsKey((type, method, 0));

    public Measurement this[Type type, string method, int n = 0] => all[(type, method, n)];
}
