using ExprAD.Bench;
using ExprAD.Bench.Compilation;
using ExprAD.Bench.GradBench.Protocol;
using ExprAD.Bench.Kernels;
using ExprAD.Bench.Reporting;

switch (args)
{
    case [] or ["help" or "--help" or "-h"]:
        Console.Write(Usage.Text);
        return 0;
    case ["check"]:
        return Comparisons.All.Select(AgreementCheck.Run).ToArray().All(agrees => agrees) ? 0 : 1;
    case ["report", .. var names]:
        return ReportCommand.Run(names);
    case ["kernels", .. var names]:
        return KernelTable.Run(names);
    case ["gradbench", .. var options]:
        return GradBenchCommand.Run(options);
    case [CompileTimes.Command, var name]:
        CompileTimes.RunHere(Comparisons.All.Single(c => c.GetType().Name == name));
        return 0;
    default:
        return FullRun.Run(args);
}
