using System.Collections.Concurrent;
using ExprAD.IR;
using static ExprAD.Verification.Verifier;

namespace ExprAD.Verification;

/// <summary>What each operation asks of its operands, its attribute and its type.</summary>
internal static class TypeChecks
{
    private static readonly Dictionary<Op, Action<Node>> Checks = new()
    {
        [Ops.Select] = Select,
        [Ops.IsNull] = n => Signature(n, !TypeAt(n, 0).IsScalar && n.Type == IrType.Bool, "a reference, to bool"),
        [Ops.Convert] = Convert,
        [Ops.ConvertChecked] = Convert,
        [Ops.StopGradient] = n => Signature(n, Count(n, 1) && TypeAt(n, 0) == n.Type, "a value, to the same type"),

        [Ops.Length] = n => Signature(n, Count(n, 1) && TypeAt(n, 0).IsArray && n.Type == IrType.I32
            && n.Attribute is int dimension && dimension >= 0 && dimension < TypeAt(n, 0).Rank, "an array with that dimension, to i32"),
        [Ops.Load] = n => Signature(n, IsAccess(n, 0) && n.Type == TypeAt(n, 0).Element, "an array and an index for each dimension, to its element"),
        [Ops.Store] = n => Signature(n, IsAccess(n, 1) && IsElement(n), "an array, an index for each dimension, and an element"),
        [Ops.AddTo] = n => Signature(n, IsAccess(n, 1) && IsElement(n) && TypeAt(n, 0).Element.IsFloat, "an array of floats, an index for each dimension, and an element"),
        [Ops.NewArray] = n => Signature(n, n.Type.IsArray && Count(n, n.Type.Rank) && Integers(n.Operands), "a length for each dimension, to an array"),
        [Ops.ZerosLike] = n => Signature(n, Count(n, 1) && TypeAt(n, 0).HoldsFloats && TypeAt(n, 0).IsArray && n.Type.HoldsFloats && n.Type.IsArray, "an array of floats, to an array"),
        [Ops.Clear] = n => Signature(n, Count(n, 1) && TypeAt(n, 0).IsArray && IsVoid(n), "an array"),

        [Ops.NewTape] = n => Signature(n, n.Type.Kind == TypeKind.Tape && Count(n, 1) && Integers(n.Operands), "a capacity, to a tape"),
        [Ops.TapeStore] = n => Signature(n, Count(n, 3) && IsTape(n) && TypeAt(n, 2) == TypeAt(n, 0).Element && IsVoid(n), "a tape, an index and an element"),
        [Ops.TapeLoad] = n => Signature(n, Count(n, 2) && IsTape(n) && n.Attribute is Access && n.Type == TypeAt(n, 0).Element, "a tape and an index, to its element"),
        [Ops.TapePush] = n => Signature(n, Count(n, 2) && TypeAt(n, 0).Kind == TypeKind.Tape && TypeAt(n, 1) == TypeAt(n, 0).Element && IsVoid(n), "a tape and an element"),
        [Ops.TapePop] = n => Signature(n, Count(n, 1) && TypeAt(n, 0).Kind == TypeKind.Tape && n.Type == TypeAt(n, 0).Element, "a tape, to its element"),

        [Ops.Broadcast] = VectorChecks.Broadcast,
        [Ops.Ramp] = VectorChecks.Ramp,
        [Ops.LaneMask] = VectorChecks.LaneMask,
        [Ops.Remask] = VectorChecks.Remask,
        [Ops.Reduce] = VectorChecks.Reduce,
        [Ops.VectorLoad] = VectorChecks.Load,
        [Ops.VectorStore] = VectorChecks.Store,
        [Ops.VectorAddTo] = VectorChecks.Store,
        [Ops.Gather] = VectorChecks.Gather,
        [Ops.Scatter] = VectorChecks.Scatter,
        [Ops.ScatterAdd] = VectorChecks.Scatter,
        [Ops.VectorTapeStore] = VectorChecks.TapeStore,
        [Ops.VectorTapeLoad] = VectorChecks.TapeLoad,
        [Ops.VectorTapePush] = VectorChecks.TapePush,
        [Ops.VectorTapePop] = VectorChecks.TapePop,
        [Ops.Reverse] = VectorChecks.Reverse,

        [Ops.GetMember] = MemberChecks.Get,
        [Ops.SetMember] = MemberChecks.Set,
        [Ops.Call] = MemberChecks.Call,
        [Ops.CallPure] = MemberChecks.Call,
        [Ops.CallReading] = MemberChecks.Call,
        [Ops.Throw] = n => Signature(n, Count(n, 1) && typeof(Exception).IsAssignableFrom(TypeAt(n, 0).Clr) && IsVoid(n), "an exception"),

        [Ops.If] = RegionChecks.If,
        [Ops.For] = RegionChecks.For,
        [Ops.While] = RegionChecks.While,
        [Ops.Try] = RegionChecks.Try,
        [Ops.Result] = RegionChecks.Result,
        [Ops.Invoke] = FunctionChecks.Call,
    };

    /// <summary>By operation, the types of operands and result for each type that it exists on.</summary>
    private static readonly ConcurrentDictionary<ScalarOp, IrType[][]> Signatures = new();

    /// <summary>True when there is a check for the operation; constants and parameters have theirs where they are met.</summary>
    public static bool Covers(Op op) => op is ScalarOp || op == Ops.Const || op == Ops.Param || Checks.ContainsKey(op);

    public static void Check(Node node)
    {
        if (Checks.TryGetValue(node.Op, out var check))
        {
            check(node);
        }
        else if (node.Op is ScalarOp op)
        {
            Scalar(node, op);
        }

        Require(node.Regions.Length == 0 || node.Is(Traits.Region), $"{node.Op} has regions");
    }

    public static void CheckConstant(Node constant)
    {
        var clr = constant.Type.Clr;
        var fits = constant.Attribute is { } value
            ? constant.Type.Kind != TypeKind.Tape && clr.IsInstanceOfType(value)
            : constant.Type.Kind is TypeKind.Array or TypeKind.Object or TypeKind.Tape && (!clr.IsValueType || Nullable.GetUnderlyingType(clr) is not null);
        Require(fits, $"the constant {constant.Attribute ?? "null"} is not of type {constant.Type}");
    }

    /// <summary>Gives up with what the operation takes, beside what it was given.</summary>
    public static void Signature(Node node, bool holds, string expected) =>
        Require(holds, $"{node.Op} takes {expected}; given ({string.Join(", ", node.Operands.ToArray().Select(o => o.Type))}) to {node.Type}");

    private static void Scalar(Node node, ScalarOp op)
    {
        var signatures = Signatures.GetOrAdd(op, SignaturesOf);
        var fits = Array.Exists(signatures, s => s[^1] == node.Type.Lane && s.Length == node.Operands.Length + 1 && Matches(node, s));
        Signature(node, fits, string.Join(" or ", signatures.Select(s => $"({string.Join(", ", s[..^1].AsEnumerable())}) to {s[^1]}")));
    }

    private static bool Matches(Node node, IrType[] signature)
    {
        for (var i = 0; i < node.Operands.Length; i++)
        {
            var type = node.Operands[i].Type;
            if (type.Lane != signature[i] || type.Lanes != node.Type.Lanes)
            {
                return false;
            }
        }

        return true;
    }

    private static IrType[][] SignaturesOf(ScalarOp op) =>
        [.. Enum.GetValues<TypeKind>().Select(op.Implementation).OfType<Delegate>().Select(d => d.GetType().GetMethod("Invoke")!)
            .Select(m => (IrType[])[.. m.GetParameters().Select(p => IrType.Of(p.ParameterType)), IrType.Of(m.ReturnType)])];

    private static void Select(Node n) =>
        Signature(n, Count(n, 3) && Chooses(TypeAt(n, 0), n.Type) && TypeAt(n, 1) == n.Type && TypeAt(n, 2) == n.Type, "a bool and two values of the result's type");

    /// <summary>Lanes are chosen by a mask of their width.</summary>
    private static bool Chooses(IrType condition, IrType type) =>
        type.IsVector ? condition.IsMask && condition.Lanes == type.Lanes && condition.LaneBytes == type.LaneBytes : condition == IrType.Bool;

    /// <summary>Between scalars; to an object it boxes or casts, from an object it unboxes or casts.</summary>
    private static void Convert(Node n) =>
        Signature(n, Count(n, 1) && !IsVoid(n) && n.Type.Kind != TypeKind.Tape && TypeAt(n, 0).Kind != TypeKind.Tape && TypeAt(n, 0).Lanes == n.Type.Lanes && n.Attribute is null or System.Type, "a value, to another type");

    private static bool IsAccess(Node n, int values) =>
        n.Operands.Length > 0 && TypeAt(n, 0).IsArray && Count(n, 1 + TypeAt(n, 0).Rank + values)
        && Integers(n.Operands.Slice(1, TypeAt(n, 0).Rank)) && n.Attribute is Access;

    private static bool IsElement(Node n) => n.Operands[^1].Type == TypeAt(n, 0).Element && IsVoid(n);

    private static bool IsTape(Node n) => TypeAt(n, 0).Kind == TypeKind.Tape && TypeAt(n, 1).IsInteger;

    public static bool IsVoid(Node n) => n.Type.Kind == TypeKind.Void;

    public static bool Count(Node n, int count) => n.Operands.Length == count;

    public static IrType TypeAt(Node n, int operand) => operand < n.Operands.Length ? n.Operands[operand].Type : IrType.Void;

    private static bool Integers(ReadOnlySpan<Node> nodes)
    {
        foreach (var node in nodes)
        {
            if (!node.Type.IsInteger)
            {
                return false;
            }
        }

        return true;
    }
}
