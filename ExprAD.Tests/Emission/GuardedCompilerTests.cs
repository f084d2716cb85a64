using System.Linq.Expressions;
using ExprAD.Emission;

namespace ExprAD.Tests.Emission;

public class GuardedCompilerTests
{
    [Test]
    public void Ordinary_code_is_compiled_fast()
    {
        Expression<Func<double, double>> f = x => x * Math.Sin(x);
        var compiled = GuardedCompiler.Compile(f);

        Assert.That(compiled.Compiler, Is.EqualTo(CompilerUsed.FastExpressionCompiler));
        Assert.That(compiled.Reason, Is.Null);
        Assert.That(compiled.Delegate(2), Is.EqualTo(2 * Math.Sin(2)));
    }

    [Test]
    public void What_the_fast_compiler_does_not_know_is_compiled_all_the_same()
    {
        var x = Expression.Parameter(typeof(double));
        var variables = Expression.Property(Expression.RuntimeVariables(x), "Count");
        var compiled = GuardedCompiler.Compile(Expression.Lambda<Func<double, int>>(variables, x));

        Assert.That(compiled.Compiler, Is.EqualTo(CompilerUsed.SystemLinqExpressions));
        Assert.That(compiled.Reason, Does.StartWith("FastExpressionCompiler"));
        Assert.That(compiled.Delegate(2), Is.EqualTo(1));
    }

    [Test]
    public void Program_that_is_not_valid_is_found_before_anyone_calls_it()
    {
        // An element that is read and not used is left on the stack.
        var x = Expression.Parameter(typeof(double[]));
        var body = Expression.Block(Expression.ArrayAccess(x, Expression.Constant(0)), Expression.Constant(3.0));
        var compiled = GuardedCompiler.Compile(Expression.Lambda<Func<double[], double>>(body, x));

        Assert.That(compiled.Delegate([1]), Is.EqualTo(3));
    }

    [Test]
    public void Code_is_not_run_to_try_it()
    {
        var calls = new int[1];
        var one = Expression.ArrayAccess(Expression.Constant(calls), Expression.Constant(0));
        var compiled = GuardedCompiler.Compile(Expression.Lambda<Func<int>>(Expression.Assign(one, Expression.Add(one, Expression.Constant(1)))));

        Assert.That(calls[0], Is.Zero);
        Assert.That(compiled.Delegate(), Is.EqualTo(1));
    }
}
