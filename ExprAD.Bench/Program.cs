using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
#if TORCH
using BenchmarkDotNet.Jobs;
#endif

var config = ManualConfig.Create(DefaultConfig.Instance);
#if TORCH
// BenchmarkDotNet builds this project once more, and there the command line's -p:Torch=true is forgotten.
config.AddJob(Job.Default.WithArguments([new MsBuildArgument("-p:Torch=true")]).AsMutator());
#endif

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
