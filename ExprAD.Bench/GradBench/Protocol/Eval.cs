namespace ExprAD.Bench.GradBench.Protocol;

/// <summary>A module of the protocol: functions of one kind of input.</summary>
internal abstract class Eval
{
    /// <summary>What can be asked for.</summary>
    public abstract IEnumerable<EvalFunction> Functions { get; }
}
