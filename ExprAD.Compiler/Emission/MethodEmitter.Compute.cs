using System.Linq.Expressions;
using ExprAD.Emission.Runtime;
using ExprAD.Emission.Vectors;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class MethodEmitter
{
    private static readonly Dictionary<Op, Func<MethodEmitter, Node, Expression[], Expression>> Meanings = new()
    {
        { Ops.Convert, (_, n, x) => n.Type.IsVector ? VectorExpressions.Convert(n, x[0]) : Conversions.Apply(n, x[0]) },
        { Ops.ConvertChecked, (_, n, x) => Conversions.Apply(n, x[0]) },
        { Ops.StopGradient, (_, _, x) => x[0] },

        { Ops.Length, (_, n, x) => MemoryExpressions.Length(x[0], (int)n.Attribute!) },
        { Ops.Load, (_, n, x) => MemoryExpressions.Load(n, x) },
        { Ops.Store, (_, n, x) => MemoryExpressions.Store(n, x) },
        { Ops.AddTo, (_, n, x) => MemoryExpressions.AddTo(n, x) },
        { Ops.NewArray, (e, n, x) => e.NewArray(n, x) },
        { Ops.ZerosLike, (e, n, x) => e.ZerosLike(n, x[0]) },
        { Ops.Clear, (_, _, x) => Expression.Call(typeof(Shapes), nameof(Shapes.Clear), null, x) },

        { Ops.TapeStore, (e, n, x) => e.TapeStore(n, x) },
        { Ops.TapeLoad, (e, n, x) => e.TapeLoad(n, x) },
        { Ops.TapePush, (e, n, x) => e.TapePush(n, x) },
        { Ops.TapePop, (e, n, x) => e.TapePop(n, x) },

        { Ops.Broadcast, (_, n, x) => VectorExpressions.Broadcast(x[0], n.Type.Clr) },
        { Ops.Ramp, (_, n, x) => VectorExpressions.Ramp(x[0], (long)n.Attribute!, n.Type.Clr) },
        { Ops.LaneMask, (_, n, x) => VectorExpressions.LaneMask(x[0], x[1], n.Type.Clr) },
        { Ops.Remask, (_, n, x) => VectorExpressions.Remask(n, x[0]) },
        { Ops.Reduce, (e, n, x) => e.Reduce(n, x[0]) },
        { Ops.VectorLoad, (e, n, x) => e.VectorLoad(n, x) },
        { Ops.VectorStore, (e, n, x) => e.VectorStore(n, x) },
        { Ops.VectorAddTo, (e, n, x) => e.VectorAddTo(n, x) },
        { Ops.Gather, (e, n, x) => e.Gather(n, x) },
        { Ops.Scatter, (e, n, x) => e.Scatter(n, x) },
        { Ops.ScatterAdd, (e, n, x) => e.Scatter(n, x) },
        { Ops.VectorTapeStore, (e, n, x) => e.VectorTapeStore(n, x) },
        { Ops.VectorTapeLoad, (e, n, x) => e.VectorTapeLoad(n, x) },
        { Ops.VectorTapePush, (_, n, x) => TapeLanes.Push(n, x) },
        { Ops.VectorTapePop, (_, n, x) => TapeLanes.Pop(n, x) },
        { Ops.Reverse, (_, _, x) => VectorExpressions.Reverse(x[0]) },

        { Ops.GetMember, (_, n, x) => MemoryExpressions.GetMember(n, x.Length == 0 ? null : x[0]) },
        { Ops.SetMember, (_, n, x) => MemoryExpressions.SetMember(n, x.Length == 1 ? null : x[0], x[^1]) },
        { Ops.Call, (_, n, x) => MemoryExpressions.Call(n, x) },
        { Ops.CallPure, (_, n, x) => MemoryExpressions.Call(n, x) },
        { Ops.CallReading, (_, n, x) => MemoryExpressions.Call(n, x) },
        { Ops.Throw, (_, _, x) => Expression.Throw(x[0]) },
    };

    /// <summary>Whether there is code for this operation.</summary>
    public static bool Knows(Op op) => op is ScalarOp || Meanings.ContainsKey(op) || op.Is(Traits.Region) || op == Ops.NewTape || op == Ops.Invoke;

    private Expression Compute(Node node)
    {
        var x = new Expression[node.Operands.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Value(node.Operands[i]);
        }

        return node.Op is ScalarOp && node.Type.IsVector ? VectorExpressions.Apply(node, x)
            : node.Op is ScalarOp scalar ? ScalarExpressions.Apply(scalar, x)
            : Meanings.TryGetValue(node.Op, out var meaning) ? meaning(this, node, x)
            : throw new NotSupportedException($"There is no code for {node.Op}.");
    }

    private static Expression Wide(Expression index) => Conversions.To(index, typeof(long));
}
