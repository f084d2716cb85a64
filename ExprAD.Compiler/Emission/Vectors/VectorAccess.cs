using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Emission.Vectors;

/// <summary>An access to elements of an array, or places on a tape that is one, with its operands told apart: array, indices, value, mask.</summary>
internal sealed class VectorAccess
{
    private readonly Node node;
    private readonly Expression array;
    private readonly Expression[] indices;
    private readonly Expression? mask;
    private readonly IrType vector;

    public VectorAccess(Node node, Expression[] x, IrType vector)
    {
        (this.node, this.vector) = (node, vector);
        array = x[0];
        indices = x[1..(1 + array.Type.GetArrayRank())];
        mask = node.Operands[^1].Type.IsMask ? x[^1] : null;
        Value = node.Type == IrType.Void ? x[mask is null ? ^1 : ^2] : array;
    }

    /// <summary>What is stored or added.</summary>
    public Expression Value { get; }

    /// <summary>A bit for each lane that takes part; null where all do.</summary>
    public Expression? Bits => mask is null ? null : Expression.Call(
        typeof(MaskedMemory), nameof(MaskedMemory.Bits), [mask.Type], mask, Expression.Constant(vector.LaneBytes));

    /// <summary>The operand that is stored or added.</summary>
    public static Node ValueOf(Node node) => node.Operands[^1].Type.IsMask ? node.Operands[^2] : node.Operands[^1];

    public static Expression IsSet(Expression bits, int lane) =>
        Expression.NotEqual(Expression.And(bits, Expression.Constant(1 << lane)), Expression.Constant(0));

    /// <summary>The indices of the first lane, as <see cref="int"/>, checked where they have to be; <paramref name="keep"/> makes variables.</summary>
    public Expression[] Indices(Func<Expression, ParameterExpression> keep)
    {
        var isChecked = node.Attribute is Access { Check: IndexCheck.Needed };
        var first = new Expression[indices.Length];
        for (var d = 0; d < first.Length; d++)
        {
            first[d] = Index(indices[d], isChecked);
            if (isChecked)
            {
                first[d] = Within(d, first[d]);
            }

            first[d] = first[d] is ParameterExpression or ConstantExpression ? first[d] : keep(first[d]);
        }

        return first;
    }

    public Expression Load(Expression[] first) => mask is null
        ? Expression.Call(typeof(VectorMemory), nameof(VectorMemory.Load), [Element, vector.Clr], [array, .. first])
        : Expression.Call(typeof(MaskedMemory), nameof(MaskedMemory.Load), [Element, vector.Clr, mask.Type], [array, .. first, mask]);

    public Expression Store(Expression[] first, Expression value) => mask is null
        ? Expression.Call(typeof(VectorMemory), nameof(VectorMemory.Store), [Element, vector.Clr], [array, .. first, value])
        : Expression.Call(typeof(MaskedMemory), nameof(MaskedMemory.Store), [Element, vector.Clr, mask.Type], [array, .. first, value, mask]);

    /// <summary>Array and indices for one lane.</summary>
    public Expression[] Lane(int lane) => [array, .. indices.Select((x, d) =>
        !node.Operands[1 + d].Type.IsVector ? x : VectorExpressions.Lane(x, lane))];

    private Type Element => array.Type.GetElementType()!;

    private static Expression Index(Expression index, bool isChecked) => index.Type == typeof(int) ? index
        : isChecked ? Expression.Call(typeof(ArrayAccess), nameof(ArrayAccess.Index), null, index)
        : Expression.Convert(index, typeof(int));

    private Expression Within(int dimension, Expression index)
    {
        var length = MemoryExpressions.Length(array, dimension);
        return dimension < indices.Length - 1 ? Expression.Call(typeof(VectorMemory), nameof(VectorMemory.Within), null, length, index, Expression.Constant(1))
            : mask is null ? Expression.Call(typeof(VectorMemory), nameof(VectorMemory.Within), null, length, index, Expression.Constant(vector.Lanes))
            : Expression.Call(typeof(MaskedMemory), nameof(MaskedMemory.Within), [mask.Type], length, index, mask, Expression.Constant(vector.LaneBytes));
    }
}
