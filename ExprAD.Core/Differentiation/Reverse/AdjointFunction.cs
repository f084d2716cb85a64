using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// What becomes of a function that takes part in a derivative:
/// <code>
/// (y, z) = f(a, b)        forward   (y, z) = f(a, b, stacks)          keeps what its mirror image needs
///                         reverse   (∂a, ∂b) = ∂f(a…, ∂y, ∂z, stacks)  takes it from there
/// </code>
/// Of the parameters, the reverse version is given those again that it can't do without. Arrays have their shadows beside them
/// among the parameters already.
/// </summary>
internal sealed class AdjointFunction
{
    private readonly HashSet<int> gatedSeeds = [];
    private readonly HashSet<int> gatedAdjoints = [];
    private readonly SortedSet<int> again = [];

    public AdjointFunction(Function primal, Augmented program)
    {
        Primal = primal;
        Called = program.Called(primal);
        Differentiated = Numbers(primal.Body.Parameters);
        Seeded = Numbers(primal.Body.Results);
        Reverse = Declare([]);

        int[] Numbers(IReadOnlyList<Node> values) =>
            [.. Enumerable.Range(0, values.Count).Where(i => values[i].Type.IsFloat && program.Activity.IsActive(values[i]))];
    }

    public Function Primal { get; }

    public Augmented Called { get; }

    /// <summary>The parameters that are numbers with adjoints.</summary>
    public int[] Differentiated { get; }

    /// <summary>The results that are numbers with adjoints.</summary>
    public int[] Seeded { get; }

    /// <summary>The parameters that the reverse version is given again.</summary>
    public IReadOnlyCollection<int> Again => again;

    public GatedCarries Gates { get; } = new();

    public StoragePlan Plan { get; private set; } = null!;

    /// <summary>True when something was learned that its callers, or it itself, were not built on.</summary>
    public bool Changed { get; set; }

    public Function Forward { get; private set; } = null!;

    public Function Reverse { get; private set; }

    /// <summary>Which results have an adjoint, at some call, that is zero where the result was not used.</summary>
    public bool IsSeedGated(int number) => gatedSeeds.Contains(number);

    public void GateSeed(int number) => Changed |= gatedSeeds.Add(number);

    public bool IsAdjointGated(int number) => gatedAdjoints.Contains(number);

    public void GateAdjoint(int number) => Changed |= gatedAdjoints.Add(number);

    public void Keep(StoragePlan plan)
    {
        Plan = plan;
        foreach (var parameter in plan.Again)
        {
            if (again.Add(parameter))
            {
                Changed = true;
                Reverse = Declare([]);
            }
        }
    }

    /// <summary>Fixes the signatures, now that it is known which stacks there are.</summary>
    public void Finish(IReadOnlyList<IrType> stacks)
    {
        IrType[] tapes = [.. stacks.Select(IrType.TapeOf)];
        Forward = new Function(Primal.Name, [.. Primal.Parameters, .. tapes], Primal.Results);
        Reverse = Declare(tapes);
    }

    private Function Declare(IrType[] tapes) => new(
        $"∂{Primal.Name}",
        [.. again.Select(i => Primal.Parameters[i]), .. Seeded.Select(i => Primal.Results[i]), .. tapes],
        [.. Differentiated.Select(i => Primal.Parameters[i])]);
}
