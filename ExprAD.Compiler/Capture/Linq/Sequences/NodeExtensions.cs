using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Nodes as the values that C# sees.</summary>
internal static class NodeExtensions
{
    public static NodeValue AsInt(this Node node) => new(node, typeof(int));

    public static NodeValue AsTruth(this Node node) => new(node, typeof(bool));
}
