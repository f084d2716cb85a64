namespace ExprAD.Tests.Generators;

/// <summary>
/// What a generator decides, read from a string of bytes. Past its end every choice is the first one, the simplest by
/// convention: a shorter string is a smaller program, so that shrinking the string shrinks the program.
/// </summary>
internal sealed class Choices(byte[] bytes)
{
    private int at;
    private int numbers;

    /// <summary>One of 0 … <paramref name="count"/> − 1.</summary>
    public int Next(int count) => Byte() % count;

    public bool Flip() => Next(2) == 1;

    public T Pick<T>(IReadOnlyList<T> of) => of[Next(of.Count)];

    /// <summary>The one made last counts as the simplest.</summary>
    public T PickLast<T>(IReadOnlyList<T> of) => of[of.Count - 1 - Next(of.Count)];

    /// <summary>A number of no special kind, about (−2, 2), and not the same twice: ties have kinks.</summary>
    public double Number() => (((Byte() * 256) + Byte() + 0.37) / 65536.0 * 4.0) - 2.0 + (0.00137 * numbers++);

    private int Byte() => at < bytes.Length ? bytes[at++] : 0;
}
