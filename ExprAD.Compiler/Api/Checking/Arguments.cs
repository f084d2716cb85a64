using System.Reflection;
using ExprAD.Capture;
using ExprAD.Kernels;

namespace ExprAD.Checking;

/// <summary>Arguments taken apart and put together again, by reflection.</summary>
internal static class Arguments
{
    /// <summary>A copy in which every leaf went through <paramref name="change"/>.</summary>
    public static object? Rebuild(ParameterShape shape, object? value, Func<LeafShape, object?, object?> change)
    {
        if (shape is LeafShape leaf)
        {
            return change(leaf, value);
        }

        var composite = (CompositeShape)shape;
        var parts = composite.Members.ToDictionary(m => m, m => Rebuild(m.Shape, Get(m.Member, value), change));
        object?[] arguments = [.. parts.Where(p => p.Key.ConstructorArgument >= 0).OrderBy(p => p.Key.ConstructorArgument).Select(p => p.Value)];
        var copy = composite.Constructor is { } constructor ? constructor.Invoke(arguments) : Activator.CreateInstance(composite.Type);
        foreach (var (member, part) in parts.Where(p => p.Key.ConstructorArgument < 0 && Fill.IsWritable(p.Key.Member)))
        {
            Set(member.Member, copy, part);
        }

        return copy;
    }

    /// <summary>The leaves of a value, with what is in them.</summary>
    public static IEnumerable<(LeafShape Leaf, object? Value)> Leaves(ParameterShape shape, object? value) => shape switch
    {
        LeafShape leaf => [(leaf, value)],
        CompositeShape composite when value is not null => composite.Members.SelectMany(m => Leaves(m.Shape, Get(m.Member, value))),
        _ => [],
    };

    /// <summary>Memory of its own for an array or list, to any depth; anything else as it is.</summary>
    public static object? Clone(object? value) => value switch
    {
        object?[] rows => CloneRows(rows),
        Array array => array.Clone(),
        List<double> list => new List<double>(list),
        List<float> list => new List<float>(list),
        _ => value,
    };

    private static Array CloneRows(object?[] rows)
    {
        var copy = Array.CreateInstance(rows.GetType().GetElementType()!, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            copy.SetValue(Clone(rows[i]), i);
        }

        return copy;
    }

    private static object? Get(MemberInfo member, object? instance) =>
        member is FieldInfo field ? field.GetValue(instance) : ((PropertyInfo)member).GetValue(instance);

    private static void Set(MemberInfo member, object? instance, object? value)
    {
        if (member is FieldInfo field)
        {
            field.SetValue(instance, value);
        }
        else
        {
            ((PropertyInfo)member).SetValue(instance, value);
        }
    }
}
