using System.Runtime.Intrinsics;

namespace ExprAD.Transforms.Vectorization;

/// <summary>The bytes in a vector.</summary>
internal static class VectorSize
{
    /// <summary>Of the widest vectors that this machine works on at full speed; 0 if it has none.</summary>
    public static int OfMachine { get; } =
        Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : Vector128.IsHardwareAccelerated ? 16 : 0;
}
