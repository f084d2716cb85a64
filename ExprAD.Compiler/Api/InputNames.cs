using ExprAD.Capture;

namespace ExprAD;

/// <summary>The parts of a function's parameters by the names that a user calls them.</summary>
internal static class InputNames
{
    /// <summary>How many names an error lists.</summary>
    private const int Listed = 20;

    /// <summary>All inputs that can be differentiated, in order.</summary>
    public static int[] All(IReadOnlyList<ParameterShape> parameters) =>
        [.. parameters.SelectMany(Leaves).Where(l => l.Differentiable).Select(l => l.Input).Order()];

    /// <summary>The inputs that can be differentiated among those that <paramref name="names"/> stand for, in order.</summary>
    public static int[] Resolve(IReadOnlyList<ParameterShape> parameters, string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0)
        {
            throw new ArgumentException("Name at least one parameter.", nameof(names));
        }

        return [.. names.SelectMany(name => Resolve(parameters, name, names)).Distinct().Order()];
    }

    /// <summary>The leaves in <paramref name="shape"/>, in order.</summary>
    public static IEnumerable<LeafShape> Leaves(ParameterShape shape) =>
        Parts(shape).OfType<LeafShape>();

    private static int[] Resolve(IReadOnlyList<ParameterShape> parameters, string name, string[] names)
    {
        ArgumentNullException.ThrowIfNull(name, nameof(names));
        var part = parameters.SelectMany(Parts).FirstOrDefault(p => p.Path == name)
            ?? throw new ArgumentException($"There is no parameter '{name}'. There are: {Known(parameters)}.", nameof(names));
        int[] inputs = [.. Leaves(part).Where(l => l.Differentiable).Select(l => l.Input)];
        return inputs.Length > 0
            ? inputs
            : throw new ArgumentException($"'{name}' holds no floating-point numbers: nothing can be differentiated with respect to it.", nameof(names));
    }

    /// <summary>A part and all parts in it, outer before inner.</summary>
    private static IEnumerable<ParameterShape> Parts(ParameterShape shape) =>
        shape is CompositeShape composite ? [shape, .. composite.Members.SelectMany(m => Parts(m.Shape))] : [shape];

    private static string Known(IReadOnlyList<ParameterShape> parameters)
    {
        string[] known = [.. parameters.SelectMany(Parts).Select(p => p.Path)];
        return string.Join(", ", known.Take(Listed)) + (known.Length > Listed ? ", …" : "");
    }
}
