using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>
/// C# keeps delegates that it made in fields, to make them once: <c>field ?? (field = new Func(…))</c>. That is its own affair; what is
/// left is the creation of the delegate.
/// </summary>
internal static class CachedDelegates
{
    public static List<IlInstruction> Without(List<IlInstruction> instructions)
    {
        var code = instructions.FindAll(i => i.Name != "nop");
        var skipped = new HashSet<int>();
        for (var i = 0; i + 3 < code.Count; i++)
        {
            // The field, dup, brtrue end, pop; …; …; end:
            if (code[i] is { Name: "ldsfld" or "ldfld", Operand: FieldInfo field } && IsCache(field)
                && code[i + 1].Name == "dup" && code[i + 2] is { Name: "brtrue", Operand: IlTarget { Offset: var end } } && code[i + 3].Name == "pop"
                && code.FindIndex(x => x.Offset >= end) is > 4 and var at && Keeping(code, at, field) is > 0 and var length)
            {
                // An instance is loaded for the reading of the field, and for its assignment.
                var around = field.IsStatic ? 0 : 1;
                skipped.UnionWith(code[(i - around)..(i + 4 + around)].Concat(code[(at - length)..at]).Select(x => x.Offset));
            }
        }

        return instructions.ConvertAll(i => skipped.Contains(i.Offset) ? i with { Name = "nop", Operand = null } : i);
    }

    /// <summary>The number of instructions that put the new delegate into the field: dup, stsfld; or dup, stloc, stfld, ldloc.</summary>
    private static int Keeping(List<IlInstruction> code, int end, FieldInfo field) =>
        code[end - 1] is { Name: "stsfld", Operand: FieldInfo stored } && stored == field && code[end - 2].Name == "dup" ? 2
        : code[end - 1].Name == "ldloc" && code[end - 2] is { Name: "stfld", Operand: FieldInfo kept } && kept == field && code[end - 3].Name == "stloc" && code[end - 4].Name == "dup" ? 4
        : 0;

    private static bool IsCache(FieldInfo field) =>
        typeof(Delegate).IsAssignableFrom(field.FieldType) && field.DeclaringType!.Name.StartsWith('<') && field.Name.StartsWith('<');
}
