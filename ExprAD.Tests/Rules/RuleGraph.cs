using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Rules;
using ExprAD.Verification;

namespace ExprAD.Tests.Rules;

/// <summary>
/// One operation and what its rule makes of it, as functions of numbers: built through the builder, evaluated by the interpreter.
/// </summary>
internal sealed class RuleGraph
{
    private readonly GraphBuilder builder;
    private readonly Node[] inputs;

    /// <summary>The derivative that comes in, as a number that is not known while the graph is built.</summary>
    private readonly Dictionary<IrType, Node> seeds;

    private readonly HashSet<Node> verified = [];

    public RuleGraph(Op op, IrType type, IReadOnlyList<IrType> operands, bool strict = false)
        : this(strict, operands, (b, x) => op is ScalarOp scalar ? b.Apply(scalar, x) : b.Emit(op, type, x))
    {
    }

    public RuleGraph(bool strict, IReadOnlyList<IrType> operands, Func<GraphBuilder, Node[], Node> function)
    {
        builder = new GraphBuilder(strict);
        inputs = [.. operands.Select((t, i) => builder.Input(t, $"x{i}", InputRole.Parameter))];
        seeds = new[] { IrType.F64, IrType.F32 }.ToDictionary(t => t, t => builder.Input(t, $"d_{t}", InputRole.Parameter));
        Result = function(builder, inputs);
    }

    public Node Result { get; }

    /// <summary>The operand that a float operation differentiates in: floats all, or the float among integers.</summary>
    public IEnumerable<int> Floats => Enumerable.Range(0, inputs.Length).Where(i => inputs[i].Type.IsFloat);

    public double Value(params double[] x) => Run(Result, 0, x);

    /// <summary>The operand's adjoint when that of the result is <paramref name="adjoint"/>.</summary>
    public double Vjp(int operand, double adjoint, params double[] x) =>
        Run(Adjoint(Result, Seed(Result.Type), inputs[operand]), adjoint, x);

    /// <summary>The result's tangent when that of one operand is <paramref name="tangent"/>, and of the others absent.</summary>
    public double Jvp(int operand, double tangent, params double[] x) =>
        Run(Tangent(Result, operand), tangent, x);

    /// <summary>The derivative along one operand of the derivative along another.</summary>
    public double Second(int operand, int other, params double[] x) =>
        Run(Tangent(Result, operand) is { } first ? Tangent(first, other) : null, 1, x);

    private Term Seed(IrType type) => new(builder, seeds[type]);

    private Node? Adjoint(Node node, Term adjoint, Node input)
    {
        if (node == input)
        {
            return adjoint.Node;
        }

        Node? sum = null;
        for (var i = 0; i < node.Operands.Length; i++)
        {
            if (node.Operands[i].Type.IsFloat && Depends(node.Operands[i], input)
                && Rule(node) is { } rule && rule.Vjp(Terms(node), new Term(builder, node), adjoint, i) is { } passed
                && Adjoint(node.Operands[i], passed, input) is { } part)
            {
                sum = sum is null ? part : builder.Apply(Ops.Add, sum, part);
            }
        }

        return sum;
    }

    private Node? Tangent(Node node, int operand)
    {
        Dictionary<Node, Term?> known = new() { [inputs[operand]] = Seed(inputs[operand].Type) };
        return Of(node)?.In(builder, node.Type);

        Term? Of(Node n)
        {
            if (!known.TryGetValue(n, out var tangent))
            {
                for (var i = 0; i < n.Operands.Length; i++)
                {
                    if (n.Operands[i].Type.IsFloat && Of(n.Operands[i]) is { } d && Rule(n) is { } rule
                        && rule.Jvp(Terms(n), new Term(builder, n), d, i) is { } part)
                    {
                        tangent = tangent is { } sum ? sum + part : part;
                    }
                }

                known.Add(n, tangent);
            }

            return tangent;
        }
    }

    private static bool Depends(Node node, Node input)
    {
        if (node == input)
        {
            return true;
        }

        foreach (var operand in node.Operands)
        {
            if (Depends(operand, input))
            {
                return true;
            }
        }

        return false;
    }

    private static Rule? Rule(Node node) => node.Type.IsFloat ? Derivatives.Table[node.Op] : null;

    private Term[] Terms(Node node) => [.. node.Operands.ToArray().Select(o => new Term(builder, o))];

    private double Run(Node? node, double seed, double[] x)
    {
        if (node is null)
        {
            return 0;
        }

        var graph = builder.Build("rule", [node], ["y"]);
        if (verified.Add(node))
        {
            Verifier.Verify(graph);
        }

        object?[] arguments = [.. x.Select((v, i) => Scalars.FromDouble(v, inputs[i].Type.Kind)), seed, (float)seed];
        return Scalars.ToDouble(Interpreter.Run(graph, arguments)[0]!);
    }
}
