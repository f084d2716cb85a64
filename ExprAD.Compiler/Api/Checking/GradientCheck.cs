using ExprAD.Capture;
using ExprAD.IR;
using ExprAD.Kernels;

namespace ExprAD.Checking;

/// <summary>Compares a gradient with finite differences, in a copy of the argument.</summary>
internal static class GradientCheck
{
    public static CheckReport Run<T>(Engine<T> engine, T argument)
    {
        var (value, gradient) = engine.ValueAndGradient(argument);
        var root = RootShape.Of(engine.Program.Function.Parameters, typeof(T));
        var single = engine.Program.Primal.AllNodes().Any(n => n.Type == IrType.F32);
        var tolerance = Tolerance.For(single, value);
        var differentiated = engine.Derivative.Inputs.ToHashSet();
        var copy = (T)Arguments.Rebuild(root, argument, (_, part) => Arguments.Clone(part))!;
        var function = FrozenFunction.Of(engine, copy);
        var partials = Arguments.Leaves(root, gradient).ToDictionary(p => p.Leaf.Input, p => p.Value);

        var comparisons = new List<Comparison>();
        foreach (var (leaf, part) in Arguments.Leaves(root, copy).Where(p => differentiated.Contains(p.Leaf.Input)))
        {
            comparisons.AddRange(part is double or float
                ? [Number(leaf, part)]
                : Slots.Of(part, leaf.Path).Zip(Slots.Of(partials[leaf.Input], leaf.Path), Element));
        }

        var alone = engine.Value(argument);
        var sameValue = value.Equals(alone) || Math.Abs(value - alone) <= tolerance.Absolute * 1e-3;
        return new CheckReport(engine.Source, value, alone, sameValue, comparisons);

        Comparison Number(LeafShape leaf, object number)
        {
            return Comparison.Of(leaf.Path, Slots.ToDouble(partials[leaf.Input]!), At, Slots.ToDouble(number), tolerance);

            double At(double x) => Value((T)Arguments.Rebuild(root, copy, (l, part) => l == leaf ? Slots.Like(x, number) : part)!);
        }

        Comparison Element(Slot slot, Slot partial)
        {
            var start = slot.Get();
            var comparison = Comparison.Of(slot.Path, partial.Get(), At, start, tolerance);
            slot.Set(start);
            return comparison;

            double At(double x)
            {
                slot.Set(x);
                return Value(copy);
            }
        }

        double Value(T x)
        {
            try
            {
                return function(x);
            }
            catch (Exception)
            {
                // The function is not defined so far from the argument.
                return double.NaN;
            }
        }
    }
}
