using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Interpretation;

internal sealed partial class Interpreter
{
    /// <summary>What each operation does that is not given by a scalar operation's own delegates.</summary>
    private static readonly Dictionary<Op, Func<Interpreter, Node, object?>> Meanings = new()
    {
        { Ops.Result, (run, n) => ((object?[])run.Operand(n, 0)!)[(int)n.Attribute!] },
        { Ops.If, (run, n) => run.If(n) },
        { Ops.For, (run, n) => run.For(n) },
        { Ops.While, (run, n) => run.While(n) },
        { Ops.Try, (run, n) => run.Try(n) },
        { Ops.Invoke, (run, n) => run.Invoke((Function)n.Attribute!, run.Operands(n)) },

        { Ops.Select, (run, n) => n.Type.IsVector ? run.ByLane(n, x => x[(bool)x[0]! ? 1 : 2]) : run.Operand(n, (bool)run.Operand(n, 0)! ? 1 : 2) },
        { Ops.IsNull, (run, n) => run.Operand(n, 0) is null },
        { Ops.StopGradient, (run, n) => run.Operand(n, 0) },
        { Ops.Convert, (run, n) => n.Type.IsVector ? run.ByLane(n, x => Scalars.Convert(x[0]!, n.Type.Element.Kind)) : Conversions.Convert(run.Operand(n, 0), n, isChecked: false) },
        { Ops.ConvertChecked, (run, n) => Conversions.Convert(run.Operand(n, 0), n, isChecked: true) },

        { Ops.Length, (run, n) => Arrays.Length(run.Operand(n, 0), (int)n.Attribute!) },
        { Ops.Load, (run, n) => Conversions.Widen(Arrays.Get(run.Operand(n, 0), run.Operands(n, from: 1)), n.Type) },
        { Ops.Store, (run, n) => Done(() => Arrays.Set(run.Operand(n, 0), run.Operands(n, from: 1)[..^1], run.Operands(n)[^1])) },
        { Ops.AddTo, (run, n) => Done(() => Arrays.AddTo(run.Operand(n, 0), run.Operands(n, from: 1)[..^1], run.Operands(n)[^1]!)) },
        { Ops.NewArray, (run, n) => Arrays.New(n.Type, run.Operands(n)) },
        { Ops.ZerosLike, (run, n) => Arrays.ZerosLike(run.Operand(n, 0)) },
        { Ops.Clear, (run, n) => Done(() => Arrays.Clear(run.Operand(n, 0))) },

        { Ops.NewTape, (_, n) => new Tape(n.Type.Element) },
        { Ops.TapeStore, (run, n) => Done(() => ((Tape)run.Operand(n, 0)!).Store(run.Operand(n, 1)!, run.Operand(n, 2))) },
        { Ops.TapeLoad, (run, n) => ((Tape)run.Operand(n, 0)!).Load(run.Operand(n, 1)!) },
        { Ops.TapePush, (run, n) => Done(() => ((Tape)run.Operand(n, 0)!).Push(run.Operand(n, 1))) },
        { Ops.TapePop, (run, n) => ((Tape)run.Operand(n, 0)!).Pop() },

        { Ops.Broadcast, (run, n) => Lanes.Fill(n.Type.Lanes, _ => run.Operand(n, 0)) },
        { Ops.Ramp, (run, n) => Lanes.Ramp(n.Type, run.Operand(n, 0)!, (long)n.Attribute!) },
        { Ops.LaneMask, (run, n) => Lanes.Below(n.Type, run.Operand(n, 0)!, run.Operand(n, 1)!) },
        { Ops.Remask, (run, n) => run.Operand(n, 0) },
        { Ops.Reduce, (run, n) => Lanes.Reduce((object?[])run.Operand(n, 0)!, n) },
        { Ops.VectorLoad, (run, n) => Lanes.Read(n, run.Operands(n)) },
        { Ops.VectorStore, (run, n) => Done(() => Lanes.Write(n, run.Operands(n))) },
        { Ops.VectorAddTo, (run, n) => Done(() => Lanes.Write(n, run.Operands(n))) },
        { Ops.Gather, (run, n) => Lanes.Read(n, run.Operands(n)) },
        { Ops.Scatter, (run, n) => Done(() => Lanes.Write(n, run.Operands(n))) },
        { Ops.ScatterAdd, (run, n) => Done(() => Lanes.Write(n, run.Operands(n))) },
        { Ops.VectorTapeStore, (run, n) => Done(() => Lanes.Write(n, run.Operands(n))) },
        { Ops.VectorTapeLoad, (run, n) => Lanes.Read(n, run.Operands(n)) },
        { Ops.VectorTapePush, (run, n) => Done(() => Lanes.Push(run.Operands(n))) },
        { Ops.VectorTapePop, (run, n) => Lanes.Pop(n, run.Operands(n)) },
        { Ops.Reverse, (run, n) => ((object?[])run.Operand(n, 0)!).Reverse().ToArray() },

        { Ops.GetMember, (run, n) => Conversions.Widen(Calls.Get(MemberOf(n), run.Operands(n)), n.Type) },
        { Ops.SetMember, (run, n) => Done(() => Calls.Set(MemberOf(n), run.Operands(n))) },
        { Ops.Call, (run, n) => Conversions.Widen(Calls.Invoke((MethodBase)n.Attribute!, run.Operands(n)), n.Type) },
        { Ops.CallPure, (run, n) => Conversions.Widen(Calls.Invoke((MethodBase)n.Attribute!, run.Operands(n)), n.Type) },
        { Ops.CallReading, (run, n) => Conversions.Widen(Calls.Invoke((MethodBase)n.Attribute!, run.Operands(n)), n.Type) },
        { Ops.Throw, (run, n) => throw ((Exception?)run.Operand(n, 0) ?? new NullReferenceException()) },
    };

    /// <summary>Whether a node of this operation can be evaluated.</summary>
    public static bool Knows(Op op) =>
        Meanings.ContainsKey(op) || op is ScalarOp { F64: not null } or ScalarOp { F32: not null } or ScalarOp { I32: not null } or ScalarOp { Bool: not null };

    private static MemberInfo MemberOf(Node node) => node.Attribute as MemberInfo ?? ((Member)node.Attribute!).Info;

    /// <summary>An operation on vectors, lane by lane.</summary>
    private object?[] ByLane(Node node, Func<object?[], object?> meaning)
    {
        var operands = Operands(node);
        return Lanes.Fill(node.Type.Lanes, l => meaning(Array.ConvertAll(operands, o => ((object?[])o!)[l])));
    }

    /// <summary>Stores and other effects have no value.</summary>
    private static object? Done(Action effect)
    {
        effect();
        return null;
    }
}
