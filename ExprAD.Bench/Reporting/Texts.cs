namespace ExprAD.Bench.Reporting;

/// <summary>What the report says beside the numbers.</summary>
internal static class Texts
{
    public const string Introduction = """
        # Benchmarks

        Written by `dotnet run -c Release --project ExprAD.Bench -p:Torch=true -- report`, not by hand. Large loops of ExprAD's use all processors; all else runs on one thread.
        Before anything is timed, all ways are compared: exact gradients agree to 1e-9, central differences to 1e-5.
        The functions are in `ExprAD.Bench/Functions`, one a file, with the hand-written gradients they are compared with.

        """;

    public const string Times = """
        The user's lambda is what `Compile()` makes of the same expression; it and *value* give no gradient. The gradient is written into
        memory of the caller's. The hand-written one is scalar C#, without vector instructions. Central differences evaluate *value* 2n times
        (≈: some of the inputs, scaled up). TorchSharp builds its tape anew in every call, in double precision.
        Each is the fastest of 50 iterations of BenchmarkDotNet's, 10 ms each: what else the machine does only adds.
        """;

    public const string Ratios = """
        Below 1 in the first column, the compiled gradient is faster than the hand-written one. In the last two columns, more is better for ExprAD.
        """;

    public const string Memory = "Managed memory only: what TorchSharp's native library takes is not counted.";

    public const string Compilation = """
        From the lambda to the first value and gradient: capturing, differentiating, compiling and running once. *First in a process* starts
        a process for each measurement and includes compiling this library's own code; a *further one* has a structure not seen before;
        a *known one* is the same lambda again.
        """;

    public const string Scaling = """
        The ratio is that of the time of value and gradient to the time of the value alone. The first result includes capturing,
        differentiating and compiling a structure not seen before, and one call.
        """;
}
