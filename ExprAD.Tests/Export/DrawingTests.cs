using System.Text.RegularExpressions;
using CsCheck;
using ExprAD.Export;
using ExprAD.IR;
using ExprAD.Tests.Generators;
using ExprAD.Tests.Text;

namespace ExprAD.Tests.Export;

internal sealed class DrawingTests
{
    private const string Quoted = """
        "([^"\\]|\\.)*"
        """;

    [TestCaseSource(typeof(SampleGraphs), nameof(SampleGraphs.Cases))]
    public void Dot_is_Graphviz(Graph graph) => CheckDot(DotWriter.Write(graph));

    [TestCaseSource(typeof(SampleGraphs), nameof(SampleGraphs.Cases))]
    public void Mermaid_is_a_flowchart(Graph graph) => CheckMermaid(MermaidWriter.Write(graph));

    [Test]
    public void Random_graphs_are_drawn() => RandomGraphs.Graphs().Sample(
        graph =>
        {
            CheckDot(DotWriter.Write(graph));
            CheckMermaid(MermaidWriter.Write(graph));
        },
        iter: 100,
        threads: 1);

    [Test]
    public void A_formula_is_boxes_and_arrows() => Assert.That(DotWriter.Write(SampleGraphs.Formula()), Is.EqualTo("""
        digraph {
          label="x * Math.Sin(x) + y"; labelloc=t;
          node [shape=box, style=rounded, fontname="Helvetica"]; edge [fontsize=9];
          n0 [label="x: f64", shape=ellipse];
          n1 [label="y: f64", shape=ellipse];
          n2 [label="sin\nMath.Sin(x)"];
          n3 [label="cos\n∂%0/∂x"];
          n4 [label="mul"];
          n5 [label="add\nx̄"];
          n6 [label="value", shape=ellipse, peripheries=2];
          n7 [label="x", shape=ellipse, peripheries=2];
          n8 [label="1.0"];
          n9 [label="y", shape=ellipse, peripheries=2];
          n0 -> n2;
          n0 -> n3;
          n0 -> n4;
          n3 -> n4;
          n2 -> n5;
          n4 -> n5;
          n5 -> n6;
          n8 -> n7;
          n1 -> n9;
        }

        """));

    /// <summary>Statements of the few forms that are written, braces that balance, and arrows between boxes that are there.</summary>
    private static void CheckDot(string text)
    {
        var declared = Regex.Matches(text, @"^ *(n\d+) \[label=", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToList();
        Assert.That(declared, Is.Unique);
        var depth = 0;
        foreach (var line in text.TrimEnd('\n').Split('\n').Select(l => l.Trim()))
        {
            var form = Regex.Replace(line, Quoted, "Q");
            Assert.That(form, Does.Match(@"^(digraph \{|label=Q;.*|node \[.*|n\d+ \[label=Q(, [\w=, ]+)?\];|n\d+ -> n\d+( \[[\w=, ]+\])?;|subgraph cluster_\d+ \{|\})$"), line);
            depth += form.EndsWith('{') ? 1 : form == "}" ? -1 : 0;
            if (Regex.Match(form, @"^(n\d+) -> (n\d+)") is { Success: true } edge)
            {
                Assert.That(declared, Does.Contain(edge.Groups[1].Value).And.Contain(edge.Groups[2].Value));
            }
        }

        Assert.That(depth, Is.Zero);
    }

    private static void CheckMermaid(string text)
    {
        var declared = Regex.Matches(text, @"^ *(n\d+)[\[({]", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToHashSet();
        var depth = 0;
        foreach (var line in text.TrimEnd('\n').Split('\n').Skip(1).Select(l => l.Trim()))
        {
            var form = Regex.Replace(line, "\"[^\"`\\\\*]*\"", "Q");
            Assert.That(form, Does.Match(@"^(subgraph \w+\[Q\]|end|n\d+(\[Q\]|\(\[Q\]\)|\[/Q/\]|\{\{Q\}\}|\(\(\(Q\)\)\))|n\d+ (-->|-\.->)(\|Q\|)? n\d+)$"), line);
            depth += form.StartsWith("subgraph", StringComparison.Ordinal) ? 1 : form == "end" ? -1 : 0;
            if (Regex.Match(form, @"^(n\d+) -.*(n\d+)$") is { Success: true } edge)
            {
                Assert.That(declared, Does.Contain(edge.Groups[1].Value).And.Contain(edge.Groups[2].Value));
            }
        }

        Assert.That(depth, Is.Zero);
    }
}
