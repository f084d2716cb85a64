using System.Globalization;
using System.Text;
using ExprAD.Emission;
using ExprAD.IR;
using ExprAD.Kernels;
using ExprAD.Text;

namespace ExprAD.Reports;

/// <summary>How a function was compiled, for people.</summary>
internal static class Explanation
{
    public static string Of<T>(Program<T> program, Derivative<T> derivative)
    {
        var text = new StringBuilder();
        text.AppendLine(program.Function.Graph.Source).AppendLine();
        WriteStages(text, derivative.Report);
        WriteOrigin(text, derivative.Kernel.Origin);
        text.AppendLine(Storage(derivative.Graph));
        foreach (var remark in derivative.Report.Remarks)
        {
            text.AppendLine(remark);
        }

        text.Append(LoopReports.Write(derivative.Graph, program.Options));
        foreach (var note in program.Function.Diagnostics.Concat(GradientNotes.Of(program.Primal, derivative.Graph, derivative.Inputs)))
        {
            text.AppendLine(note);
        }

        text.AppendLine().Append(GraphPrinter.Print(derivative.Graph));
        return text.ToString();
    }

    private static void WriteStages(StringBuilder text, CompilationReport report)
    {
        var width = report.Stages.Max(s => s.Name.Length);
        foreach (var stage in report.Stages)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{stage.Name.PadRight(width)} {stage.Nodes,7} nodes {Milliseconds(stage.Time),10}");
        }
    }

    private static void WriteOrigin(StringBuilder text, KernelOrigin origin)
    {
        var reason = origin.Reason is null ? "" : $" ({origin.Reason})";
        var parts = origin.Parts.Count == 0 ? "" : $", with {origin.Parts.Count} parts of a method's size by {string.Join(" and ", origin.Parts.Distinct().Select(Name))}";
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"compiled by {Name(origin.Compiler)}{reason}{parts}: emitted in {Milliseconds(origin.Emission)}, compiled in {Milliseconds(origin.Compilation)}");
    }

    private static string Storage(Graph graph) => new StorageTopic(graph).Total is { Length: > 0 } total
        ? $"stored for the reverse sweep: {total} a call"
        : "nothing is stored for the reverse sweep";

    private static string Name(CompilerUsed compiler) =>
        compiler == CompilerUsed.FastExpressionCompiler ? "FastExpressionCompiler" : "System.Linq.Expressions";

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F2} ms");
}
