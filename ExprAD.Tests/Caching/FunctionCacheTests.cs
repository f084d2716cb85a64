using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprAD.Tests.Caching;

public class FunctionCacheTests
{
    private static object Program<T>(Expression<Func<T, double>> f, GradOptions? options = null) => Engine<T>.Of(f, options).Program;

    [Test]
    public void A_lambda_in_a_loop_is_compiled_once_whatever_it_captured()
    {
        var programs = new HashSet<object>();
        for (var i = 0; i < 10; i++)
        {
            var data = new double[] { i };
            var f = Grad.Of(x => x * data[0]);
            Assert.That(f.Value(2), Is.EqualTo(2 * i));
            programs.Add(Program<double>(x => x * data[0]));
        }

        Assert.That(programs, Has.Count.EqualTo(1));
    }

    [Test]
    public void Other_closures_and_options_are_other_programs()
    {
        var a = 1.0;
        var p = Program<double>(x => x * a);
        Assert.That(Program<double>(x => x * a, new GradOptions()), Is.SameAs(p));
        Assert.That(Program<double>(x => x * a, new GradOptions { Strict = true }), Is.Not.SameAs(p));
        Assert.That(WithItsOwnClosure(), Is.Not.SameAs(p));

        static object WithItsOwnClosure()
        {
            var a = 1.0;
            return Program<double>(x => x * a);
        }
    }

    [Test]
    public void Functions_with_respect_to_the_same_names_are_compiled_once()
    {
        var engine = Engine<(double, double)>.Of((Expression<Func<double, double, double>>)((x, y) => x * y), null);
        var first = engine.WithRespectTo(["x"]).Derivative;
        Assert.Multiple(() =>
        {
            Assert.That(engine.WithRespectTo(["x"]).Derivative, Is.SameAs(first));
            Assert.That(engine.WithRespectTo(["y"]).Derivative, Is.Not.SameAs(first));
            Assert.That(engine.WithRespectTo(["x"]).Program, Is.SameAs(engine.Program));
        });
    }

    [Test]
    public void Threads_share_what_they_build_at_once()
    {
        var programs = new object[32];
        Parallel.For(0, programs.Length, i => programs[i] = Program<double>(x => (x * 3.25) + Math.Exp(x)));
        Assert.That(programs.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Captured_data_is_not_kept_alive()
    {
        var (data, program) = Use();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(data.IsAlive, Is.False);
        Assert.That(program.IsAlive, Is.True);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Data, WeakReference Program) Use()
    {
        var data = new double[] { 1, 2, 3 };
        Expression<Func<double[], double>> lambda = w => w[0] * data[1];
        var f = Grad.Of(lambda);
        Assert.That(f.Value([5]), Is.EqualTo(10));
        Assert.That(f.Gradient([5]), Is.EqualTo(new[] { 2.0 }));
        _ = f.Explain();
        _ = f.Check([5]);
        return (new WeakReference(data), new WeakReference(Program(lambda)));
    }
}
