using System.Reflection;
using ExprAD.IR;
using static ExprAD.Verification.Verifier;

namespace ExprAD.Verification;

/// <summary>
/// What is read as if nothing wrote to it is written nowhere in the graph. Arrays are told apart by where they come from:
/// an input, an allocation, a member; what passes through branches and loops may come from several.
/// </summary>
internal static class ReadOnlyChecks
{
    public static void Check(Graph graph, ref Node? at)
    {
        var origins = Origins.Of(graph);
        var written = new HashSet<(object, IrType)>();
        var assigned = new HashSet<MemberInfo>();
        foreach (var node in graph.AllNodes())
        {
            if (node.Op == Ops.SetMember)
            {
                assigned.Add(((Member)node.Attribute!).Info);
            }
            else if (WritesTo(node) is { } array)
            {
                written.UnionWith(origins.From(array).Select(o => (o, array.Type)));
            }
        }

        foreach (var node in graph.AllNodes())
        {
            at = node;
            if (node.Op == Ops.Load && ((Access)node.Attribute!).ReadOnly)
            {
                // Rows are loaded from an array of rows: a store to a row is none to that array.
                var array = node.Operands[0];
                Require(!origins.From(array).Any(o => written.Contains((o, array.Type))), "the load is said to be read-only, but the graph writes to the array");
            }
            else if (node.Attribute is Member { ReadOnly: true } member && node.Op == Ops.GetMember)
            {
                Require(!assigned.Contains(member.Info), "the member is said to be read-only, but the graph assigns it");
            }
        }
    }

    private static Node? WritesTo(Node node) =>
        node.Type.Kind == TypeKind.Void && node.Is(Traits.Writes) && node.Op != Ops.Call && node.Op != Ops.Invoke && node.Operands is [{ Type.IsArray: true } array, ..] ? array : null;
}
