using System.Diagnostics;
using ExprAD.IR;

namespace ExprAD.Reports;

/// <summary>A step on the way from lambda to delegate: the size of the graph after it, and how long it took.</summary>
internal sealed record Stage(string Name, int Nodes, TimeSpan Time);

/// <summary>Writes down the steps as they are taken. Keeps numbers, no graphs.</summary>
internal sealed class CompilationReport
{
    private readonly List<Stage> stages;
    private readonly List<string> remarks = [];
    private long last = Stopwatch.GetTimestamp();

    /// <param name="before">The steps that were taken before; this report goes on from there.</param>
    public CompilationReport(CompilationReport? before = null) => stages = before is null ? [] : [.. before.stages];

    public IReadOnlyList<Stage> Stages => stages;

    /// <summary>What people may want to know of how it was done.</summary>
    public IReadOnlyList<string> Remarks => remarks;

    /// <summary>Notes a remark.</summary>
    public void Tell(string remark) => remarks.Add(remark);

    /// <summary>Notes that a step ended now, with this graph.</summary>
    public void Add(string name, Graph graph)
    {
        stages.Add(new Stage(name, graph.CountNodes(), Stopwatch.GetElapsedTime(last)));
        last = Stopwatch.GetTimestamp();
    }
}
