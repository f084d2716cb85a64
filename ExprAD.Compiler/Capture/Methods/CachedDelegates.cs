using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>
/// C# keeps delegates that capture nothing in static fields: <c>field ?? (field = new Func(…))</c>. That is its own affair; what is
/// left is the creation of the delegate.
/// </summary>
internal static class CachedDelegates
{
    public static List<IlInstruction> Without(List<IlInstruction> instructions)
    {
        var kept = new List<IlInstruction>(instructions.Count);
        var skipped = new HashSet<int>();
        for (var i = 0; i < instructions.Count; i++)
        {
            // ldsfld f, dup, brtrue end, pop; …; dup, stsfld f; end:
            if (i + 3 < instructions.Count && instructions[i] is { Name: "ldsfld", Operand: FieldInfo field } && IsCache(field)
                && instructions[i + 1].Name == "dup" && instructions[i + 2] is { Name: "brtrue", Operand: IlTarget { Offset: var end } } && instructions[i + 3].Name == "pop"
                && instructions.FindIndex(x => x.Offset == end) is > 1 and var at
                && instructions[at - 2].Name == "dup" && instructions[at - 1] is { Name: "stsfld", Operand: FieldInfo stored } && stored == field)
            {
                skipped.UnionWith([i, i + 1, i + 2, i + 3, at - 2, at - 1]);
            }
        }

        for (var i = 0; i < instructions.Count; i++)
        {
            kept.Add(skipped.Contains(i) ? instructions[i] with { Name = "nop", Operand = null } : instructions[i]);
        }

        return kept;
    }

    private static bool IsCache(FieldInfo field) =>
        field.IsStatic && typeof(Delegate).IsAssignableFrom(field.FieldType) && field.DeclaringType!.Name.StartsWith('<');
}
