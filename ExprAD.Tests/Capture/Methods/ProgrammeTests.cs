using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Tests.Capture.Methods.Programme;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExprAD.Tests.Capture.Methods;

/// <summary>
/// The methods in the folder Programme, compiled in memory without and with optimisation, so that both kinds of IL are lifted: the value is that
/// of the plain method, the gradient that of differences and of forward mode.
/// </summary>
public class ProgrammeTests
{
    private static readonly Lazy<Assembly> Debug = new(() => Compile(OptimizationLevel.Debug));
    private static readonly Lazy<Assembly> Release = new(() => Compile(OptimizationLevel.Release));

    private static IEnumerable<TestCaseData> Methods() =>
        from type in typeof(SampleAttribute).Assembly.GetTypes()
        where type.Namespace == typeof(SampleAttribute).Namespace
        from method in type.GetMethods()
        where method.IsDefined(typeof(SampleAttribute))
        from level in new[] { OptimizationLevel.Debug, OptimizationLevel.Release }
        select new TestCaseData(type.FullName, method.Name, level).SetArgDisplayNames(type.Name, method.Name, level.ToString());

    [TestCaseSource(nameof(Methods))]
    public void Agrees_with_the_plain_method_and_with_differences(string type, string name, OptimizationLevel level)
    {
        var method = (level == OptimizationLevel.Debug ? Debug : Release).Value.GetType(type)!.GetMethod(name)!;
        var plain = method.CreateDelegate<Func<double[], double>>();
        var f = Grad.OfMethod(plain);
        foreach (var sample in typeof(SampleAttribute).Assembly.GetType(type)!.GetMethod(name)!.GetCustomAttributes<SampleAttribute>())
        {
            var value = f.ValueAndGradient([.. sample.At]).Value;
            Assert.That(value, Is.EqualTo(plain([.. sample.At])).Within(1e-12).Percent.Or.NaN);
            if (!double.IsNaN(sample.At[0]))
            {
                var report = f.Check([.. sample.At]);
                Assert.That(report.Passed, report.ToString());
            }
        }
    }

    private static Assembly Compile(OptimizationLevel level)
    {
        var sources = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(ThisFile())!, "Programme"), "*.cs").Append(Usings());
        var trees = sources.Select(s => CSharpSyntaxTree.ParseText(s.EndsWith(".cs", StringComparison.Ordinal) ? File.ReadAllText(s) : s));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);
        using var stream = new MemoryStream();
        var result = CSharpCompilation.Create($"Programme{level}", trees, references, options).Emit(stream);
        Assert.That(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray());
    }

    private static string Usings() => "global using System; global using System.Collections.Generic; global using System.Linq; global using ExprAD;";

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
