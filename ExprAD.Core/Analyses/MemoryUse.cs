using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>What one loop does to memory: whether its iterations can meet there, and how to keep them apart.</summary>
internal sealed class MemoryUse
{
    private readonly Aliasing aliasing;
    private readonly HashSet<Node> destinations;
    private readonly Region body;
    private readonly HashSet<MemoryClass> outer = [];
    private readonly Dictionary<MemoryClass, List<Node>> accesses = [];

    /// <param name="aliasing">Of the whole graph.</param>
    /// <param name="destinations">The arrays that the caller gives for results.</param>
    /// <param name="loop">The loop.</param>
    public MemoryUse(Aliasing aliasing, HashSet<Node> destinations, Node loop)
    {
        this.aliasing = aliasing;
        this.destinations = destinations;
        body = loop.Regions[0];
        foreach (var node in Graph.NodesOf([body]))
        {
            Use(node.Operands);
            foreach (var region in node.Regions)
            {
                Use([.. region.Results]);
            }
        }

        Use([.. body.Results]);
        foreach (var node in Graph.NodesOf([body]))
        {
            Conflict ??= Look(node);
        }

        foreach (var (_, found) in accesses)
        {
            Conflict ??= Examine(found);
        }
    }

    /// <summary>Why iterations may meet; null where they don't.</summary>
    public string? Conflict { get; }

    /// <summary>The values from outside that the loop uses.</summary>
    public HashSet<Node> Outside { get; } = [];

    /// <summary>Arrays that iterations only add to.</summary>
    public HashSet<Node> Private { get; } = [];

    private void Use(ReadOnlySpan<Node> values)
    {
        foreach (var value in values)
        {
            if (value.IsConstant || value.Region!.IsWithin(body) || !Outside.Add(value))
            {
                continue;
            }

            for (var memory = value.Type.IsArray || value.Type.Kind == TypeKind.Tape ? aliasing.ClassOf(value) : null; memory is not null; memory = memory.Rows?.Root)
            {
                outer.Add(memory);
            }
        }
    }

    private string? Look(Node node)
    {
        if (node.Op == Ops.Load || node.Op == Ops.Store || node.Op == Ops.AddTo || node.Op == Ops.Clear)
        {
            var memory = aliasing.ClassOf(node.Operands[0]);
            if ((outer.Contains(memory) || memory.IsExternal) && !(node.Op == Ops.Load && !node.Is(Traits.Reads)))
            {
                if (!accesses.TryGetValue(memory, out var known))
                {
                    accesses.Add(memory, known = []);
                }

                known.Add(node);
            }

            return null;
        }

        if (node.Op == Ops.TapeStore || node.Op == Ops.TapeLoad || node.Op == Ops.TapePush || node.Op == Ops.TapePop)
        {
            return outer.Contains(aliasing.ClassOf(node.Operands[0])) ? "it keeps values for the reverse sweep" : null;
        }

        if (node.Op == Ops.Invoke)
        {
            return $"it calls {node.Attribute}";
        }

        if (node.Op == Ops.GetMember)
        {
            return node.Is(Traits.Effect | Traits.Reads) ? "it reads state outside the function" : null;
        }

        var isCheck = node.Op == Ops.CallPure && ((System.Reflection.MethodBase)node.Attribute!).DeclaringType == typeof(Checks);
        return node.Op == Ops.Call || node.Op == Ops.CallReading || (node.Op == Ops.CallPure && !isCheck) ? "it calls code that is not looked into"
            : node.Op == Ops.SetMember || node.Op == Ops.Try ? "it has effects outside the function"
            : null;
    }

    /// <summary>What is done to one class of memory.</summary>
    private string? Examine(List<Node> nodes)
    {
        if (nodes.TrueForAll(n => n.Op == Ops.Load) || IsApart(nodes))
        {
            return null;
        }

        var bases = nodes.Select(n => BaseOf(n.Operands[0])).ToHashSet();
        if (!nodes.TrueForAll(n => n.Op == Ops.AddTo) || bases.Contains(null) || bases.Any(b => b!.Type.IsList || !IsOwnShape(b)))
        {
            return "iterations may read and write the same elements";
        }

        Private.UnionWith(bases!);
        return null;
    }

    /// <summary>
    /// Whether each iteration keeps to a part of its own: the loop's index, plus the same constant at all accesses, is the index of one and
    /// the same dimension; or the access is to a row that was got by such an index from an array whose rows are all different.
    /// </summary>
    private bool IsApart(List<Node> nodes)
    {
        Part? common = null;
        foreach (var node in nodes)
        {
            var own = node.Op == Ops.Clear ? null : OwnPart(node) ?? OwnRow(node.Operands[0]);
            if (own is null || (common is not null && common != own))
            {
                return false;
            }

            common = own;
        }

        return true;
    }

    private Part? OwnPart(Node access, bool ofRow = false)
    {
        for (var d = 0; d < access.Operands[0].Type.Rank; d++)
        {
            if (Offset(access.Operands[d + 1]) is { } offset)
            {
                return new Part(d, offset, ofRow);
            }
        }

        return null;
    }

    private Part? OwnRow(Node row) => row.Op == Ops.Load && HasRowsOfItsOwn(row.Operands[0]) ? OwnPart(row, ofRow: true) : null;

    private long? Offset(Node index) =>
        index == body.Parameters[0] ? 0
        : index.Op == Ops.Add && index.Operands[0] == body.Parameters[0] && index.Operands[1].IsConstant ? Scalars.ToInt64(index.Operands[1].Attribute!)
        : null;

    /// <summary>Zeros in the shape of another array, the caller's for the gradient among them: no row is there twice, as long as nobody puts one there.</summary>
    private bool HasRowsOfItsOwn(Node array) =>
        (array.Op == Ops.ZerosLike || destinations.Contains(array)) && aliasing.ClassOf(array).Stores.TrueForAll(s => s.Op != Ops.Store || !s.Operands[^1].Type.IsArray);

    /// <summary>The array from outside that this one is, or is a row of; null where it is not to be seen which.</summary>
    private Node? BaseOf(Node array)
    {
        while (array.Op == Ops.Load && array.Region!.IsWithin(body))
        {
            array = array.Operands[0];
        }

        return array.Region!.IsWithin(body) ? null : array;
    }

    /// <summary>Whether zeros in its shape can take its place: its rows are not exchanged meanwhile.</summary>
    private bool IsOwnShape(Node array) => !array.Type.Element.IsArray || HasRowsOfItsOwn(array);

    /// <summary>What one iteration has to itself: the elements, or the rows, with its index plus a constant in one dimension.</summary>
    private readonly record struct Part(int Dimension, long Offset, bool OfRow);
}
