using ExprAD.Differentiation.Reverse.Checkpointing;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The functions of a program that take part in its derivative. They are found out about together: what one needs of its
/// parameters its callers have to keep, which may be itself.
/// </summary>
internal sealed class AdjointFunctions
{
    /// <summary>For trials.</summary>
    public static readonly IReadOnlyDictionary<IrType, Node> NoStacks = new Dictionary<IrType, Node>();

    private readonly Augmented program;
    private readonly bool strict;
    private readonly Dictionary<Function, AdjointFunction> functions = [];
    private IrType[] stackTypes = [];

    public AdjointFunctions(Augmented program, bool strict)
    {
        this.program = program;
        this.strict = strict;
        foreach (var call in program.Graph.AllNodes().Where(IsMirrored))
        {
            var function = (Function)call.Attribute!;
            if (!functions.ContainsKey(function))
            {
                functions.Add(function, new AdjointFunction(function, program));
            }
        }
    }

    public AdjointFunction this[Function function] => functions[function];

    /// <summary>Whether a call has a mirror image: it gives numbers with adjoints, or does something with arrays of such.</summary>
    public bool IsMirrored(Node call)
    {
        if (call.Op != Ops.Invoke)
        {
            return false;
        }

        var active = call.Values.Any(v => program.Activity.IsActive(v));
        foreach (var operand in call.Operands)
        {
            active |= operand.Type.IsArray && program.Activity.IsActive(operand);
        }

        return active;
    }

    /// <summary>Looks at all functions once more. True when that taught anything new.</summary>
    public bool Learn()
    {
        foreach (var function in functions.Values)
        {
            function.Gates.Changed = true;
            while (function.Gates.Changed)
            {
                function.Gates.Changed = false;
                function.Keep(StoragePlan.Of(function.Called, Probe(function), Scopes.OfCalled));
            }
        }

        var changed = functions.Values.Any(f => f.Changed);
        foreach (var function in functions.Values)
        {
            function.Changed = false;
        }

        return changed;
    }

    /// <summary>Builds both versions of all of them.</summary>
    public void Build()
    {
        stackTypes = [.. functions.Values.SelectMany(f => f.Plan.Stored.Keys).Select(n => n.Type).Distinct()];
        foreach (var function in functions.Values)
        {
            function.Finish(stackTypes);
        }

        foreach (var function in functions.Values)
        {
            function.Forward.Define(Forward(function));
            function.Reverse.Define(Reverse(function));
        }
    }

    /// <summary>The stacks that all calls share, made at the head of the graph.</summary>
    public IReadOnlyDictionary<IrType, Node> NewStacks(GraphBuilder builder) =>
        stackTypes.ToDictionary(t => t, t => builder.Emit(Ops.NewTape, IrType.TapeOf(t), [builder.Constant(0)]));

    /// <summary>The number of the stack that a value goes to: what goes to one is put there in a row.</summary>
    public int StackOf(Node stored) => Array.IndexOf(stackTypes, stored.Type);

    /// <summary>The call in the forward sweep.</summary>
    public Node[] InvokeForward(GraphBuilder builder, Node call, Node[] operands, IReadOnlyDictionary<IrType, Node> stacks) => IsMirrored(call)
        ? builder.Invoke(this[(Function)call.Attribute!].Forward, [.. operands, .. stackTypes.Select(t => stacks[t])])
        : builder.Invoke((Function)call.Attribute!, operands);

    /// <summary>The call's mirror image. In a trial there are no stacks yet.</summary>
    public Node[] InvokeReverse(GraphBuilder builder, AdjointFunction function, IEnumerable<Node> operands, IReadOnlyDictionary<IrType, Node> stacks) =>
        builder.Invoke(function.Reverse, [.. operands, .. stackTypes.Select(t => stacks[t])]);

    private HashSet<Node> Probe(AdjointFunction function)
    {
        var builder = new GraphBuilder(strict);
        var values = new ProbedValues(builder);
        var sweep = new AdjointSweep(builder, function.Called, values, function.Gates, this, NoStacks);
        return values.Needed(builder.Build("probe", sweep.Run(function), []));
    }

    private Graph Forward(AdjointFunction function)
    {
        var builder = new GraphBuilder(strict);
        var definition = function.Primal.Definition;
        var inputs = definition.Inputs.Select(i => builder.Input(i.Node.Type, i.Name, i.Role)).ToArray();
        var sweep = new StackingSweep(builder, function.Plan, this, StackInputs(builder));
        for (var i = 0; i < inputs.Length; i++)
        {
            sweep.Bind(definition.Inputs[i].Node, inputs[i]);
        }

        sweep.Rewrite(definition.Body);
        return builder.Build(definition.Name, sweep.Results(definition.Body), definition.ResultNames, definition.Source);
    }

    private Graph Reverse(AdjointFunction function)
    {
        var builder = new GraphBuilder(strict);
        var definition = function.Primal.Definition;
        var given = function.Again.ToDictionary(i => i, i => builder.Input(definition.Inputs[i].Node.Type, definition.Inputs[i].Name, definition.Inputs[i].Role));
        var seeds = function.Seeded.Select(i => builder.Input(definition.Results[i].Type, "∂" + definition.ResultNames[i], InputRole.Parameter)).ToArray();
        var stacks = StackInputs(builder);
        var kept = new KeptOnStacks(builder, function.Plan, this, given, stacks);
        kept.EnterBody(definition.Body);
        var sweep = new AdjointSweep(builder, function.Called, kept, function.Gates, this, stacks);
        return builder.Build($"∂{definition.Name}", sweep.Run(function, seeds), [.. function.Differentiated.Select(i => "∂" + definition.Inputs[i].Name)], definition.Source);
    }

    private Dictionary<IrType, Node> StackInputs(GraphBuilder builder) =>
        stackTypes.ToDictionary(t => t, t => builder.Input(IrType.TapeOf(t), $"kept {t}", InputRole.Data));
}
