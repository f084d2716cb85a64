using ExprAD.Interpretation;
using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Tests.Rules;

/// <summary>
/// One operation and what its rule makes of it, as functions of numbers: built through the builder, evaluated by the interpreter.
/// </summary>
internal sealed class RuleGraph
{
    private readonly GraphBuilder builder;
    private readonly Node[] inputs;

    public RuleGraph(Op op, IrType type, IReadOnlyList<IrType> operands, bool strict = false)
        : this(strict, operands, (b, x) => op is ScalarOp scalar ? b.Apply(scalar, x) : b.Emit(op, type, x))
    {
    }

    public RuleGraph(bool strict, IReadOnlyList<IrType> operands, Func<GraphBuilder, Node[], Node> function)
    {
        builder = new GraphBuilder(strict);
        inputs = [.. operands.Select((t, i) => builder.Input(t, $"x{i}", InputRole.Parameter))];
        Result = function(builder, inputs);
    }

    public Node Result { get; }

    /// <summary>The operand that a float operation differentiates in: floats all, or the float among integers.</summary>
    public IEnumerable<int> Floats => Enumerable.Range(0, inputs.Length).Where(i => inputs[i].Type.IsFloat);

    public double Value(params double[] x) => Run(Result, x);

    /// <summary>The operand's adjoint when that of the result is <paramref name="adjoint"/>.</summary>
    public double Vjp(int operand, double adjoint, params double[] x)
    {
        var seed = builder.Number(adjoint, Result.Type);
        return Run(Adjoint(Result, new Term(builder, seed), inputs[operand]), x);
    }

    /// <summary>The result's tangent when that of one operand is <paramref name="tangent"/>, and of the others absent.</summary>
    public double Jvp(int operand, double tangent, params double[] x)
    {
        var seed = new Dictionary<Node, Term?> { [inputs[operand]] = new Term(builder, builder.Number(tangent, inputs[operand].Type)) };
        return Run(Tangent(Result, seed), x);
    }

    /// <summary>The derivative along one operand of the derivative along another.</summary>
    public double Second(int operand, int other, params double[] x)
    {
        var first = Tangent(Result, new() { [inputs[operand]] = One(operand) });
        return Run(first is null ? null : Tangent(first, new() { [inputs[other]] = One(other) }), x);
    }

    private Term? One(int operand) => new Term(builder, builder.Number(1, inputs[operand].Type));

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

    private Node? Tangent(Node node, Dictionary<Node, Term?> known)
    {
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

    private double Run(Node? node, double[] x)
    {
        if (node is null)
        {
            return 0;
        }

        var graph = builder.Build("rule", [node], ["y"]);
        return Scalars.ToDouble(Interpreter.Run(graph, [.. x.Select((v, i) => Scalars.FromDouble(v, inputs[i].Type.Kind))])[0]!);
    }
}
