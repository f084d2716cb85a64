using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture;
using ExprAD.Export;
using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.Goldens;

/// <summary>The graphs of the functions in <see cref="GoldenFunctions"/>, and what is exported of them.</summary>
internal sealed class GoldenTests
{
    private static readonly (string Files, Func<LambdaExpression, string> Text, string[]? Functions)[] Stages =
    [
        ("value/{0}.ir", f => Print(Value(f)), null),
        ("gradient/{0}.ir", f => Print(Gradient(f)), null),
        ("csharp/{0}.cs.txt", f => CSharpWriter.Write(Gradient(f)), ["x-sin-x", "where-filter", "records", "logistic-regression"]),
        ("dot/{0}.dot", f => DotWriter.Write(Value(f)), ["where-filter"]),
        ("mermaid/{0}.mmd", f => MermaidWriter.Write(Value(f)), ["where-filter"]),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from stage in Stages
        from function in GoldenFunctions.All
        where stage.Functions?.Contains(function.Name) != false
        let file = string.Format(stage.Files, function.Name)
        select new TestCaseData(file, function.Function, stage.Text).SetArgDisplayNames(file);

    [TestCaseSource(nameof(Cases))]
    public void Is_as_it_was(string file, LambdaExpression function, Func<LambdaExpression, string> stage) => Golden.Check(file, stage(function));

    [Test]
    public void Every_golden_has_a_test()
    {
        var stale = Golden.Files.Except(Cases().Select(c => (string)c.Arguments[0]!)).ToList();
        if (Golden.Accepts)
        {
            stale.ForEach(Golden.Delete);
        }
        else
        {
            Assert.That(stale, Is.Empty);
        }
    }

    [Test]
    public void A_difference_shows_what_went_and_what_came() =>
        Assert.That(Golden.Difference(["a", "b", "c", "d"], ["a", "x", "c", "d", "e"]).ReplaceLineEndings("\n"), Is.EqualTo("  a\n- b\n+ x\n  c\n  d\n+ e\n"));

    public static Graph Captured(LambdaExpression f) => FunctionCapture.Capture(f, strict: false).Graph;

    public static Graph Value(LambdaExpression f) => Pipeline.Primal(Captured(f), new GradOptions());

    public static Graph Gradient(LambdaExpression f)
    {
        var value = Value(f);
        return Pipeline.Gradient(value, [.. Enumerable.Range(0, value.Inputs.Count).Where(i => value.Inputs[i].Differentiable)], new GradOptions());
    }

    /// <summary>What is pinned is also what the parser reads.</summary>
    private static string Print(Graph graph)
    {
        Verifier.Verify(graph);
        var text = GraphPrinter.Print(graph);
        Assert.That(GraphPrinter.Print(GraphParser.Parse(text, NameResolver.Of([.. TypesIn(graph)]))), Is.EqualTo(text));
        return text;
    }

    private static IEnumerable<Type> TypesIn(Graph graph) => graph.AllNodes().Concat(graph.Body.Parameters)
        .SelectMany(n => (Type?[])[n.Type.Clr, ((n.Attribute as Member)?.Info ?? n.Attribute as MethodBase)?.DeclaringType])
        .OfType<Type>().SelectMany(t => t.HasElementType ? [t, t.GetElementType()!] : (Type[])[t]);
}
