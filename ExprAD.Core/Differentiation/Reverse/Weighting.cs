using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// Gives a function y = f(x) of any number of results one more in front of them, s = ⟨u, y⟩, with further inputs u of the types of those
/// results that hold floats. The gradient of s is the product f'(x)ᵀ·u.
/// </summary>
internal sealed class Weighting : GraphRewriter
{
    private static readonly MethodInfo Shaped = typeof(Seeds).GetMethod(nameof(Seeds.Shaped))!;

    private Weighting(GraphBuilder builder)
        : base(builder)
    {
    }

    public static Graph Run(Graph graph, bool strict)
    {
        var pass = new Weighting(new GraphBuilder(strict));
        pass.CopyInputs(graph);
        pass.Rewrite(graph.Body);
        var results = pass.Results(graph.Body);
        var sum = pass.Builder.Number(0, SumType(results));
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Type.HoldsFloats)
            {
                var weight = pass.Builder.Input(results[i].Type, "∂" + graph.ResultNames[i], InputRole.Parameter);
                sum = pass.Add(sum, weight, results[i]);
            }
        }

        return pass.Builder.Build(graph.Name, [sum, .. results], ["weighted", .. graph.ResultNames], graph.Source);
    }

    /// <summary>In <c>float</c> only where all is.</summary>
    private static IrType SumType(Node[] results) => results.All(r => !r.Type.HoldsFloats || Scalar(r.Type) == IrType.F32) ? IrType.F32 : IrType.F64;

    private static IrType Scalar(IrType type) => type.IsArray ? Scalar(type.Element) : type;

    private Node Add(Node sum, Node weight, Node value)
    {
        if (!value.Type.IsArray)
        {
            return Builder.Apply(Ops.Add, sum, Builder.Convert(Builder.Apply(Ops.Mul, weight, value), sum.Type));
        }

        var shaped = Builder.Emit(Ops.CallReading, weight.Type, [weight, value], Shaped.MakeGenericMethod(weight.Type.Clr));
        return AddElements(sum, shaped, value, []);
    }

    private Node AddElements(Node sum, Node weights, Node values, Node[] indices) =>
        Builder.For(Builder.Length(values, indices.Length), [sum], (i, carried) =>
        {
            Node[] at = [.. indices, i];
            return at.Length < values.Type.Rank
                ? [AddElements(carried[0], weights, values, at)]
                : [AddElement(carried[0], Load(weights, at, IndexCheck.Made), Load(values, at, IndexCheck.Needed))];
        })[0];

    private Node AddElement(Node sum, Node weight, Node value) => value.Type.IsArray
        ? AddElements(sum, weight, value, [])
        : Builder.Apply(Ops.Add, sum, Builder.Convert(Builder.Apply(Ops.Mul, weight, value), sum.Type));

    private Node Load(Node array, Node[] indices, IndexCheck check) => Builder.Emit(
        Ops.Load, array.Type.Element, [array, .. indices], Access.Of(readOnly: false, Bounds.Prove(array, indices) ? IndexCheck.Superfluous : check));
}
