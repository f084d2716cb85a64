using ExprAD.IR;

namespace ExprAD.Export.CSharp;

internal sealed partial class MethodWriter
{
    /// <summary>The value of a node: its variable, or the operation itself where it is written at its one use.</summary>
    private CSharpExpression Expression(Node node) =>
        node.IsConstant ? Literals.Write(node)
        : names.TryGetValue(node, out var name) ? CSharpExpression.Primary(name)
        : Operation(node);

    private CSharpExpression[] Operands(Node node)
    {
        var written = new CSharpExpression[node.Operands.Length];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = Expression(node.Operands[i]);
        }

        return written;
    }

    private CSharpExpression Operation(Node node)
    {
        var x = Operands(node);
        return node.Op is ScalarOp scalar ? ScalarExpressions.Write(node, scalar, x, helpers)
            : node.Op == Ops.Convert || node.Op == Ops.ConvertChecked ? ScalarExpressions.Convert(node, x[0])
            : node.Op == Ops.StopGradient ? x[0]
            : node.Op == Ops.Length ? Memory.Length(node, x[0])
            : node.Op == Ops.Load ? Memory.Load(node, x)
            : node.Op == Ops.NewArray ? Memory.NewArray(node.Type, x)
            : node.Op == Ops.ZerosLike ? helpers.ZerosLike(node.Type, x[0])
            : node.Op == Ops.NewTape ? CSharpExpression.Primary($"new {TypeName(node.Type)}()")
            : node.Op == Ops.TapeLoad ? x[0].Element([node.Operands[1].Type == IrType.I64 ? CSharpExpression.Call("Convert.ToInt32", [x[1]]) : x[1]])
            : node.Op == Ops.TapePop ? helpers.TapePop(x[0])
            : node.Op == Ops.GetMember ? Memory.GetMember(node, x is [var instance] ? instance : null)
            : node.Op == Ops.Call || node.Op == Ops.CallPure || node.Op == Ops.CallReading ? Calls.Write(node, x, helpers)
            : throw new NotSupportedException($"The operation {node.Op} can't be written in C#.");
    }

    /// <summary>What is true where a condition is not.</summary>
    private CSharpExpression Negation(Node condition)
    {
        if (names.ContainsKey(condition) || condition.Operands.Length == 0)
        {
            return CSharpExpression.Prefix("!", Expression(condition));
        }

        // Of comparisons, only these two have an opposite that is right for NaN too.
        var op = condition.Op;
        var x = condition.Operands;
        return op == Ops.Not ? Expression(x[0])
            : op == Ops.Eq || op == Ops.Ne ? CSharpExpression.Binary(Expression(x[0]), op == Ops.Eq ? "!=" : "==", Expression(x[1]))
            : CSharpExpression.Prefix("!", Expression(condition));
    }

    /// <summary>The variables that a node's expression reads and that something assigns again.</summary>
    private HashSet<string> VariablesIn(Node node)
    {
        var found = new HashSet<string>();
        Visit(node);
        return found;

        void Visit(Node part)
        {
            if (names.TryGetValue(part, out var name))
            {
                if (variables.Contains(name))
                {
                    found.Add(name);
                }

                return;
            }

            foreach (var operand in part.Operands)
            {
                Visit(operand);
            }
        }
    }
}
