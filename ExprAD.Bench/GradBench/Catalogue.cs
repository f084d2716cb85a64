using ExprAD.Bench.GradBench.Evals;
using ExprAD.Bench.GradBench.Protocol;

namespace ExprAD.Bench.GradBench;

/// <summary>The evals, by the names the protocol has for them.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, Func<GradOptions, Eval>> Evals = new()
    {
        ["hello"] = options => new Hello(options),
        ["lse"] = options => new LogSumExp(options),
        ["llsq"] = options => new LeastSquares(options),
        ["kmeans"] = options => new KMeans(options),
        ["gmm"] = options => new GaussianMixture(options),
        ["ode"] = options => new RungeKutta(options),
        ["det"] = options => new Determinant(options),
        ["particle"] = options => new Particle(options),
        ["saddle"] = options => new Saddle(options),
        ["ba"] = options => new BundleAdjustment(options),
        ["ht"] = options => new HandTracking(options),
        ["lstm"] = options => new LongShortTermMemory(options),
    };

    public static Eval? Make(string module, GradOptions options) => Evals.TryGetValue(module, out var make) ? make(options) : null;
}
