namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>Collections that a method makes, fills and empties.</summary>
public static class Lists
{
    private static readonly double[] Weights = [2, -1, 0.5];

    [Sample(1, 2, 3)]
    public static double Filled(double[] x)
    {
        var list = new List<double>();
        foreach (var t in x)
        {
            if (t > 1)
            {
                list.Add(t * t);
            }
        }

        var product = 1.0;
        for (var i = 0; i < list.Count; i++)
        {
            product *= list[i];
        }

        return product;
    }

    [Sample(1, 2, 3)]
    public static double GrownPastItsRoom(double[] x)
    {
        var list = new List<double>(1);
        for (var i = 0; i < 20; i++)
        {
            list.Add(x[i % 3] * i);
        }

        list[4] *= list[7];
        return list[4] + list[19] + list.Count;
    }

    [Sample(1, 2, 3)]
    public static double InsertedAndRemoved(double[] x)
    {
        List<double> list = [x[0], x[1]];
        list.Insert(1, x[2] * x[0]);
        list.AddRange(Weights);
        list.RemoveAt(0);
        list.Reverse();
        return list[0] + list[^1] * list[^2] + list.Sum();
    }

    [Sample(1, 2, 3)]
    public static double Enumerated(double[] x)
    {
        var list = new List<double>();
        list.AddRange(x.Select(t => t * t));
        list.Add(x[0]);
        var sum = 0.0;
        foreach (var t in list)
        {
            sum += Math.Sin(t);
        }

        return sum * list.ToArray()[1];
    }

    [Sample(1, 2, 3)]
    public static double OfStructs(double[] x)
    {
        var list = new List<(double X, int Count)>();
        for (var i = 0; i < x.Length; i++)
        {
            list.Add((x[i] * x[i], i));
        }

        list[1] = (list[0].X + list[2].X, 7);
        return list[1].X * list[1].Count + list[2].Count;
    }

    [Sample(1, 2, 3)]
    [Sample(4, 2, 3)]
    public static double AliasedAndCleared(double[] x)
    {
        var list = new List<double>();
        var other = list;
        other.Add(x[0]);
        if (x[0] > 2)
        {
            list.Clear();
        }

        other.Add(x[1]);
        return list[0] * list.Count + other[^1] * x[2];
    }

    [Sample(1, 2, 3)]
    public static double OfLists(double[] x)
    {
        var rows = new List<double>[2];
        for (var i = 0; i < 2; i++)
        {
            rows[i] = new List<double>();
            rows[i].Add(x[i]);
            rows[i].Add(x[i] * x[2]);
        }

        return rows[0][1] * rows[1][0] + rows[1].Count;
    }

    [Sample(1, 2, 3)]
    public static double OnAStack(double[] x)
    {
        var stack = new Stack<double>();
        foreach (var t in x)
        {
            stack.Push(t);
        }

        var difference = stack.Pop() - stack.Peek() * stack.Pop();
        return stack.TryPop(out var last) ? difference * last + stack.Count : 0;
    }

    [Sample(1, 2, 3)]
    public static double InAQueue(double[] x)
    {
        var queue = new Queue<double>();
        foreach (var t in x)
        {
            queue.Enqueue(t);
        }

        for (var i = 0; i < 5; i++)
        {
            queue.Enqueue(queue.Dequeue() * x[0] + i);
        }

        return queue.Peek() * queue.Dequeue() + queue.Count;
    }

    [Sample(1, 2, 3)]
    public static double InADictionary(double[] x)
    {
        var sums = new Dictionary<int, double>();
        for (var i = 0; i < 6; i++)
        {
            var key = i % 2;
            sums[key] = sums.GetValueOrDefault(key) + x[i % 3] * x[i % 3];
        }

        return sums.TryGetValue(1, out var odd) && sums.TryGetValue(0, out var even) ? odd * even + sums.Count : 0;
    }
}
