using CsCheck;

namespace ExprAD.Tests.Generators;

/// <summary>
/// Runs a test on many generated programs. The default run is short and the same each time;
/// <c>EXPRAD_FUZZ=100000</c> asks for that many programs, <c>EXPRAD_SEED=7</c> for others than usual, <c>EXPRAD_TRACE=file</c> for a
/// file that names the program under way, for when the process does not live to tell.
/// </summary>
internal static class Campaign
{
    private const int Attempts = 3000;

    private static readonly int Programs = int.TryParse(Environment.GetEnvironmentVariable("EXPRAD_FUZZ"), out var n) ? n : 0;
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("EXPRAD_SEED"), out var n) ? n : 0;

    private static readonly string? Trace = Environment.GetEnvironmentVariable("EXPRAD_TRACE");

    /// <summary>A program that fails is made as small as it goes before the failure is reported.</summary>
    public static void Run(int programs, int size, Action<Choices> test)
    {
        var bytes = Gen.Byte.Array[0, size];
        for (var i = 0; i < Math.Max(programs, Programs); i++)
        {
            var program = bytes.Generate(new PCG((uint)i, Seed), null, out _);
            if (Trace is not null)
            {
                File.WriteAllText(Trace, $"program {i} of seed {Seed}: [{string.Join(", ", program)}]");
            }

            if (Failure(test, program) is not null)
            {
                var least = Minimise(test, program);
                Assert.Fail($"Program {i} of seed {Seed}: [{string.Join(", ", least)}]\n{Failure(test, least)!.Message}");
            }
        }
    }

    private static Exception? Failure(Action<Choices> test, byte[] program)
    {
        try
        {
            test(new Choices(program));
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static byte[] Minimise(Action<Choices> test, byte[] program)
    {
        var (reason, left) = (Kind(Failure(test, program)!), Attempts);
        bool Fails(byte[] candidate) => left-- > 0 && Failure(test, candidate) is { } e && Kind(e) == reason;
        for (var progress = true; progress && left > 0;)
        {
            progress = false;
            for (var length = program.Length; length > 0; length /= 2)
            {
                for (var from = 0; from + length <= program.Length;)
                {
                    byte[] shorter = [.. program[..from], .. program[(from + length)..]];
                    if (Fails(shorter))
                    {
                        (program, progress) = (shorter, true);
                    }
                    else
                    {
                        from += length;
                    }
                }
            }

            for (var i = 0; i < program.Length; i++)
            {
                foreach (var less in (ReadOnlySpan<int>)[0, program[i] / 2, program[i] - 1])
                {
                    byte[] lower = [.. program[..i], (byte)Math.Max(0, less), .. program[(i + 1)..]];
                    if (less < program[i] && Fails(lower))
                    {
                        (program, progress) = (lower, true);
                        break;
                    }
                }
            }
        }

        return program;
    }

    /// <summary>What a smaller program has to fail with to count as the same failure.</summary>
    private static string Kind(Exception e) => e is FailedProgramException failed ? failed.Kind : e.GetType().Name;
}
