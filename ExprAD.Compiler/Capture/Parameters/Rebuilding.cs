using System.Reflection;

namespace ExprAD.Capture.Parameters;

/// <summary>How an object is made of new parts: by a constructor, null for the default of a struct, and by assignment of what that leaves.</summary>
internal sealed class Rebuilding(ConstructorInfo? constructor, PartsConstructor? evident)
{
    public ConstructorInfo? Constructor { get; } = constructor;

    public static Rebuilding? Of(Composite composite)
    {
        if (composite.Parts.DistinctBy(p => p.Name).Count() != composite.Parts.Count)
        {
            return null;
        }

        Part[] bound = [.. composite.Parts.Where(p => !p.CanAssign && FloatingParts.In(p.Type))];
        var byDefault = composite.Type.IsValueType ? null : composite.Type.GetConstructor([]);
        if (bound.Length == 0 && (byDefault is not null || composite.Type.IsValueType))
        {
            return new Rebuilding(byDefault, null);
        }

        var evident = composite.Constructors().FirstOrDefault(c =>
            bound.All(p => c.ArgumentOf(p) >= 0) && composite.Parts.Count(p => c.ArgumentOf(p) >= 0) == c.Info.GetParameters().Length);
        return evident is null ? null : new Rebuilding(evident.Info, evident);
    }

    public int ArgumentOf(Part part) => evident?.ArgumentOf(part) ?? -1;
}
