using System.Linq.Expressions;

namespace ExprAD.Bench.Functions;

/// <summary>Rosenbrock's valley: short chains between neighbours, so that memory and loop overhead show.</summary>
public abstract class Rosenbrock(int inputs) : VectorComparison(inputs)
{
    public override string Title => FormattableString.Invariant($"Rosenbrock, n = {Inputs:N0}");

    public override int DifferencedInputs => Math.Min(Inputs, 200);

    protected override Expression<Func<double[], double>> Source() =>
        x => Enumerable.Range(0, x.Length - 1).Sum(i =>
            100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i]));

    protected override double HandWritten(double[] x, double[] gradient)
    {
        var sum = 0.0;
        var g = 0.0;
        for (var i = 0; i < x.Length - 1; i++)
        {
            var a = x[i];
            var valley = x[i + 1] - a * a;
            var slope = 1 - a;
            sum += 100 * valley * valley + slope * slope;
            gradient[i] = g - 400 * valley * a - 2 * slope;
            g = 200 * valley;
        }

        gradient[x.Length - 1] = g;
        return sum;
    }

#if TORCH
    protected override Tensor TorchValue(Tensor x)
    {
        var (a, b) = (x.narrow(0, 0, Inputs - 1), x.narrow(0, 1, Inputs - 1));
        return (100 * (b - a * a).square() + (1 - a).square()).sum();
    }
#endif
}

public class Rosenbrock2() : Rosenbrock(2);

public class Rosenbrock100() : Rosenbrock(100);

public class Rosenbrock100000() : Rosenbrock(100_000);
