using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture;

namespace ExprAD.Kernels;

/// <summary>Which parts of a gradient are written into memory that is there, and which have to be assigned.</summary>
internal sealed class Fill(IReadOnlySet<int> differentiated)
{
    /// <summary>True where a part of <paramref name="shape"/> is differentiated.</summary>
    public bool Reaches(ParameterShape shape) => shape switch
    {
        LeafShape leaf => differentiated.Contains(leaf.Input),
        CompositeShape composite => composite.Members.Any(m => Reaches(m.Shape)),
        _ => false,
    };

    /// <summary>The first number in <paramref name="shape"/> that can only be written by assigning the whole; null where all can be filled.</summary>
    public LeafShape? Unfillable(ParameterShape shape) => shape switch
    {
        LeafShape leaf => differentiated.Contains(leaf.Input) && leaf.Type.IsValueType ? leaf : null,
        CompositeShape composite => composite.Members
            .Where(m => composite.Type.IsValueType || !IsSettable(m.Member) || !m.Shape.Type.IsValueType)
            .Select(m => Unfillable(m.Shape))
            .FirstOrDefault(leaf => leaf is not null),
        _ => null,
    };

    /// <summary>True for what can be assigned when an object is made.</summary>
    public static bool IsWritable(MemberInfo member) => member switch
    {
        FieldInfo field => !field.IsInitOnly,
        PropertyInfo property => property.SetMethod is { IsPublic: true },
        _ => false,
    };

    /// <summary>True for what can be assigned later; <c>init</c> is not that.</summary>
    public static bool IsSettable(MemberInfo member) =>
        IsWritable(member)
        && (member as PropertyInfo)?.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) != true;
}
