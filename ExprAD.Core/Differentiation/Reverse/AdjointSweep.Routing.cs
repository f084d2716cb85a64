using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Differentiation.Reverse;

internal sealed partial class AdjointSweep
{
    /// <summary>
    /// Mirrors a loop only where its result was the one that was chosen: of all candidates for a minimum one gets an adjoint,
    /// and the loops that computed the others need not be gone through again.
    /// <code>
    /// if s̄ ≠ 0 { for … { … } }
    /// </code>
    /// </summary>
    private void MirrorWhereChosen(Node loop)
    {
        Node[] changed = [.. OuterActive(loop).Concat(Inits(loop)).Distinct()];
        var before = changed.Select(adjoints.NodeOf).ToArray();
        var gated = changed.Select(adjoints.IsGated).ToArray();
        var touched = new bool[changed.Length];
        var after = builder.If(
            IsUsed(loop),
            () =>
            {
                adjoints.Push();
                Mirror(loop);
                var values = changed.Select(adjoints.NodeOf).ToArray();
                for (var i = 0; i < values.Length; i++)
                {
                    gated[i] |= adjoints.IsGated(changed[i]);
                    touched[i] = adjoints[changed[i]] is not null;
                }

                adjoints.Pop();
                return values;
            },
            () => before);
        for (var i = 0; i < changed.Length; i++)
        {
            if (touched[i])
            {
                adjoints.Set(changed[i], new Term(builder, after[i], gated[i]));
            }
        }
    }

    /// <summary>True when all that is used of a loop was selected from other possibilities, and skipping its mirror image skips nothing else.</summary>
    private bool IsOneOfSeveral(Node loop) =>
        loop.Values.Any(v => adjoints[v] is not null)
        && loop.Values.All(v => adjoints[v] is null || (adjoints.IsGated(v) && adjoints.NodeOf(v).Op == Ops.Select))
        && primal.AllowsForwardOrder(loop)
        && !Inside(loop).Any(n => n.Op == Ops.Invoke || (n.Is(Traits.Writes) && n.Operands.Length > 0 && IsActive(n.Operands[0])));

    private Node IsUsed(Node loop) => loop.Values
        .Where(v => adjoints[v] is not null)
        .Select(v => builder.Apply(Ops.Ne, adjoints.NodeOf(v), builder.Number(0, v.Type)))
        .Aggregate((a, b) => builder.Apply(Ops.Or, a, b));

    private IEnumerable<Node> Inits(Node loop)
    {
        for (var k = 0; k < loop.Values.Count; k++)
        {
            var init = LoopCarried.Init(loop, k);
            if (init.Type.IsFloat && !init.IsConstant && IsActive(init) && !adjoints.IsIgnored(init))
            {
                yield return init;
            }
        }
    }
}
