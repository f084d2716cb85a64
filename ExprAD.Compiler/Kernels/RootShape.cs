using ExprAD.Capture;

namespace ExprAD.Kernels;

/// <summary>The parameters of a function as one argument: itself where there is one, else their tuple.</summary>
internal static class RootShape
{
    private const int TupleSize = 7;

    public static ParameterShape Of(IReadOnlyList<ParameterShape> parameters, Type argument) =>
        parameters.Count == 1 ? parameters[0] : Tuple(parameters, argument);

    private static CompositeShape Tuple(IReadOnlyList<ParameterShape> items, Type type)
    {
        var members = new List<MemberShape>();
        for (var i = 0; i < Math.Min(items.Count, TupleSize); i++)
        {
            members.Add(new MemberShape(type.GetField($"Item{i + 1}")!, items[i], i));
        }

        if (items.Count > TupleSize)
        {
            var rest = type.GetField("Rest")!;
            members.Add(new MemberShape(rest, Tuple([.. items.Skip(TupleSize)], rest.FieldType), TupleSize));
        }

        return new CompositeShape(type, "", type.GetConstructors().Single(), members);
    }
}
