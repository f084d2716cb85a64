using System.Reflection;

namespace ExprAD.Tests;

public class ArchitectureTests
{
    [TestCase("FastExpressionCompiler")]
    [TestCase("System.Linq.Expressions")]
    [TestCase("System.Reflection.Emit")]
    public void Core_knows_nothing_of_code_generation(string generator)
    {
        var references = Assembly.Load("ExprAD.Core").GetReferencedAssemblies().Select(a => a.Name);

        Assert.That(references, Has.None.StartsWith(generator));
    }
}
