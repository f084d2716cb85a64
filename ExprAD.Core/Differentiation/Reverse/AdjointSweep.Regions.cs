using ExprAD.Analyses;
using ExprAD.IR;
using ExprAD.Rules;

namespace ExprAD.Differentiation.Reverse;

internal sealed partial class AdjointSweep
{
    /// <summary>A branch is mirrored by a branch on the same condition, whose values are the adjoints that either side changes.</summary>
    private void TransposeIf(Node node)
    {
        if (!HasWork(node))
        {
            return;
        }

        var outer = OuterActive(node);
        var gated = new bool[outer.Count];
        var touched = new bool[outer.Count];
        Func<Node[]> Side(Region region) => () =>
        {
            adjoints.Push();
            primal.EnterBranch(region);
            SeedResults(node, region);
            Sweep(region);
            var values = outer.Select(adjoints.NodeOf).ToArray();
            for (var i = 0; i < values.Length; i++)
            {
                gated[i] |= adjoints.IsGated(outer[i]);
                touched[i] |= adjoints[outer[i]] is not null;
            }

            primal.Leave();
            adjoints.Pop();
            return values;
        };

        var changed = builder.If(primal.Get(node.Operands[0]), Side(node.Regions[0]), Side(node.Regions[1]));
        for (var i = 0; i < changed.Length; i++)
        {
            if (touched[i])
            {
                adjoints.Set(outer[i], new Term(builder, changed[i], gated[i]));
            }
        }
    }

    /// <summary>What was tried and did not raise is mirrored in place.</summary>
    private void TransposeTry(Node node)
    {
        if (HasWork(node))
        {
            primal.EnterBranch(node.Regions[0]);
            SeedResults(node, node.Regions[0]);
            Sweep(node.Regions[0]);
            primal.Leave();
        }
    }

    private void SeedResults(Node node, Region region)
    {
        foreach (var value in node.Values)
        {
            if (value.Type.IsFloat && IsActive(value))
            {
                adjoints.Add(region.Results[(int)value.Attribute!], adjoints[value]);
            }
        }
    }

    private void TransposeLoop(Node loop)
    {
        if (!HasWork(loop))
        {
            return;
        }

        if (IsOneOfSeveral(loop))
        {
            MirrorWhereChosen(loop);
        }
        else
        {
            Mirror(loop);
        }
    }

    /// <summary>
    /// A loop is mirrored by a loop of as many iterations, last first. It carries the adjoint of each value that the loop
    /// carries, and gathers those of values from outside. What the loop only sums has one adjoint throughout.
    /// </summary>
    private void Mirror(Node loop)
    {
        var carried = new LoopCarried(loop, function, adjoints);
        var outer = OuterActive(loop);
        var outerGated = outer.Select(adjoints.IsGated).ToArray();
        var forward = carried.General.Count == 0 && primal.AllowsForwardOrder(loop) && !Inside(loop).Any(functions.IsMirrored) && !IterationOrder.Matters(loop, function.Activity);
        var count = primal.Get(function.TripCount(loop));
        Node[] init = [.. carried.General.Select(k => adjoints.NodeOf(loop.Values[k])), .. outer.Select(adjoints.NodeOf)];
        foreach (var k in carried.General)
        {
            if (adjoints.IsGated(loop.Values[k]))
            {
                gates.Add(loop, k);
            }
        }

        var final = builder.For(count, init, (i, values) =>
        {
            var last = builder.Apply(Ops.Add, count, builder.Number(-1, count.Type));
            adjoints.Push();
            primal.EnterLoop(loop, forward ? i : builder.Apply(Ops.Sub, last, i));
            SetOuter(outer, values.AsSpan(carried.General.Count), outerGated);
            SeedIteration(loop, carried, values);
            for (var r = loop.Regions.Length - 1; r >= 0; r--)
            {
                Sweep(loop.Regions[r]);
            }

            var next = carried.General.Select(k => NextAdjoint(loop, k)).Concat(outer.Select(adjoints.NodeOf)).ToArray();
            primal.Leave();
            adjoints.Pop();
            return next;
        });

        SetOuter(outer, final.AsSpan(carried.General.Count), outerGated);
        for (var i = 0; i < carried.General.Count; i++)
        {
            var k = carried.General[i];
            adjoints.Add(LoopCarried.Init(loop, k), new Term(builder, final[i], gates.Contains(loop, k)));
        }

        foreach (var k in carried.Links)
        {
            FinishReduction(loop, k);
        }
    }

    private Node NextAdjoint(Node loop, int number)
    {
        var parameter = Reductions.CarriedParameter(loop, number);
        if (adjoints.IsGated(parameter))
        {
            gates.Add(loop, number);
        }

        return adjoints.NodeOf(parameter);
    }

    private void SetOuter(List<Node> outer, ReadOnlySpan<Node> values, bool[] gated)
    {
        for (var i = 0; i < outer.Count; i++)
        {
            adjoints.Set(outer[i], new Term(builder, values[i], gated[i]));
        }
    }

    private void SeedIteration(Node loop, LoopCarried carried, Node[] values)
    {
        var next = loop.Regions[^1].Results;
        for (var i = 0; i < carried.General.Count; i++)
        {
            var k = carried.General[i];
            adjoints.Add(next[k], new Term(builder, values[i], gates.Contains(loop, k)));
        }

        foreach (var k in carried.Links)
        {
            adjoints.Ignore(Reductions.CarriedParameter(loop, k));
            adjoints.Add(next[k], adjoints[loop.Values[k]]);
        }
    }

    /// <summary>Hands the adjoint of a reduction on to what the loop started with.</summary>
    private void FinishReduction(Node loop, int number)
    {
        var init = LoopCarried.Init(loop, number);
        var reduction = function.Reductions.At(Reductions.CarriedParameter(loop, number))!;
        if (adjoints[loop.Values[number]] is { } adjoint && IsActive(init))
        {
            adjoints.Add(init, reduction.IsSum || function.Reductions.At(init) == reduction ? adjoint : Share(init, adjoint, reduction));
        }
    }

    /// <summary>One step of finding the largest or smallest: what is handed on keeps the adjoint, the candidate gets its share.</summary>
    private void TransposePick(Node node, Term adjoint, Reduction reduction)
    {
        foreach (var operand in node.Operands)
        {
            if (IsActive(operand))
            {
                adjoints.Add(operand, function.Reductions.At(operand) == reduction ? adjoint : Share(operand, adjoint, reduction));
            }
        }
    }

    /// <summary>Ties share equally; where a NaN made the result NaN, everything is NaN.</summary>
    private Term Share(Node candidate, Term adjoint, Reduction reduction)
    {
        var picked = Primal(reduction.Result);
        var miss = Term.Select(Term.Apply(Ops.Eq, picked, picked), 0, picked.Number(double.NaN));
        var part = adjoint / Primal(function.Ties(reduction));
        return Term.Select(Term.Apply(Ops.Eq, Primal(candidate), picked), part, miss).Gated(true);
    }

    /// <summary>True when a region node has adjoints to hand on, or shadows to clear.</summary>
    private bool HasWork(Node node) =>
        node.Values.Any(v => v.Type.IsFloat && IsActive(v) && adjoints[v] is not null)
        || Inside(node).Any(n => functions.IsMirrored(n) || HasShadowWork(n));

    /// <summary>True for what is mirrored though nothing may come of it: shadows are cleared, stacks emptied.</summary>
    private bool HasShadowWork(Node n) =>
        (n.Op == Ops.Store || n.Op == Ops.AddTo || n.Op == Ops.Clear || n.Op == Ops.TapePush || n.Op == Ops.TapePop) && IsActive(n.Operands[0]);

    /// <summary>Active numbers from outside that a branch or loop uses, in the order of their making.</summary>
    private List<Node> OuterActive(Node node)
    {
        var top = node.Regions;
        HashSet<Node> found = [];
        void Examine(Node value, ReadOnlySpan<Region> regions)
        {
            if (value.Type.IsFloat && IsActive(value) && !IsInside(value, regions) && !adjoints.IsIgnored(value))
            {
                found.Add(value);
            }
        }

        foreach (var inner in Inside(node))
        {
            foreach (var operand in inner.Operands)
            {
                Examine(operand, top);
            }

            foreach (var region in inner.Regions)
            {
                foreach (var result in region.Results)
                {
                    Examine(result, top);
                }
            }
        }

        foreach (var region in node.Regions)
        {
            foreach (var result in region.Results)
            {
                Examine(result, top);
            }
        }

        return [.. found.OrderBy(n => n.Id)];
    }

    private static bool IsInside(Node value, ReadOnlySpan<Region> regions)
    {
        foreach (var region in regions)
        {
            if (value.Region!.IsWithin(region))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Node> Inside(Node node) => Graph.NodesOf(node.Regions.ToArray());
}
