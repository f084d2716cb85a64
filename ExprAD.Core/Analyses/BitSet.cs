namespace ExprAD.Analyses;

/// <summary>A set of small numbers. An empty one takes next to nothing.</summary>
internal sealed class BitSet
{
    private const int Bits = 64;
    private ulong[] words = [];

    public bool Contains(int number) => number / Bits < words.Length && (words[number / Bits] >> (number % Bits) & 1) != 0;

    public void Add(int number)
    {
        Reach(number / Bits + 1);
        words[number / Bits] |= 1UL << (number % Bits);
    }

    public void UnionWith(BitSet other)
    {
        Reach(other.words.Length);
        for (var i = 0; i < other.words.Length; i++)
        {
            words[i] |= other.words[i];
        }
    }

    private void Reach(int count)
    {
        if (words.Length < count)
        {
            Array.Resize(ref words, count);
        }
    }
}
