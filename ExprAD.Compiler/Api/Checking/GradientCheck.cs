using ExprAD.Capture;
using ExprAD.Emission.Runtime;
using ExprAD.IR;
using ExprAD.Kernels;

namespace ExprAD.Checking;

/// <summary>Compares a gradient with finite differences and with forward mode, in copies of the argument.</summary>
internal static class GradientCheck
{
    public static CheckReport Run<T>(Engine<T> engine, T argument)
    {
        var (root, inputs) = (RootShape.Of(engine.Program.Function.Parameters, typeof(T)), engine.Derivative.Inputs.ToHashSet());
        var (value, gradient) = engine.ValueAndGradient(Copy(argument));
        var tolerance = Tolerance.For(engine.Program.Primal.AllNodes().Any(n => n.Type == IrType.F32), value);
        var copy = Copy(argument);
        var still = (T)Arguments.Rebuild(root, argument, Zero)!;
        var frozen = FrozenFunction.Of(engine, Copy(argument));
        var function = Defined<T>(x => frozen(Copy(x)));

        var comparisons = new List<Comparison>();
        foreach (var ((at, partial), direction) in Coordinates.Of(root, copy, inputs).Zip(Coordinates.Of(root, gradient, inputs)).Zip(Coordinates.Of(root, still, inputs)))
        {
            var tangent = engine.Jvp(Copy(argument), Copy(direction.With(1))).Derivative;
            direction.With(0);
            comparisons.Add(Comparison.Of(at.Path, partial.Number, tangent, x => function(at.With(x)), at.Number, tolerance));
            at.With(at.Number);
        }

        var alone = engine.Value(Copy(argument));
        var sameValue = value.Equals(alone) || Math.Abs(value - alone) <= tolerance.Absolute * 1e-3;
        return new CheckReport(engine.Source, value, alone, sameValue, comparisons);

        // The function may write to what it is given.
        T Copy(T x) => (T)Arguments.Rebuild(root, x, (_, part) => Arguments.Clone(part))!;
    }

    /// <summary>Differences step aside of the argument, where the function may not be defined.</summary>
    private static Func<T, double> Defined<T>(Func<T, double> function) => x =>
    {
        try
        {
            return function(x);
        }
        catch (Exception)
        {
            return double.NaN;
        }
    };

    private static object? Zero(LeafShape leaf, object? part)
    {
        if (!leaf.Differentiable || part is null)
        {
            return part;
        }

        if (part is double or float)
        {
            return Slots.Like(0, part);
        }

        var zeros = Arguments.Clone(part);
        Shapes.Clear(zeros);
        return zeros;
    }
}
