using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>
/// Cuts what is too long for one method into several. The JIT compiles methods above its limits without optimisation,
/// and slows down well before: its work and the pressure on registers and the stack frame grow with a straight line.
/// Inner regions are cut first, so that each branch or loop fits into the stretch of the outer one that it stands in.
/// </summary>
internal sealed class Chunking
{
    private readonly EmissionPlan plan;
    private readonly int size;
    private readonly Dictionary<Region, List<int>> cuts = [];

    private Chunking(EmissionPlan plan, int size)
    {
        this.plan = plan;
        this.size = size;
    }

    /// <summary>Gives every node its method, none of which much exceeds <paramref name="size"/> operations, and returns the outermost.</summary>
    public static Chunk Assign(Graph graph, EmissionPlan plan, int size)
    {
        var chunking = new Chunking(plan, size);
        var main = new Chunk(null, graph.Body, 0, graph.Body.Nodes.Count);
        chunking.Weigh(graph.Body);
        chunking.Assign(graph.Body, main);
        return main;
    }

    /// <summary>The operations in a region, once what is too long in it has become calls.</summary>
    private int Weigh(Region region)
    {
        var weights = new int[region.Nodes.Count];
        var total = region.Results.Count;
        for (var p = 0; p < weights.Length; p++)
        {
            weights[p] = Weigh(region.Nodes[p]);
            total += weights[p];
        }

        if (total <= size)
        {
            return total;
        }

        var ends = Cut(region, weights);
        cuts.Add(region, ends);
        return ends.Count + region.Results.Count;
    }

    private int Weigh(Node node)
    {
        if (node.Op == Ops.Result || Use.IsTransparent(node))
        {
            return 0;
        }

        // Conditional expressions are several basic blocks, of which the JIT has a limit too.
        var weight = node.Op == Ops.Select || node.Op == Ops.MulOrZero ? 3 : 1;
        foreach (var inner in node.Regions)
        {
            weight += 2 + Weigh(inner);
        }

        return weight;
    }

    /// <summary>The ends of stretches that fill at least half the room they have, each where the fewest values are waiting to be read.</summary>
    private List<int> Cut(Region region, int[] weights)
    {
        var waiting = CountWaiting(region);
        var ends = new List<int>();
        for (var start = 0; start < weights.Length;)
        {
            var (end, weight) = (start, 0);
            var best = -1;
            while (end < weights.Length && (end == start || weight + weights[end] <= size))
            {
                weight += weights[end++];
                if (weight >= size / 2 && (best < 0 || waiting[end] <= waiting[best]))
                {
                    best = end;
                }
            }

            start = end == weights.Length || best < 0 ? end : best;
            ends.Add(start);
        }

        return ends;
    }

    /// <summary>For every position, how many values computed before it are read at it or behind it.</summary>
    private int[] CountWaiting(Region region)
    {
        var change = new int[region.Nodes.Count + 2];
        foreach (var node in region.Nodes)
        {
            var (position, last) = (plan[node].Position, plan[node].LastUse);
            if (last > position)
            {
                change[position + 1]++;
                change[last + 1]--;
            }
        }

        for (var p = 1; p < change.Length; p++)
        {
            change[p] += change[p - 1];
        }

        return change;
    }

    private void Assign(Region region, Chunk outer)
    {
        foreach (var parameter in region.Parameters)
        {
            plan[parameter].Chunk = outer;
        }

        if (!cuts.TryGetValue(region, out var ends))
        {
            Assign(region, 0, region.Nodes.Count, outer);
            return;
        }

        var start = 0;
        foreach (var end in ends)
        {
            Assign(region, start, end, new Chunk(outer, region, start, end));
            start = end;
        }
    }

    private void Assign(Region region, int from, int to, Chunk chunk)
    {
        for (var p = from; p < to; p++)
        {
            var node = region.Nodes[p];

            // The values of a branch or loop are variables of the method that runs it.
            plan[node].Chunk = node.Op == Ops.Result ? plan[node.Operands[0]].Chunk : chunk;
            foreach (var inner in node.Regions)
            {
                Assign(inner, chunk);
            }
        }
    }
}
