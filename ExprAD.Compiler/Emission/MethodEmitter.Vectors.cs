using System.Linq.Expressions;
using ExprAD.Emission.Planning;
using ExprAD.Emission.Runtime;
using ExprAD.Emission.Vectors;
using ExprAD.IR;

namespace ExprAD.Emission;

internal sealed partial class MethodEmitter
{
    private Expression Reduce(Node node, Expression vector) => VectorExpressions.Reduce(node, vector, Keep);

    private Expression VectorLoad(Node node, Expression[] x)
    {
        var access = new VectorAccess(node, x, node.Type);
        return access.Load(access.Indices(Keep));
    }

    private Expression VectorStore(Node node, Expression[] x)
    {
        var access = new VectorAccess(node, x, VectorAccess.ValueOf(node).Type);
        return access.Store(access.Indices(Keep), access.Value);
    }

    private Expression VectorAddTo(Node node, Expression[] x)
    {
        var access = new VectorAccess(node, x, VectorAccess.ValueOf(node).Type);
        var indices = access.Indices(Keep);
        return access.Store(indices, Expression.Add(access.Load(indices), access.Value));
    }

    /// <summary>The elements one after the other, and then side by side. Lanes that are masked out are not looked at.</summary>
    private Expression Gather(Node node, Expression[] x)
    {
        var access = new VectorAccess(node, x, node.Type);
        var bits = access.Bits is { } b ? Keep(b) : null;
        var lanes = Array.ConvertAll(Enumerable.Range(0, node.Type.Lanes).ToArray(), l =>
        {
            var element = MemoryExpressions.Load(ElementOf(node), access.Lane(l));
            return bits is null ? element : Expression.Condition(VectorAccess.IsSet(bits, l), element, ScalarExpressions.Zero(element.Type));
        });
        return VectorExpressions.Create(node.Type.Clr, lanes);
    }

    /// <summary>Statements for all lanes in order; the last is the expression.</summary>
    private Expression Scatter(Node node, Expression[] x)
    {
        var value = VectorAccess.ValueOf(node);
        var access = new VectorAccess(node, x, value.Type);
        var bits = access.Bits is { } b ? Keep(b) : null;
        var stores = Array.ConvertAll(Enumerable.Range(0, value.Type.Lanes).ToArray(), l =>
        {
            Expression[] operands = [.. access.Lane(l).Select(Kept), VectorExpressions.Lane(access.Value, l)];
            var store = node.Op == Ops.ScatterAdd ? MemoryExpressions.AddTo(ElementOf(node), operands) : MemoryExpressions.Store(ElementOf(node), operands);
            return bits is null ? store : Expression.IfThen(VectorAccess.IsSet(bits, l), store);
        });
        return Expression.Block(typeof(void), stores);

        // What is added to is read and written.
        Expression Kept(Expression index) => index is ParameterExpression or ConstantExpression ? index : Keep(index);
    }

    private Expression VectorTapeStore(Node node, Expression[] x)
    {
        x[0] = TapeArray(node, x[0]);
        return node.Operands[1].Type.IsVector ? Scatter(node, x) : VectorStore(node, x);
    }

    private Expression VectorTapeLoad(Node node, Expression[] x)
    {
        x[0] = TapeArray(node, x[0]);
        return node.Operands[1].Type.IsVector ? Gather(node, x) : VectorLoad(node, x);
    }

    /// <summary>What a tape holds, as an array: all places are within the room that it began with.</summary>
    private Expression TapeArray(Node node, Expression tape) => Plan.Tapes[node.Operands[0]] == TapeForm.Object
        ? Keep(Expression.Call(tape, nameof(Tape<>.Room), null, Expression.Constant(0L)))
        : tape;

    /// <summary>The access of one lane, as that of a scalar.</summary>
    private static Node ElementOf(Node node)
    {
        var type = node.Type.IsVector ? node.Type.Element : IrType.Void;
        var operands = node.Operands[..(1 + Math.Max(1, node.Operands[0].Type.Rank))].ToArray();
        return new Node(Ops.Load, type, Array.ConvertAll(operands, o => o.Type.IsVector ? new Node(Ops.Param, o.Type.Element, [], 0, []) : o), node.Attribute, []);
    }

    /// <summary>Evaluates now, into a variable.</summary>
    private ParameterExpression Keep(Expression value)
    {
        var variable = variables.New(value.Type);
        statements.Add(Expression.Assign(variable, value));
        return variable;
    }
}
