using System.Globalization;

namespace ExprAD.Bench.GradBench.Protocol;

/// <summary>The command line: speaks the protocol on standard input and output until the input ends.</summary>
internal static class GradBenchCommand
{
    public const string Options = "[--threads N] [--no-simd] [--strict]";

    public static int Run(string[] arguments)
    {
        if (Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine($"gradbench {Options}");
            return 1;
        }

        using var input = new StreamReader(Console.OpenStandardInput());
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        new Session(options).Run(input, output);
        return 0;
    }

    /// <summary>One thread unless asked otherwise, as the tools it is compared with; null where an argument is not understood.</summary>
    private static GradOptions? Parse(string[] arguments)
    {
        var options = new GradOptions { Threads = 1 };
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--threads" when i + 1 < arguments.Length && int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var threads):
                    options = options with { Threads = threads };
                    i++;
                    break;
                case "--no-simd":
                    options = options with { Simd = false };
                    break;
                case "--strict":
                    options = options with { Strict = true };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
