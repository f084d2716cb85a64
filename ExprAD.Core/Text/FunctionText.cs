using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>What is known of a function, as words behind its signature: <c>pure</c>, <c>reads writes</c>, <c>effect</c>.</summary>
internal static class FunctionText
{
    private static readonly (string Word, Traits Traits)[] Words =
        [("pure", Traits.Pure), ("reads", Traits.Reads), ("writes", Traits.Writes), ("effect", Traits.Effect)];

    public static string Write(Traits traits) => string.Join(' ', Words.Where(w => (traits & w.Traits) != 0).Select(w => w.Word));

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
