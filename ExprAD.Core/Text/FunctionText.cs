using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>What is known of a function, as words behind its signature: <c>pure</c>, <c>reads writes</c>, <c>effect</c>.</summary>
internal static class FunctionText
{
    private const string SplitWord = "split", PrivateWord = "private";

    private static readonly (string Word, Traits Traits)[] Words =
        [("pure", Traits.Pure), ("reads", Traits.Reads), ("writes", Traits.Writes), ("effect", Traits.Effect)];

    /// <summary>How calls of a function run in stretches: <c>split add max private 3 5</c>.</summary>
    public static string Write(Split? split) => split is null ? ""
        : $" {SplitWord}{string.Concat(split.Combine.Select(op => " " + op.Name))}{(split.Private.Count > 0 ? " " + PrivateWord : "")}{string.Concat(split.Private.Select(p => $" {p}"))}";

    public static string Write(Traits traits) => string.Join(' ', Words.Where(w => (traits & w.Traits) != 0).Select(w => w.Word));

    public static Split? ReadSplit(TextScanner scanner, IReadOnlyDictionary<string, Op> operations)
    {
        if (!scanner.Accept(SplitWord))
        {
            return null;
        }

        List<ScalarOp> combine = [];
        while (scanner.Peek() != '{' && !scanner.Accept(PrivateWord))
        {
            var word = scanner.While(PrintedNames.IsPart);
            combine.Add(operations.GetValueOrDefault(word) as ScalarOp ?? throw scanner.Error($"there is no operation '{word}'"));
        }

        List<int> arrays = [];
        while (char.IsAsciiDigit(scanner.Peek()))
        {
            arrays.Add(int.Parse(scanner.While(char.IsAsciiDigit), System.Globalization.CultureInfo.InvariantCulture));
        }

        return new Split(combine, arrays);
    }

    public static Traits Read(TextScanner scanner)
    {
        var traits = Traits.Traps;
        foreach (var (word, trait) in Words)
        {
            traits |= scanner.Accept(word) ? trait : Traits.None;
        }

        return traits;
    }
}
