using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>Whether consecutive iterations of a loop may run side by side, an operation at a time.</summary>
internal sealed class Legality
{
    private readonly Region loop;
    private readonly LaneShapes shapes;
    private readonly Aliasing aliasing;
    private readonly Dictionary<object, List<Node>> accesses = [];

    private Legality(Region loop, LaneShapes shapes, Aliasing aliasing)
    {
        this.loop = loop;
        this.shapes = shapes;
        this.aliasing = aliasing;
    }

    /// <summary>Why the loop has to run one iteration after the other; null where it has not.</summary>
    public static string? Objection(Region loop, LaneShapes shapes, Aliasing aliasing)
    {
        var legality = new Legality(loop, shapes, aliasing);
        return legality.ObjectionTo(loop, isMasked: false) ?? legality.Dependence();
    }

    private string? ObjectionTo(Region region, bool isMasked)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Op != Ops.Result && ObjectionTo(node, isMasked) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private string? ObjectionTo(Node node, bool isMasked)
    {
        if (node.Op == Ops.If)
        {
            isMasked |= !shapes[node.Operands[0]].IsUniform;
            return ObjectionTo(node.Regions[0], isMasked) ?? ObjectionTo(node.Regions[1], isMasked);
        }

        if (node.Op == Ops.For)
        {
            return !shapes[node.Operands[0]].IsUniform ? $"the number of iterations of a loop inside differs{At(node)}"
                : ObjectionTo(node.Regions[0], isMasked);
        }

        if (node.Op.Is(Traits.Region) || node.Is(Traits.Effect))
        {
            return $"{node.Op} is not for lanes{At(node)}";
        }

        if (node.Op == Ops.Load || node.Op == Ops.Store || node.Op == Ops.AddTo)
        {
            return ObjectionToAccess(node, isMasked);
        }

        if (node.Op == Ops.TapeLoad || node.Op == Ops.TapeStore)
        {
            return ObjectionToTape(node);
        }

        if (node.Op == Ops.TapePush || node.Op == Ops.TapePop)
        {
            return ObjectionToStack(node);
        }

        if (node.Is(Traits.Writes))
        {
            return $"{node.Op} is not for lanes{At(node)}";
        }

        if (node.Is(Traits.Traps) && (shapes[node].IsUniform ? isMasked : node.Op is not ScalarOp))
        {
            return $"{node.Op} can raise{At(node)}";
        }

        return shapes[node].Varies && !(IsLane(node.Type) && HasLanes(node)) ? $"{node.Op} is not for lanes{At(node)}" : null;
    }

    private static bool IsLane(IrType type) => type.IsScalar;

    private static bool HasLanes(Node node) => node.Op is ScalarOp || (node.Op == Ops.Convert && node.Attribute is null && node.Operands[0].Type.IsScalar) || node.Op == Ops.StopGradient;

    private string? ObjectionToAccess(Node node, bool isMasked)
    {
        var array = node.Operands[0];
        if (node.Op == Ops.Load && shapes[node].IsUniform && !isMasked)
        {
            Remember(node);
            return null;
        }

        if (!shapes[array].IsUniform)
        {
            return $"each iteration has an array of its own{At(node)}";
        }

        var stored = array.Type.Clr;
        if (array.Type.IsList || !array.Type.Element.IsScalar || array.Type.Element == IrType.Bool || stored.GetElementType() != array.Type.Element.Clr)
        {
            return $"elements of a {TypeNameOf(array)} do not go into lanes{At(node)}";
        }

        if (isMasked && node.Attribute is Access { Check: not IndexCheck.Superfluous } && shapes.IsOnePlace(node))
        {
            return $"an access stands in a branch{At(node)}";
        }

        if (node.Op == Ops.Store && shapes.IsOnePlace(node))
        {
            return $"all iterations store to one place{At(node)}";
        }

        Remember(node);
        return null;
    }

    private static string TypeNameOf(Node array) => Text.TypeNames.Short(array.Type.Clr);

    /// <summary>What is kept has a place for every iteration through which one gets there, if its index counts them all.</summary>
    private string? ObjectionToTape(Node node)
    {
        var isLoad = node.Op == Ops.TapeLoad;
        if (!(isLoad ? node.Type : node.Operands[^1].Type).IsScalar || node.Operands[0].Type.Element == IrType.Bool)
        {
            return $"what is kept does not go into lanes{At(node)}";
        }

        if (!isLoad && (shapes.IsOnePlace(node) || !TapeIndices.AreWithin(node.Operands[1], Capacity(node.Operands[0]))))
        {
            return $"values are kept out of order{At(node)}";
        }

        Remember(node.Operands[0], node);
        return null;
    }

    /// <summary>One lane after the other is one iteration after the other, if an iteration has one place for it.</summary>
    private string? ObjectionToStack(Node node)
    {
        var (tape, isAlone) = (node.Operands[0], node.Region == loop && !accesses.ContainsKey(node.Operands[0]));
        Remember(tape, node);
        return !isAlone || !tape.Type.Element.IsScalar ? $"values are kept in turns{At(node)}" : null;
    }

    private static Node? Capacity(Node tape) => tape.Op == Ops.NewTape ? tape.Operands[0] : null;

    private void Remember(Node access)
    {
        if (access.Op == Ops.Load && access.Is(Traits.Pure))
        {
            return;
        }

        Remember(aliasing.ClassOf(access.Operands[0]), access);
    }

    private void Remember(object memory, Node access)
    {
        if (!accesses.TryGetValue(memory, out var list))
        {
            accesses.Add(memory, list = []);
        }

        list.Add(access);
    }

    /// <summary>
    /// Iterations meet in memory only where they add to it, which may happen in any order; or each keeps to elements of its own,
    /// told apart by one index that is the same in all accesses and no other iteration has.
    /// </summary>
    private string? Dependence()
    {
        foreach (var list in accesses.Values)
        {
            if (list.TrueForAll(a => a.Op == Ops.Load || a.Op == Ops.TapeLoad) || list.TrueForAll(a => a.Op == Ops.AddTo) || list is [{ Op: var only }] && (only == Ops.TapeStore || only == Ops.TapePush || only == Ops.TapePop))
            {
                continue;
            }

            var first = list[0];
            var isPrivate = false;
            for (var d = 1; d <= LaneShapes.Rank(first); d++)
            {
                var index = first.Operands[d];
                isPrivate |= shapes[index].IsRamp && list.TrueForAll(a => a.Operands[0] == first.Operands[0] && a.Operands[d] == index);
            }

            if (!isPrivate)
            {
                return $"one iteration may read what another writes{At(list.Find(a => a.Type == IrType.Void)!)}";
            }
        }

        return null;
    }

    private static string At(Node node) => node.Source is { } source ? $": {source}" : "";
}
