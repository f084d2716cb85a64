using ExprAD.Emission;
using ExprAD.Kernels;
using ExprAD.Sparsity;

namespace ExprAD.Sparse;

/// <summary>
/// Products of a matrix with the sums of unit vectors that a colouring says, several in one sweep.
/// </summary>
/// <param name="kernel">Makes the function that computes a number of products: it takes the inputs and then, lane by lane, the vectors; it gives, lane by lane, the products.</param>
internal sealed class Products(Func<int, GraphFunction> kernel)
{
    /// <summary>As many lanes as fit a vector register of the smaller kind; more make the compiled code longer, and faster by little.</summary>
    private const int MaxLanes = 4;

    private readonly GraphFunction?[] kernels = new GraphFunction?[MaxLanes + 1];

    /// <summary>The product for each colour.</summary>
    /// <param name="values">Gives the inputs for a call.</param>
    /// <param name="like">Values that have the shapes of the vectors.</param>
    /// <param name="colouring">What is summed up.</param>
    /// <param name="length">How many numbers a product has.</param>
    public double[][] Run(Func<object?[]> values, object?[] like, Colouring colouring, int length)
    {
        var classes = colouring.Classes();
        var products = new double[classes.Length][];
        if (classes.Length == 0)
        {
            return products;
        }

        var lanes = Math.Min(MaxLanes, classes.Length);
        var sweep = kernels[lanes] ??= kernel(lanes);
        var numbers = new double[colouring.Colours.Length];
        for (var first = 0; first < classes.Length; first += lanes)
        {
            // The last sweep may compute some products again.
            var from = Math.Min(first, classes.Length - lanes);
            var seeds = Enumerable.Range(from, lanes).SelectMany(c => Seeds(classes[c], like, numbers));
            var results = sweep.Run([.. values(), .. seeds]);
            var perLane = results.Length / lanes;
            for (var lane = 0; lane < lanes; lane++)
            {
                products[from + lane] = Flatten(results.AsSpan(lane * perLane, perLane), length);
            }
        }

        return products;
    }

    private static object?[] Seeds(int[] members, object?[] like, double[] numbers)
    {
        Array.Clear(numbers);
        foreach (var i in members)
        {
            numbers[i] = 1;
        }

        var next = 0;
        return Array.ConvertAll(like, part => FlatNumbers.With(part, numbers, ref next));
    }

    private static double[] Flatten(ReadOnlySpan<object?> parts, int length)
    {
        if (parts is [double[] whole])
        {
            return whole;
        }

        var (numbers, next) = (new double[length], 0);
        foreach (var part in parts)
        {
            FlatNumbers.Read(part, numbers, ref next);
        }

        return numbers;
    }
}
