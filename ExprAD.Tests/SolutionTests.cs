using System.Reflection;

namespace ExprAD.Tests;

public class SolutionTests
{
    [Test]
    public void Core_references_no_code_generator()
    {
        var references = Assembly.Load("ExprAD.Core").GetReferencedAssemblies().Select(a => a.Name);

        Assert.That(references, Has.None.StartsWith("FastExpressionCompiler"));
    }
}
