using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>How emitted code holds a tape.</summary>
internal enum TapeForm
{
    /// <summary>As an object that looks after itself. Growing is a call in the loop, which costs the loop its registers.</summary>
    Object,

    /// <summary>As a plain array of the tape's capacity, all indices being proved to lie within it.</summary>
    Array,

    /// <summary>As a plain array and a count, with room made before the one loop that pushes.</summary>
    Stack,
}

/// <summary>Finds the tapes that need not grow in the middle of a loop.</summary>
internal sealed class TapeForms
{
    private readonly Dictionary<Node, List<Use>> uses = [];
    private readonly Dictionary<Node, TapeForm> forms = [];
    private readonly Dictionary<Region, List<Node>> pushers = [];

    private TapeForms()
    {
    }

    public TapeForm this[Node tape] => forms.GetValueOrDefault(tape);

    public static TapeForms Of(Graph graph, EmissionPlan plan)
    {
        var result = new TapeForms();
        Use.ForEach(graph.Body, result.Collect);
        foreach (var (tape, uses) in result.uses)
        {
            if (!plan[tape].Crosses && tape.Op == Ops.NewTape && uses.TrueForAll(u => u.User is not null && u.Slot == 0))
            {
                result.Choose(tape, uses.ConvertAll(u => u.User!));
            }
        }

        return result;
    }

    /// <summary>The tapes that one iteration of this loop pushes onto, at most once.</summary>
    public IReadOnlyList<Node> PushedIn(Region loop) => pushers.TryGetValue(loop, out var tapes) ? tapes : [];

    private void Collect(Use use)
    {
        if (use.Value.Type.Kind != TypeKind.Tape)
        {
            return;
        }

        if (!uses.TryGetValue(use.Value, out var list))
        {
            uses.Add(use.Value, list = []);
        }

        list.Add(use);
    }

    private void Choose(Node tape, List<Node> users)
    {
        if (users.TrueForAll(u => u.Op == Ops.TapeLoad || (u.Op == Ops.TapeStore && IsWithin(u.Operands[1], tape.Operands[0]))))
        {
            forms.Add(tape, TapeForm.Array);
        }
        else if (users.TrueForAll(u => u.Op == Ops.TapePush || u.Op == Ops.TapePop)
            && users.FindAll(u => u.Op == Ops.TapePush) is [var push]
            && ArrayPlacement.EnclosingLoop(push.Region!) is { Kind: RegionKind.Loop } loop && tape.Region != loop && loop.IsWithin(tape.Region!))
        {
            forms.Add(tape, TapeForm.Stack);
            if (!pushers.TryGetValue(loop, out var tapes))
            {
                pushers.Add(loop, tapes = []);
            }

            tapes.Add(tape);
        }
    }

    /// <summary>
    /// Whether an index counts through nested loops, as in (i·m + j)·n + k, and the capacity is the product of their trip counts.
    /// </summary>
    private static bool IsWithin(Node index, Node capacity)
    {
        var factors = new List<Node>();
        var constants = Factors(capacity, factors);
        for (index = Plain(index); ;)
        {
            var rest = IsIndex(index) ? null : Outer(index, out index);
            if (!IsIndex(index))
            {
                return false;
            }

            var count = Plain(index.Region!.Count!);
            if (count.IsConstant)
            {
                var trips = Scalars.ToInt64(count.Attribute!);
                if (trips <= 0 || constants % trips != 0)
                {
                    return false;
                }

                constants /= trips;
            }
            else if (!factors.Remove(count))
            {
                return false;
            }

            if (rest is null)
            {
                return factors.Count == 0 && constants == 1;
            }

            index = rest;
        }
    }

    /// <summary>Of x·n + i, where i runs from 0 to n: x, and the i; else null.</summary>
    private static Node? Outer(Node sum, out Node inner)
    {
        inner = sum;
        if (sum.Op != Ops.Add)
        {
            return null;
        }

        for (var k = 0; k < 2; k++)
        {
            var (index, product) = (Plain(sum.Operands[k]), Plain(sum.Operands[1 - k]));
            for (var m = 0; m < 2 && IsIndex(index) && product.Op == Ops.Mul; m++)
            {
                if (Same(Plain(product.Operands[m]), Plain(index.Region!.Count!)))
                {
                    inner = index;
                    return Plain(product.Operands[1 - m]);
                }
            }
        }

        return null;
    }

    /// <summary>Collects what a product consists of, and returns the product of the constants in it.</summary>
    private static long Factors(Node product, List<Node> factors)
    {
        product = Plain(product);
        if (product.Op == Ops.Mul)
        {
            return Factors(product.Operands[0], factors) * Factors(product.Operands[1], factors);
        }

        if (product.IsConstant)
        {
            return Scalars.ToInt64(product.Attribute!);
        }

        factors.Add(product);
        return 1;
    }

    private static bool Same(Node a, Node b) =>
        a == b || (a.IsConstant && b.IsConstant && Scalars.ToInt64(a.Attribute!) == Scalars.ToInt64(b.Attribute!));

    private static bool IsIndex(Node node) => node.Op == Ops.Param && node.Region!.Kind == RegionKind.Loop && node.Region.Parameters[0] == node;

    /// <summary>Without conversions between the integer types.</summary>
    private static Node Plain(Node node)
    {
        while (node.Op == Ops.Convert && node.Attribute is null && node.Operands[0].Type.IsInteger)
        {
            node = node.Operands[0];
        }

        return node;
    }
}
