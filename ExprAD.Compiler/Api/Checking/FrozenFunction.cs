using ExprAD.Capture;
using ExprAD.IR;
using ExprAD.Kernels;

namespace ExprAD.Checking;

/// <summary>
/// The function with the values that pass through <see cref="Grad.StopGradient{T}"/> held as they are at one argument:
/// the function whose gradient is wanted.
/// </summary>
internal sealed class FrozenFunction : GraphRewriter
{
    private readonly Node recording;

    private FrozenFunction(GraphBuilder builder, Graph graph)
        : base(builder)
    {
        CopyInputs(graph);
        recording = builder.Input(IrType.Of(typeof(Recording)), "recording", InputRole.Data);
    }

    /// <summary>The value of <paramref name="engine"/>'s function, frozen at <paramref name="argument"/>; its own where there is nothing to freeze.</summary>
    public static Func<T, double> Of<T>(Engine<T> engine, T argument)
    {
        var (function, primal) = (engine.Program.Function, engine.Program.Primal);
        if (primal.AllNodes().All(n => n.Op != Ops.StopGradient))
        {
            return engine.Value;
        }

        var kernel = KernelFactory.Value<T>(function with { Data = [.. function.Data, new CapturedData(primal.Inputs.Count, typeof(Recording))] }, Freeze(primal));
        var recording = new Recording();
        object?[] data = [.. engine.Data, recording];
        var workspace = kernel.Workspaces.Rent();
        var value = (T x) => kernel.Run(x, data, workspace);
        value(argument);
        return x =>
        {
            recording.Rewind();
            return value(x);
        };
    }

    protected override Node Clone(Node node, Node[] operands) => node.Op == Ops.StopGradient
        ? Builder.Emit(Ops.Call, node.Type, [recording, operands[0]], Recording.MethodFor(node.Type.Clr))
        : base.Clone(node, operands);

    private static Graph Freeze(Graph graph)
    {
        var builder = new GraphBuilder(strict: true);
        var frozen = new FrozenFunction(builder, graph);
        frozen.Rewrite(graph.Body);
        return builder.Build(graph.Name, frozen.Results(graph.Body), graph.ResultNames, graph.Source);
    }
}
