using ExprAD.Analyses;
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
        if (users.TrueForAll(u => u.Op == Ops.TapeLoad || u.Op == Ops.VectorTapeLoad || u.Op == Ops.VectorTapeStore || (u.Op == Ops.TapeStore && TapeIndices.AreWithin(u.Operands[1], tape.Operands[0]))))
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
}
