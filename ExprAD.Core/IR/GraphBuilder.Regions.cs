namespace ExprAD.IR;

internal sealed partial class GraphBuilder
{
    /// <summary>
    /// A branch: only one of the two is built into what runs. Both give the same number of values, of the same types.
    /// A condition that is known builds one of them in place.
    /// </summary>
    public Node[] If(Node condition, Func<Node[]> then, Func<Node[]> otherwise)
    {
        if (condition.Attribute is bool taken && condition.IsConstant)
        {
            return taken ? then() : otherwise();
        }

        if (KnownHere(condition) is { } known)
        {
            return known ? then() : otherwise();
        }

        var yes = BuildBranch(then, condition, true);
        var no = BuildBranch(otherwise, condition, false);
        if (yes.Results.Count != no.Results.Count)
        {
            throw new InvalidOperationException("The branches of an if give different numbers of values.");
        }

        if (yes.Nodes.Count == 0 && no.Nodes.Count == 0)
        {
            return [.. yes.Results.Zip(no.Results, (a, b) => Apply(Ops.Select, condition, a, b))];
        }

        var values = Close(Ops.If, [condition], [yes, no], yes.Results);
        var seen = new Dictionary<(Node, Node), Node>();
        for (var i = 0; i < values.Length; i++)
        {
            var (a, b) = (yes.Results[i], no.Results[i]);
            if (a == b && a.Region is null or { IsClosed: false })
            {
                values[i] = a;
            }
            else if (!seen.TryAdd((a, b), values[i]))
            {
                values[i] = seen[(a, b)];
            }
        }

        return values;
    }

    /// <summary>
    /// A loop of <paramref name="count"/> iterations that carries values from one to the next:
    /// <paramref name="body"/> gets the index, of the type of the count, and what is carried.
    /// </summary>
    public Node[] For(Node count, ReadOnlySpan<Node> init, Func<Node, Node[], Node[]> body)
    {
        var trips = count.IsConstant ? Scalars.ToInt64(count.Attribute!) : (long?)null;
        if (trips <= 0)
        {
            return init.ToArray();
        }

        // What raises and does not vary may leave the loop, but only into a place that runs when the loop does.
        var outer = current;
        var guard = new Region(outer) { Kind = RegionKind.Guard };
        var region = new Region(guard) { Kind = RegionKind.Loop, Count = count };
        Node[] start = [count, .. init];
        Open(region);
        region.Parameters = [.. start.Select((s, i) => Parameter(s.Type, i, region))];
        region.Results = body(region.Parameters[0], [.. region.Parameters.Skip(1)]);
        CheckCarried(init, region.Results);
        Leave(region, outer);
        if (guard.Nodes.Count == 0)
        {
            region.Parent = outer;
            guard.IsClosed = true;
            return Close(Ops.For, start, [region], region.Results);
        }

        if (trips > 0 || IsPositiveHere(count))
        {
            foreach (var node in guard.Nodes)
            {
                node.Region = outer;
                outer.Append(node);
                foreach (var inner in node.Regions)
                {
                    inner.Parent = inner.Parent == guard ? outer : inner.Parent;
                }
            }

            region.Parent = outer;
            guard.IsClosed = true;
            return Close(Ops.For, start, [region], region.Results);
        }

        var runs = Apply(Ops.Lt, Number(0, count.Type), count);
        current = guard;
        guard.Kind = RegionKind.Branch;
        guard.Entered = (runs, true);
        guard.EffectsBefore = region.EffectsBefore;
        guard.Results = Close(Ops.For, start, [region], region.Results);
        Leave(guard, outer);
        var otherwise = new Region(outer) { Kind = RegionKind.Branch, Results = init.ToArray(), IsClosed = true };
        return Close(Ops.If, [runs], [guard, otherwise], guard.Results);
    }

    /// <summary>A loop that runs while <paramref name="condition"/>, evaluated before each iteration, gives true.</summary>
    public Node[] While(ReadOnlySpan<Node> init, Func<Node[], Node> condition, Func<Node[], Node[]> body)
    {
        var outer = current;
        var test = new Region(outer) { Kind = RegionKind.Condition };
        Open(test);
        test.Parameters = [.. init.ToArray().Select((s, i) => Parameter(s.Type, i, test))];
        Node[] carried = [.. test.Parameters];
        test.Results = [condition(carried)];
        if (test.Results[0].Attribute is false && test.Results[0].IsConstant && !test.HasEffects)
        {
            Leave(test, outer);
            return init.ToArray();
        }

        var region = new Region(test) { Kind = RegionKind.Body };
        Open(region);
        region.Results = body(carried);
        CheckCarried(init, region.Results);
        Leave(region, test);
        Leave(test, outer);
        return Close(Ops.While, init.ToArray(), [test, region], test.Parameters);
    }

    /// <summary>Runs <paramref name="body"/>; if it raises, runs <paramref name="handler"/> for its effects, and lets the exception go on.</summary>
    public Node[] Try(Func<Node[]> body, Action handler)
    {
        var tried = BuildBranch(body);
        var fault = BuildBranch(() =>
        {
            handler();
            return [];
        });
        return Close(Ops.Try, [], [tried, fault], tried.Results);
    }

    /// <summary>
    /// A piece of program with an edge around it: reverse mode stores nothing of what it computes inside, but runs it again.
    /// It is a <c>try</c> whose handler does nothing.
    /// </summary>
    public Node[] Block(Func<Node[]> body) => Try(body, () => { });

    /// <summary>Builds into a region that becomes no part of the graph: to learn what would be built.</summary>
    public T Draft<T>(Func<T> build)
    {
        // Without a parent, so that what is built leaves no trace.
        var outer = current;
        var region = new Region(null) { Kind = RegionKind.Branch };
        Open(region);
        var result = build();
        Leave(region, outer);
        return result;
    }

    /// <summary>
    /// Builds a function that becomes no part of the graph, in a region of its own: <paramref name="build"/> gets its parameters and gives its results.
    /// It sees what there is in the graph.
    /// </summary>
    public Region DraftFunction(IEnumerable<IrType> parameters, Func<IReadOnlyList<Node>, Node[]> build)
    {
        var outer = current;
        var region = new Region(null) { Kind = RegionKind.Branch };
        Open(region);
        region.Parameters = [.. parameters.Select((type, i) => Parameter(type, i, region))];
        region.Results = build(region.Parameters);
        Leave(region, outer);
        return region;
    }

    /// <summary>The value a variable of this type starts with: zero, false, null.</summary>
    public Node Default(IrType type) => Constant(Scalars.Default(type), type);

    /// <summary>Whether a branch around here was entered because the condition is true, or because it is false.</summary>
    private bool? KnownHere(Node condition)
    {
        for (var region = current; region is not null; region = region.Parent)
        {
            if (region.Entered is { } entered && entered.Condition == condition)
            {
                return entered.Value;
            }
        }

        return IsZeroLessThan(condition) && IsPositiveHere(condition.Operands[1]) ? true : null;
    }

    /// <summary>Whether a loop of that many iterations is being run here, or a branch was entered because the number is positive.</summary>
    private bool IsPositiveHere(Node number)
    {
        for (var region = current; region is not null; region = region.Parent)
        {
            if (region.Count == number
                || (region.Entered is { Value: true } entered && IsZeroLessThan(entered.Condition) && entered.Condition.Operands[1] == number))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsZeroLessThan(Node condition) =>
        condition.Op == Ops.Lt && condition.Operands[0].IsConstant && condition.Operands[0].Type.IsInteger
        && Scalars.ToInt64(condition.Operands[0].Attribute!) == 0;

    private Region BuildBranch(Func<Node[]> build, Node? condition = null, bool value = false)
    {
        var outer = current;
        var region = new Region(outer) { Kind = RegionKind.Branch, Entered = condition is null ? null : (condition, value) };
        Open(region);
        region.Results = build();
        Leave(region, outer);
        return region;
    }

    private void Open(Region region)
    {
        region.EffectsBefore = [];
        for (var outer = current; outer is not null; outer = outer.Parent)
        {
            if (outer.HasEffects)
            {
                region.EffectsBefore.Add(outer);
            }
        }

        current = region;
        if (region.Kind != RegionKind.Branch)
        {
            // A store further down in a loop is seen by the next iteration's reads further up.
            memory++;
        }
    }

    private void Leave(Region region, Region outer)
    {
        region.IsClosed = true;
        current = outer;
        if (region.HasEffects)
        {
            memory++;
        }
    }

    /// <summary>
    /// Adds a branch or loop whose regions are complete. One that only computes is found again when an equal one is at hand,
    /// and leaves the loops it does not depend on.
    /// </summary>
    private Node[] Close(Op op, Node[] operands, Region[] regions, IReadOnlyList<Node> values)
    {
        var node = new Node(op, IrType.Void, operands, null, regions);
        var computation = Computation.Of(node);
        if (computation.IsRepeatable && computations.TryGetValue(computation, out var same) && !same.Region!.IsClosed)
        {
            ForgetEffects(regions[0], null);
            return [.. same.Values];
        }

        foreach (var region in regions)
        {
            region.Owner = node;
        }

        var home = computation.IsRepeatable ? HomeOf(computation, regions[0]) : current;
        Insert(node, home);
        if (computation.IsRepeatable)
        {
            computations[computation] = node;
        }

        MoveTo(home, regions);
        Node[] results = [.. values.Select((v, i) => Emit(Ops.Result, v.Type, [node], i))];
        node.Values = results;
        return [.. results];
    }

    /// <summary>As for a single node, but that raising inside must not count as an effect that holds it back.</summary>
    private Region HomeOf(Computation computation, Region inside)
    {
        var effects = inside.EffectsBefore;
        var had = current.HasEffects;
        current.HasEffects = effects?.Contains(current) ?? had;
        var home = Home(computation.Floor, computation.Traps);
        current.HasEffects = had;
        return home;
    }

    private void MoveTo(Region home, Region[] regions)
    {
        if (home != current)
        {
            ForgetEffects(regions[0], home);
            foreach (var region in regions)
            {
                if (region.Parent == current)
                {
                    region.Parent = home;
                }
            }
        }

        for (var outer = home; regions.Any(r => r.HasEffects) && outer is not null && !outer.HasEffects; outer = outer.Parent)
        {
            outer.HasEffects = true;
        }
    }

    /// <summary>What was built moves out, or was there before: the regions it leaves are as they were before it.</summary>
    private void ForgetEffects(Region inside, Region? home)
    {
        if (inside.EffectsBefore is { } before)
        {
            for (var region = current; region is not null && region != home; region = region.Parent)
            {
                region.HasEffects = before.Contains(region);
            }
        }
    }

    private static void CheckCarried(ReadOnlySpan<Node> init, IReadOnlyList<Node> next)
    {
        if (init.Length != next.Count)
        {
            throw new InvalidOperationException($"A loop that carries {init.Length} values was given {next.Count}.");
        }

        for (var i = 0; i < init.Length; i++)
        {
            if (init[i].Type != next[i].Type)
            {
                throw new InvalidOperationException($"Value {i} of a loop changes its type from {init[i].Type} to {next[i].Type}.");
            }
        }
    }
}
