using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>An array that every iteration of a loop makes for iterations after it.</summary>
/// <param name="Made">Where it is made.</param>
/// <param name="Positions">The carried values that hold it in turn: in the first iteration after, in the second, and so on.</param>
/// <param name="KeepsLength">It is as long as the one that the first position holds; otherwise its lengths are known outside the loop.</param>
/// <param name="IsShared">What is in its place when the loop begins may be known to others.</param>
internal sealed record Rotation(Node Made, IReadOnlyList<int> Positions, bool KeepsLength, bool IsShared)
{
    /// <summary>Those that are still to be seen, and the one being made.</summary>
    public int Buffers => Positions.Count + 1;
}

/// <summary>
/// Finds such arrays: always made, always handed on, only read after their iteration, never seen but by the elements, and gone after as
/// many iterations as there are values to carry them.
/// </summary>
internal sealed class Rotations
{
    private readonly Aliasing aliasing;
    private readonly Uses uses;
    private readonly HashSet<MemoryClass> contained = [];
    private readonly Dictionary<Node, List<Rotation>> found = [];

    private Rotations(Graph graph)
    {
        (aliasing, uses) = (Aliasing.Of(graph), Uses.Of(graph));
        foreach (var node in graph.AllNodes())
        {
            if (node.Is(Traits.Writes) && node.Type == IrType.Void && node.Operands is [.., { Type.IsArray: true } stored] && node.Op != Ops.Clear)
            {
                contained.Add(aliasing.ClassOf(stored));
            }
        }
    }

    public bool IsEmpty => found.Count == 0;

    public static Rotations Of(Graph graph)
    {
        var rotations = new Rotations(graph);
        foreach (var loop in graph.AllNodes().Where(n => n.Op == Ops.For || n.Op == Ops.While))
        {
            List<Rotation> own = [.. loop.Regions[^1].Nodes.Where(n => n.Op == Ops.NewArray).Select(n => rotations.Examine(loop, n)).OfType<Rotation>()];
            if (own.Count > 0)
            {
                rotations.found.Add(loop, own);
            }
        }

        return rotations;
    }

    public IReadOnlyList<Rotation> Of(Node loop) => found.GetValueOrDefault(loop) ?? [];

    private Rotation? Examine(Node loop, Node made)
    {
        var memory = aliasing.ClassOf(made);
        List<int> positions = [];
        for (var handed = made; Next(loop, handed) is { } position; handed = Parameter(loop, position))
        {
            positions.Add(position);
        }

        var isKnown = made.Operands.ToArray().All(n => n.IsConstant || !IsInside(n, loop));
        var keepsLength = positions is [var one] && made.Operands.ToArray().Index().All(n => IsLengthOf(n.Item, n.Index, Parameter(loop, one)));
        return positions.Count > 0 && (isKnown || keepsLength) && made.Type is { IsList: false, Element.IsScalar: true }
            && !contained.Contains(memory)
            && IsSeenByElements(loop, made) && positions.TrueForAll(p => IsSeenByElements(loop, Parameter(loop, p)))
            && memory.Stores.TrueForAll(s => !IsInside(s, loop) || s.Operands[0] == made)
            ? new Rotation(made, positions, !isKnown, memory.IsExternal)
            : null;
    }

    /// <summary>The one value that carries an array to the next iteration; null where there is none, or several.</summary>
    private static int? Next(Node loop, Node array)
    {
        int? found = null;
        var results = loop.Regions[^1].Results;
        for (var k = 0; k < results.Count; k++)
        {
            if (results[k] == array)
            {
                if (found is not null || Parameter(loop, k) == array)
                {
                    return null;
                }

                found = k;
            }
        }

        return found;
    }

    /// <summary>True when what uses an array inside the loop, but for handing it on, is about its elements or its length.</summary>
    private bool IsSeenByElements(Node loop, Node array) => uses[array].All(u =>
        u.User is { } user
            ? u.Position == 0 && (user.Op == Ops.Load || user.Op == Ops.Store || user.Op == Ops.AddTo || user.Op == Ops.Clear || user.Op == Ops.Length)
            : u.Region == loop.Regions[^1]);

    private static bool IsLengthOf(Node length, int dimension, Node array) =>
        length.Op == Ops.Length && length.Operands[0] == array && (int)length.Attribute! == dimension;

    private static Node Parameter(Node loop, int number) => Reductions.CarriedParameter(loop, number);

    private static bool IsInside(Node node, Node loop)
    {
        foreach (var region in loop.Regions)
        {
            if (node.Region!.IsWithin(region))
            {
                return true;
            }
        }

        return false;
    }
}
