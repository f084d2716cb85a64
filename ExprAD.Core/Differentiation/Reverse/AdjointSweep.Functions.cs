using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Differentiation.Reverse;

internal sealed partial class AdjointSweep
{
    /// <summary>
    /// Builds the sweep of a function that is called, from the adjoints of its results to those of its parameters. For a trial it
    /// has seeds of its own.
    /// </summary>
    public Node[] Run(AdjointFunction called, Node[]? seeds = null)
    {
        var definition = called.Primal.Definition;
        for (var i = 0; i < called.Seeded.Length; i++)
        {
            var result = definition.Results[called.Seeded[i]];
            var seed = seeds?[i] ?? builder.Input(result.Type, "seed", InputRole.Data);
            adjoints.Add(result, new Term(builder, seed, called.IsSeedGated(called.Seeded[i])));
        }

        Sweep(definition.Body);
        foreach (var i in called.Differentiated.Where(i => adjoints.IsGated(definition.Body.Parameters[i])))
        {
            called.GateAdjoint(i);
        }

        return [.. called.Differentiated.Select(i => adjoints.NodeOf(definition.Body.Parameters[i]))];
    }

    /// <summary>
    /// A call is mirrored by a call of the function's reverse version, always: what the forward version put on the stacks has to
    /// be taken from there.
    /// </summary>
    private void TransposeInvoke(Node call)
    {
        if (!functions.IsMirrored(call))
        {
            return;
        }

        var called = functions[(Function)call.Attribute!];
        List<Node> operands = [.. called.Again.Select(i => primal.Get(call.Operands[i]))];
        foreach (var i in called.Seeded)
        {
            var value = call.Values[i];
            if (adjoints.IsGated(value))
            {
                called.GateSeed(i);
            }

            operands.Add(adjoints.NodeOf(value));
        }

        var made = functions.InvokeReverse(builder, called, operands, stacks);
        for (var k = 0; k < made.Length; k++)
        {
            var number = called.Differentiated[k];
            if (IsActive(call.Operands[number]))
            {
                adjoints.Add(call.Operands[number], new Term(builder, made[k], called.IsAdjointGated(number)));
            }
        }
    }
}
