using System.Reflection;
using System.Text;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>What an exported method calls beside the base class library, written below it.</summary>
internal sealed class Helpers
{
    private const string Put = """
        private static void Put<T>(List<T> tape, int place, T value)
        {
            while (tape.Count <= place)
            {
                tape.Add(default(T));
            }

            tape[place] = value;
        }
        """;

    private const string Pop = """
        private static T Pop<T>(List<T> tape)
        {
            T last = tape[tape.Count - 1];
            tape.RemoveAt(tape.Count - 1);
            return last;
        }
        """;

    private readonly SortedSet<string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, HashSet<string>> classes = [];

    /// <summary>Whether a class of this library was copied, whose members are written as they are.</summary>
    public bool HasClasses => classes.Count > 0;

    /// <summary>What stands before the point where C# calls a static method.</summary>
    public string ClassOf(MethodInfo method)
    {
        var type = method.DeclaringType!;
        if (HelperClass.Of(type) is not { } helper || !helper.Has(method.Name))
        {
            return CSharpTypes.Name(type);
        }

        if (!classes.TryGetValue(type, out var members))
        {
            classes.Add(type, members = []);
        }

        members.Add(method.Name);
        return type.Name;
    }

    public string TapeStore(CSharpExpression[] x, IrType index)
    {
        texts.Add(Put);
        return $"Put({x[0]}, {(index == IrType.I64 ? $"Convert.ToInt32({x[1]})" : x[1])}, {x[2]})";
    }

    public CSharpExpression TapePop(CSharpExpression tape)
    {
        texts.Add(Pop);
        return CSharpExpression.Primary($"Pop({tape})");
    }

    /// <summary>A fresh array in the shape of another.</summary>
    public CSharpExpression ZerosLike(IrType type, CSharpExpression array)
    {
        texts.Add(ZerosLike(type));
        return CSharpExpression.Primary($"ZerosLike({array})");
    }

    public string Clear(IrType type, CSharpExpression array)
    {
        if (!type.IsList && !type.Element.IsArray)
        {
            return $"Array.Clear({array})";
        }

        texts.Add(Clear(type));
        return $"Clear({array})";
    }

    /// <summary>All helpers, indented as members of a class.</summary>
    public override string ToString()
    {
        var all = new StringBuilder();
        foreach (var text in texts.Concat(classes.OrderBy(c => c.Key.Name, StringComparer.Ordinal).Select(c => HelperClass.Of(c.Key)!.Write(c.Value))))
        {
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Prepend(""))
            {
                all.Append(line.Length > 0 ? "    " : "").Append(line).Append('\n');
            }
        }

        return all.ToString();
    }

    private string ZerosLike(IrType type)
    {
        var name = CSharpTypes.Name(type.Clr);
        CSharpExpression[] lengths = [.. Enumerable.Range(0, type.Rank).Select(d => CSharpExpression.Primary(Extent(type, d)))];
        if (!type.Element.IsArray)
        {
            return $"private static {name} ZerosLike({name} a) => a is null ? null : {Memory.NewArray(type, lengths)};";
        }

        texts.Add(ZerosLike(type.Element));
        return $$"""
            private static {{name}} ZerosLike({{name}} a)
            {
                if (a is null)
                {
                    return null;
                }

                {{name}} zeros = {{Memory.NewArray(type, lengths)}};
                {{Loop(type, at => $"zeros[{at}] = ZerosLike(a[{at}]);")}}
                return zeros;
            }
            """;
    }

    private string Clear(IrType type)
    {
        var name = CSharpTypes.Name(type.Clr);
        string Element(string at) => type.Element.IsArray ? Clear(type.Element, CSharpExpression.Primary($"a[{at}]")) : $"a[{at}] = default";
        return $$"""
            private static void Clear({{name}} a)
            {
                {{Loop(type, at => Element(at) + ";")}}
            }
            """;
    }

    /// <summary>A nest of loops over an array, on one line, as what a reader skips.</summary>
    private static string Loop(IrType type, Func<string, string> body)
    {
        string[] indices = [.. "ijk"[..type.Rank].Select(c => c.ToString())];
        var heads = indices.Select((i, d) => $"for (int {i} = 0; {i} < {Extent(type, d)}; {i}++) ");
        return $"{string.Concat(heads)}{{ {body(string.Join(", ", indices))} }}";
    }

    private static string Extent(IrType type, int dimension) =>
        type.IsList ? "a.Count" : type.Rank == 1 ? "a.Length" : $"a.GetLength({dimension})";
}
