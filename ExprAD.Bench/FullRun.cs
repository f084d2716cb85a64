using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
#if TORCH
using BenchmarkDotNet.Jobs;
#endif

namespace ExprAD.Bench;

/// <summary>BenchmarkDotNet with its own command line.</summary>
internal static class FullRun
{
    public static int Run(string[] args)
    {
        var config = ManualConfig.Create(DefaultConfig.Instance);
#if TORCH
        // BenchmarkDotNet builds this project once more, and there the command line's -p:Torch=true is forgotten.
        config.AddJob(Job.Default.WithArguments([new MsBuildArgument("-p:Torch=true")]).AsMutator());
#endif
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(FullRun).Assembly).Run(args, config);
        return summaries.All(s => s.Reports.All(r => r.Success)) ? 0 : 1;
    }
}
