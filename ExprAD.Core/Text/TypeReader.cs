using System.Globalization;
using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>Reads the types of printed graphs.</summary>
internal sealed class TypeReader(TextScanner scanner, NameResolver resolver)
{
    public IrType Read()
    {
        if (scanner.Accept("tape<"))
        {
            var element = Read();
            scanner.Expect(">");
            return IrType.TapeOf(element);
        }

        return scanner.Attempt(() => Vector(scanner.While(char.IsLetterOrDigit))) ?? IrType.Of(Clr());
    }

    /// <summary>A type of vectors, <c>f64x8</c> or <c>m64x8</c>, or null where there is none of that name.</summary>
    private static IrType? Vector(string name)
    {
        var x = name.IndexOf('x', StringComparison.Ordinal);
        return x < 0 || !int.TryParse(name.AsSpan(x + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var lanes) ? null
            : name.StartsWith("m64", StringComparison.Ordinal) ? IrType.MaskOf(8, lanes)
            : name.StartsWith("m32", StringComparison.Ordinal) ? IrType.MaskOf(4, lanes)
            : TypeText.ByName.TryGetValue(name[..x], out var lane) ? IrType.VectorOf(IrType.Of(lane), lanes)
            : null;
    }

    private Type Clr()
    {
        Type type;
        if (scanner.Accept("list<"))
        {
            type = typeof(List<>).MakeGenericType(Clr());
            scanner.Expect(">");
        }
        else if (scanner.Accept("obj<"))
        {
            type = Named(scanner.Until('>'));
        }
        else
        {
            var name = scanner.While(char.IsLetterOrDigit);
            type = TypeText.ByName.GetValueOrDefault(name) ?? throw scanner.Error($"'{name}' is not a type");
        }

        return Ranks().AsEnumerable().Reverse().Aggregate(type, (element, rank) => rank == 1 ? element.MakeArrayType() : element.MakeArrayType(rank));
    }

    /// <summary>The type that C# calls <paramref name="name"/>, which was read last.</summary>
    public Type Named(string name) => resolver.Type(name) ?? throw scanner.Error($"the type '{name}' is not known");

    private List<int> Ranks()
    {
        List<int> ranks = [];
        while (scanner.Accept("["))
        {
            ranks.Add(scanner.Until(']').Length + 1);
        }

        return ranks;
    }
}
