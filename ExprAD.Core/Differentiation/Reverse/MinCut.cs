namespace ExprAD.Differentiation.Reverse;

/// <summary>The cheapest cut between two vertices of a network, by Dinic's algorithm.</summary>
internal sealed class MinCut
{
    public const int Infinite = int.MaxValue / 4;

    private readonly List<List<int>> edgesOf = [];
    private readonly List<int> targets = [];
    private readonly List<int> capacities = [];
    private int[] levels = [];
    private int[] next = [];

    public int AddVertex()
    {
        edgesOf.Add([]);
        return edgesOf.Count - 1;
    }

    public void AddEdge(int from, int to, int capacity)
    {
        edgesOf[from].Add(targets.Count);
        targets.Add(to);
        capacities.Add(capacity);
        edgesOf[to].Add(targets.Count);
        targets.Add(from);
        capacities.Add(0);
    }

    /// <summary>True for the vertices that stay on the side of <paramref name="source"/>.</summary>
    public bool[] Solve(int source, int sink)
    {
        while (Level(source, sink))
        {
            next = new int[edgesOf.Count];
            while (Augment(source, sink))
            {
            }
        }

        return [.. levels.Select(l => l >= 0)];
    }

    private bool Level(int source, int sink)
    {
        levels = new int[edgesOf.Count];
        Array.Fill(levels, -1);
        levels[source] = 0;
        var queue = new Queue<int>([source]);
        while (queue.TryDequeue(out var vertex))
        {
            foreach (var edge in edgesOf[vertex])
            {
                if (capacities[edge] > 0 && levels[targets[edge]] < 0)
                {
                    levels[targets[edge]] = levels[vertex] + 1;
                    queue.Enqueue(targets[edge]);
                }
            }
        }

        return levels[sink] >= 0;
    }

    /// <summary>Pushes flow along one path of the level graph, without recursion: the graphs are as deep as programs are long.</summary>
    private bool Augment(int source, int sink)
    {
        Stack<int> path = new();
        var vertex = source;
        while (vertex != sink)
        {
            if (next[vertex] < edgesOf[vertex].Count)
            {
                var edge = edgesOf[vertex][next[vertex]];
                if (capacities[edge] > 0 && levels[targets[edge]] == levels[vertex] + 1)
                {
                    path.Push(edge);
                    vertex = targets[edge];
                }
                else
                {
                    next[vertex]++;
                }
            }
            else if (path.TryPop(out var back))
            {
                vertex = targets[back ^ 1];
                next[vertex]++;
            }
            else
            {
                return false;
            }
        }

        var flow = path.Min(e => capacities[e]);
        foreach (var edge in path)
        {
            capacities[edge] -= flow;
            capacities[edge ^ 1] += flow;
        }

        return true;
    }
}
