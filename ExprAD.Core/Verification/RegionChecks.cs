using ExprAD.IR;
using static ExprAD.Verification.TypeChecks;
using static ExprAD.Verification.Verifier;

namespace ExprAD.Verification;

/// <summary>The shapes of branches and loops.</summary>
internal static class RegionChecks
{
    public static void If(Node n)
    {
        Signature(n, Count(n, 1) && TypeAt(n, 0) == IrType.Bool && IsVoid(n), "a bool");
        Regions(n, RegionKind.Branch, RegionKind.Branch);
        Values("parameters of a branch", n.Regions[0].Parameters, []);
        Values("parameters of a branch", n.Regions[1].Parameters, []);
        Values("values of the else branch", n.Regions[1].Results, [.. n.Regions[0].Results.Select(r => r.Type)]);
    }

    public static void For(Node n)
    {
        Signature(n, n.Operands.Length > 0 && TypeAt(n, 0).IsInteger && IsVoid(n), "a count and what is carried");
        Regions(n, RegionKind.Loop);
        var body = n.Regions[0];
        Require(body.Count == n.Operands[0], "the count of the body is not that of the loop");
        Values("parameters of the body", body.Parameters, Types(n.Operands));
        Values("values carried on", body.Results, Types(n.Operands[1..]));
    }

    public static void While(Node n)
    {
        Signature(n, IsVoid(n), "what is carried");
        Regions(n, RegionKind.Condition, RegionKind.Body);
        Values("parameters of the condition", n.Regions[0].Parameters, Types(n.Operands));
        Values("values of the condition", n.Regions[0].Results, [IrType.Bool]);
        Values("parameters of the body", n.Regions[1].Parameters, []);
        Values("values carried on", n.Regions[1].Results, Types(n.Operands));
    }

    public static void Try(Node n)
    {
        Signature(n, Count(n, 0) && IsVoid(n), "nothing");
        Regions(n, RegionKind.Branch, RegionKind.Branch);
        Values("parameters of the body", n.Regions[0].Parameters, []);
        Values("parameters of the handler", n.Regions[1].Parameters, []);
        Values("values of the handler", n.Regions[1].Results, []);
    }

    public static void Result(Node n) =>
        Require(Count(n, 1) && n.Attribute is int number && number >= 0 && number < n.Operands[0].Values.Count && n.Operands[0].Values[number] == n,
            "a result is not one of its owner's values");

    /// <summary>The values of a branch, a loop or a call of a function are nodes that stand right behind it, in order.</summary>
    public static void Values(Node n, Region region, int index)
    {
        var types = n.Op == Ops.For ? Types(n.Operands[1..]) : n.Op == Ops.While ? Types(n.Operands)
            : n.Attribute is Function function ? [.. function.Results]
            : [.. n.Regions[0].Results.Select(r => r.Type)];
        Values($"values of {n.Op}", n.Values, types);
        for (var i = 0; i < types.Length; i++)
        {
            var value = n.Values[i];
            Require(value.Op == Ops.Result && value.Operands is [var owner] && owner == n && value.Attribute is int number && number == i,
                $"value {i} of {n.Op} is not a result of it");
            Require(index + 1 + i < region.Nodes.Count && region.Nodes[index + 1 + i] == value, $"value {i} of {n.Op} does not stand right behind it");
        }
    }

    private static void Regions(Node n, params ReadOnlySpan<RegionKind> kinds)
    {
        Require(n.Regions.Length == kinds.Length, $"{n.Op} has {kinds.Length} regions, not {n.Regions.Length}");
        for (var i = 0; i < kinds.Length; i++)
        {
            Require(n.Regions[i].Kind == kinds[i], $"region {i} of {n.Op} is a {kinds[i]}, not a {n.Regions[i].Kind}");
        }
    }

    private static void Values(string what, IReadOnlyList<Node> values, IrType[] types) =>
        Require(values.Select(v => v.Type).SequenceEqual(types),
            $"the {what} are ({string.Join(", ", types.AsEnumerable())}), not ({string.Join(", ", values.Select(v => v.Type))})");

    private static IrType[] Types(ReadOnlySpan<Node> nodes)
    {
        var types = new IrType[nodes.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = nodes[i].Type;
        }

        return types;
    }
}
