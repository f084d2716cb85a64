using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using ExprAD.Export;
using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExprAD.Tests.Export;

/// <summary>Compiles exported C# by itself, with no reference but the base class library, and runs it beside the interpreter.</summary>
internal static class ExportedMethod
{
    private static readonly MetadataReference[] BaseClassLibrary = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Where(p => Path.GetDirectoryName(p) == Path.GetDirectoryName(typeof(object).Assembly.Location))
        .Select(p => MetadataReference.CreateFromFile(p))];

    /// <summary>The methods of exported files, a class each; <paramref name="users"/>: types whose assemblies they need beside .NET.</summary>
    public static MethodInfo[] Compile(IReadOnlyList<string> files, params Type[] users)
    {
        var assembly = CompileAll(files, users);
        return [.. files.Select(f => Regex.Match(f, @"public static class (\w+)").Groups[1].Value)
            .Select(name => assembly.GetType(name)!.GetMethods(BindingFlags.Public | BindingFlags.Static).Single(m => m.DeclaringType!.Name == name))];
    }

    /// <summary>The files as one assembly; a test fails where there are errors in them.</summary>
    public static Assembly CompileAll(IReadOnlyList<string> files, params Type[] users)
    {
        var compilation = CSharpCompilation.Create(
            "exported" + Guid.NewGuid().ToString("N"),
            files.Select(f => CSharpSyntaxTree.ParseText(f)),
            [.. BaseClassLibrary, .. users.Select(u => MetadataReference.CreateFromFile(u.Assembly.Location))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        var errors = compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.That(errors, Is.Empty, () => $"{errors[0]}\n\n{errors[0].Location.SourceTree}");
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>Exports, compiles and runs; both must give the same bits, leave the same in arrays, and raise where the other does.</summary>
    public static void Check(params IReadOnlyList<(Graph Graph, object?[] Arguments)> calls)
    {
        var files = calls.Select((c, i) => CSharpWriter.Write(c.Graph, $"Exported{i}")).ToList();
        var methods = Compile(files);
        for (var i = 0; i < files.Count; i++)
        {
            var (graph, arguments) = calls[i];
            var method = methods[i];
            var expected = Outcome.Of(x => Interpreter.Run(graph, x), arguments);
            var actual = Outcome.Of(x => Run(method, graph, x), arguments);
            Assert.That(actual, Is.EqualTo(expected), () => $"{GraphPrinter.Print(graph)}\n{files[i]}");
        }
    }

    /// <summary>Calls the method with the inputs of the graph; its results in the order of the graph's.</summary>
    private static object?[] Run(MethodInfo method, Graph graph, object?[] inputs)
    {
        List<object?> passed = [.. inputs.Where((_, i) => graph.Inputs[i].Role == InputRole.Parameter || (graph.Inputs[i].Role == InputRole.Data && IsUsed(graph, graph.Inputs[i].Node)))];
        var first = passed.Count;
        foreach (var result in graph.Results.Skip(1))
        {
            var input = graph.Inputs.ToList().FindIndex(i => i.Node == result && i.Role == InputRole.Destination);
            passed.Add(input < 0 ? null : inputs[input]);
        }

        passed.AddRange(inputs.Where((_, i) => graph.Inputs[i].Role == InputRole.Destination && !graph.Results.Contains(graph.Inputs[i].Node)));
        var all = passed.ToArray();
        var value = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, all, null);
        return [value, .. all[first..(first + graph.Results.Count - 1)]];
    }

    private static bool IsUsed(Graph graph, Node node) => ExprAD.Analyses.Uses.Of(graph)[node].Count > 0;
}
