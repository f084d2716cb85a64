using System.Reflection;
using ExprAD.Emission.Runtime;

namespace ExprAD.Emission.Vectors;

/// <summary>The conversions that work on all lanes at once; the others go lane by lane. A mask is widened and narrowed like the integers it consists of.</summary>
internal static class VectorConversions
{
    private static readonly Dictionary<(Type From, Type To), MethodInfo> Methods = typeof(LaneConversions)
        .GetMethods(BindingFlags.Static | BindingFlags.Public)
        .ToDictionary(m => (m.GetParameters()[0].ParameterType, m.ReturnType));

    public static MethodInfo? Find(Type from, Type to) => Methods.GetValueOrDefault((from, to));
}
