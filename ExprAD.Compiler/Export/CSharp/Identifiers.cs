using System.Globalization;
using System.Text;

namespace ExprAD.Export.CSharp;

/// <summary>Gives out names that C# takes and nothing else in the method has.</summary>
internal sealed class Identifiers
{
    private static readonly string[] Keywords =
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit "
        + "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator "
        + "out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this "
        + "throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while await field nameof var").Split(' ');

    /// <summary>What exported methods call.</summary>
    private static readonly string[] Called =
        ["Math", "MathF", "Array", "BitConverter", "Convert", "List", "Put", "Pop", "ZerosLike", "Clear",
        "Enumerable", "Functions", "Checks", "Integers", "Types", "SequenceData"];

    private readonly HashSet<string> taken;

    public Identifiers()
        : this([.. Keywords, .. Called])
    {
    }

    private Identifiers(HashSet<string> taken) => this.taken = taken;

    /// <summary>For the inside of something that sees the names given so far.</summary>
    public Identifiers Inner() => new([.. taken]);

    /// <summary>A new name that resembles <paramref name="wish"/>: <c>p.Inner.A</c> becomes <c>pInnerA</c>, <c>∂w</c> becomes <c>dw</c>.</summary>
    public string New(string wish)
    {
        var name = Clean(wish);
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}{(char.IsDigit(name[^1]) ? "_" : "")}{i}");
        }

        return unique;
    }

    /// <summary>Whether C# takes the text as a name as it is.</summary>
    public static bool IsName(string text) => text.Length > 0 && Clean(text) == text && !Keywords.Contains(text);

    private static string Clean(string wish)
    {
        var name = new StringBuilder();
        var upper = false;
        foreach (var c in wish.Normalize())
        {
            if (c == '∂')
            {
                name.Append('d');
            }
            else if (char.IsLetterOrDigit(c) || c == '_')
            {
                name.Append(upper && name.Length > 0 ? char.ToUpperInvariant(c) : c);
                upper = false;
            }
            else
            {
                upper = true;
            }
        }

        return name.Length == 0 ? "t" : char.IsDigit(name[0]) ? $"_{name}" : name.ToString();
    }
}
