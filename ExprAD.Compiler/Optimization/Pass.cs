using ExprAD.IR;

namespace ExprAD.Optimization;

/// <summary>A step from graph to graph: its name in reports, and what it does.</summary>
internal sealed record Pass(string Name, Func<Graph, GradOptions, Graph> Run);
