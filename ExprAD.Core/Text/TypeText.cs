using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>Types as printed graphs write them: <c>f64</c>, <c>f64[,][]</c>, <c>list&lt;f64&gt;</c>, <c>tape&lt;f64&gt;</c>, <c>f64x8</c>, <c>obj&lt;Rows&gt;</c>.</summary>
internal static class TypeText
{
    /// <summary>What an array can hold, under the names that say how it is stored; single values are widened where they are read.</summary>
    private static readonly Dictionary<Type, string> Stored = new()
    {
        [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(sbyte)] = "i8", [typeof(short)] = "i16", [typeof(int)] = "i32", [typeof(long)] = "i64",
        [typeof(byte)] = "u8", [typeof(ushort)] = "u16", [typeof(uint)] = "u32", [typeof(ulong)] = "u64",
        [typeof(float)] = "f32", [typeof(double)] = "f64",
    };

    public static IReadOnlyDictionary<string, Type> ByName { get; } = Stored.ToDictionary(k => k.Value, k => k.Key);

    public static string Write(IrType type) => type.Kind switch
    {
        TypeKind.Void => "void",
        TypeKind.Tape => $"tape<{Write(type.Element)}>",
        TypeKind.Vector => type.IsMask ? $"m{8 * type.LaneBytes}x{type.Lanes}" : $"{Write(type.Element)}x{type.Lanes}",
        _ => Write(type.Clr),
    };

    private static string Write(Type clr)
    {
        if (Stored.TryGetValue(clr, out var name))
        {
            return name;
        }

        if (!IrType.Of(clr).IsArray)
        {
            return $"obj<{TypeNames.Short(clr)}>";
        }

        if (!clr.IsArray)
        {
            return $"list<{Write(clr.GenericTypeArguments[0])}>";
        }

        // As in C#, the outermost brackets come first.
        var brackets = "";
        for (; clr.IsArray && IrType.Of(clr).IsArray; clr = clr.GetElementType()!)
        {
            brackets += $"[{new string(',', clr.GetArrayRank() - 1)}]";
        }

        return Write(clr) + brackets;
    }
}
