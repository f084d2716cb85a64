using ExprAD.Capture;
using ExprAD.Checking;
using ExprAD.Kernels;

namespace ExprAD.Optimizers;

/// <summary>The numbers of an argument that are searched for, as one vector, and the argument for a vector.</summary>
internal sealed class Layout<T>
{
    private readonly ParameterShape root;
    private readonly HashSet<int> inputs;
    private readonly T start;

    /// <summary>Whether arguments are vectors as they are.</summary>
    private readonly bool isVector;

    /// <summary>Whether the function writes to its argument, which then has to be a copy.</summary>
    private readonly bool isWrittenTo;

    public Layout(Program<T> program, IEnumerable<int> inputs, T start)
    {
        ArgumentNullException.ThrowIfNull(start, Starts.Parameter);
        root = RootShape.Of(program.Function.Parameters, typeof(T));
        (this.inputs, this.start) = (inputs.ToHashSet(), start);
        isVector = start is double[] && root is LeafShape;
        isWrittenTo = GraphArguments<T>.Of(program).AreWritten;
        Count = CountIn(start);
    }

    public int Count { get; }

    /// <summary>How many numbers an argument, or a gradient, has.</summary>
    public int CountIn(T value) => isVector && value is double[] vector ? vector.Length
        : Arguments.Leaves(root, value).Where(IsSought).Sum(l => FlatNumbers.Count(l.Value));

    /// <summary>The numbers of an argument, or of a gradient, in memory of their own.</summary>
    public double[] Read(T value)
    {
        var numbers = new double[Count];
        Read(value, numbers);
        return numbers;
    }

    public void Read(T value, double[] into)
    {
        if (value is double[] vector && isVector)
        {
            vector.CopyTo(into, 0);
            return;
        }

        var next = 0;
        foreach (var (_, part) in Arguments.Leaves(root, value).Where(IsSought))
        {
            FlatNumbers.Read(part, into, ref next);
        }
    }

    /// <summary>The argument with these numbers, which is not to be changed; what is not searched for is that of the start.</summary>
    public T View(double[] numbers) => isVector && !isWrittenTo ? (T)(object)numbers : Make(numbers);

    /// <summary>The argument with these numbers, in memory of its own.</summary>
    public T Make(double[] numbers)
    {
        var next = 0;
        return (T)Arguments.Rebuild(root, start, (leaf, part) => inputs.Contains(leaf.Input) ? FlatNumbers.With(part, numbers, ref next) : part)!;
    }

    private bool IsSought((LeafShape Leaf, object? Value) part) => inputs.Contains(part.Leaf.Input);
}
