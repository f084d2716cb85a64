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
        text.AppendLine("loops run element by element, on the thread that calls");
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

    private static string Storage(Graph graph)
    {
        string[] stored = [.. graph.AllNodes().Where(n => n.Op == Ops.TapeStore || n.Op == Ops.TapePush).Select(n => n.Operands[^1].Source ?? "what a loop carries")];
        return stored.Length == 0
            ? "nothing is stored for the reverse sweep"
            : $"stored for the reverse sweep, once an iteration: {string.Join("; ", stored.Distinct())}";
    }

    private static string Name(CompilerUsed compiler) =>
        compiler == CompilerUsed.FastExpressionCompiler ? "FastExpressionCompiler" : "System.Linq.Expressions";

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F2} ms");
}
