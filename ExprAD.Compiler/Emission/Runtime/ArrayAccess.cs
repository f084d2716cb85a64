using System.Runtime.CompilerServices;

namespace ExprAD.Emission.Runtime;

/// <summary>Array indices as expression trees want them.</summary>
internal static class ArrayAccess
{
    /// <summary>A 64-bit index; what no array reaches becomes an index that none has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(long index) => (int)index == index ? (int)index : -1;
}
