using System.Reflection;
using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>Conditions that operators put on their arguments, as functions of <see cref="Checks"/>.</summary>
internal sealed partial class Loops
{
    /// <summary>The first argument, which a check gives back unless it raises an exception: where, and only if, it is used.</summary>
    public Node Check(string name, params ReadOnlySpan<Node> arguments) =>
        Builder.Emit(Ops.CallPure, arguments[0].Type, arguments, Method(name));

    /// <summary>As <see cref="Check"/>, but the exception is raised here, whether the argument is used or not.</summary>
    public Node Demand(string name, params ReadOnlySpan<Node> arguments) =>
        Builder.Emit(Ops.Call, arguments[0].Type, arguments, Method(name));

    /// <summary>The number of elements of a sequence that must have some, for a loop over them all.</summary>
    public Node NotEmpty(Node count) =>
        !count.IsConstant ? Check(nameof(Checks.NotEmpty), count)
        : Scalars.ToInt64(count.Attribute!) > 0 ? count
        : Demand(nameof(Checks.NotEmpty), count);

    /// <summary>What <paramref name="use"/> makes of the first position in a sequence that must have some.</summary>
    public Value First(Node count, Func<Node, Value> use) =>
        count.IsConstant && Scalars.ToInt64(count.Attribute!) > 0 ? use(Builder.Constant(0)) : Checked(use, nameof(Checks.First), count);

    /// <summary>What <paramref name="use"/> makes of what a check gives. That need not depend on it, and the exception must be raised all the same.</summary>
    public Value Checked(Func<Node, Value> use, string name, params ReadOnlySpan<Node> arguments)
    {
        var check = Check(name, arguments);
        var value = use(check);
        if (!DependsOn(value, check))
        {
            Demand(name, arguments);
        }

        return value;
    }

    /// <summary>False also where that can't be told.</summary>
    public static bool DependsOn(Value value, Node node)
    {
        if (value is Sequence)
        {
            return false;
        }

        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(ExpressionCapture.Flatten(value));
        while (pending.TryPop(out var next))
        {
            if (next == node)
            {
                return true;
            }

            // What was built before can't depend on it, but a region is numbered when it is closed.
            if (next.IsConstant || next.Id < node.Id || !seen.Add(next))
            {
                continue;
            }

            foreach (var operand in next.Operands)
            {
                pending.Push(operand);
            }

            foreach (var region in next.Regions)
            {
                foreach (var result in region.Results)
                {
                    pending.Push(result);
                }
            }
        }

        return false;
    }

    private static MethodInfo Method(string name) => typeof(Checks).GetMethod(name)!;
}
