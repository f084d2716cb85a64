using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using ExprAD.Bench.Scaling;
using Perfolizer.Horology;

namespace ExprAD.Bench.Reporting;

/// <summary>Time and memory of one call.</summary>
internal readonly record struct CallCost(double Nanoseconds, long Bytes);

/// <summary>Runs BenchmarkDotNet on one class after another, and keeps the shortest times: whatever else the machine does only adds to them.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<(Type Type, string Method, int N), CallCost> all = [];
    private readonly IConfig config = ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            // In this process: starting one for each of a hundred benchmarks would take longer than measuring.
            // The code under test is compiled at run time with full optimisation, and the rest is warmed up to its last tier.
            .WithToolchain(InProcessEmitToolchain.Instance)
            // Much is alive here, and collecting it before each iteration takes longer than all the rest.
            .WithGcForce(false)
            .WithIterationTime(TimeInterval.FromMilliseconds(10))
            .WithWarmupCount(10)
            .WithIterationCount(50))
        .AddValidator(JitOptimizationsValidator.FailOnError)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ExprAD.Bench"));

    public void Run(Type type)
    {
        var benchmarks = BenchmarkConverter.TypeToBenchmarks(type, config);
        var bytes = new Dictionary<BenchmarkCase, long>();
        foreach (var benchmark in benchmarks.BenchmarksCases)
        {
            var call = Call(benchmark);
            Warmup.Run(call);
            bytes.Add(benchmark, Allocations.Of(call));
        }

        foreach (var report in BenchmarkRunner.Run(benchmarks).Reports)
        {
            var benchmark = report.BenchmarkCase;
            if (!report.Success)
            {
                throw new InvalidOperationException($"{benchmark.DisplayInfo} could not be measured.");
            }

            var time = Fastest(report, IterationMode.Workload) - Fastest(report, IterationMode.Overhead);
            all.Add((type, benchmark.Descriptor.WorkloadMethod.Name, SizeOf(benchmark)), new CallCost(time, bytes[benchmark]));
        }
    }

    private static int SizeOf(BenchmarkCase benchmark) => benchmark.Parameters.Items.SingleOrDefault()?.Value as int? ?? 0;

    /// <summary>The time of a call in the fastest iteration; zero for that of an empty method where BenchmarkDotNet found it too short to matter.</summary>
    private static double Fastest(BenchmarkReport report, IterationMode mode) => report.AllMeasurements
        .Where(m => m.IterationMode == mode && m.IterationStage == IterationStage.Actual)
        .Select(m => m.Nanoseconds / m.Operations)
        .DefaultIfEmpty(0)
        .Min();

    /// <summary>The benchmark on an instance of its own, made ready.</summary>
    private static Func<double> Call(BenchmarkCase benchmark)
    {
        var instance = Activator.CreateInstance(benchmark.Descriptor.Type)!;
        if (instance is ScalingSeries series)
        {
            series.N = SizeOf(benchmark);
        }

        benchmark.Descriptor.GlobalSetupMethod!.Invoke(instance, null);
        return benchmark.Descriptor.WorkloadMethod.CreateDelegate<Func<double>>(instance);
    }

    public bool Has(Type type, string method) => all.ContainsKey((type, method, 0));

    public CallCost this[Type type, string method, int n = 0] => all[(type, method, n)];
}
