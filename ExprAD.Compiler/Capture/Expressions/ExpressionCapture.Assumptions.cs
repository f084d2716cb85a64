using System.Reflection;
using ExprAD.Capture.Methods;
using ExprAD.Capture.Text;
using ExprAD.Emission.Runtime;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>What the function is built on though it is data: the types of captured objects, the methods of captured delegates.</summary>
internal sealed partial class ExpressionCapture
{
    private readonly Dictionary<Node, Assumption> assumed = [];

    /// <summary>Checks, before anything else, that what the function is built on is still so.</summary>
    public void DeclareAssumptions(IReadOnlyList<object> constants)
    {
        foreach (var assumption in scan.Methods.Assumptions)
        {
            var value = assumption.Data < 0 ? null : (Value)new NodeValue(data[constants[assumption.Data]], constants[assumption.Data].GetType());
            foreach (var field in assumption.Path)
            {
                value = Member(value, field);
            }

            var node = ToNode(value!);
            assumed.TryAdd(node, assumption);
            var holds = assumption.Method is { } method
                ? Builder.Emit(Ops.CallPure, IrType.Bool, [node, Builder.Constant(method.MetadataToken)], TypeTest(nameof(Types.Runs), method.DeclaringType!))
                : Builder.Emit(Ops.CallPure, IrType.Bool, [node], TypeTest(nameof(Types.IsExactly), assumption.Type));
            var name = assumption.Path.Count == 0 ? "what was captured" : string.Join('.', assumption.Path.Select(f => f.Name));
            var message = assumption.Method is null
                ? $"{name} is not the {CSharpText.NameOf(assumption.Type)} that it was when the function was built; build it again."
                : $"{name} does not hold the delegate that it held when the function was built; build it again.";
            Builder.If(
                Builder.Apply(Ops.Not, holds),
                () =>
                {
                    Raise(typeof(InvalidOperationException), message);
                    return [];
                },
                () => []);
        }
    }

    /// <summary>What is known of an object that is data, since the function is built on it; null where it is not reached from captured data.</summary>
    /// <exception cref="UnassumedException">It could be known.</exception>
    private Assumption? AssumedOf(Value? value)
    {
        if (value is not NodeValue { Node: var node })
        {
            return null;
        }

        if (assumed.TryGetValue(node, out var known))
        {
            return known;
        }

        var path = new List<FieldInfo>();
        var root = node;
        while (root is { Op: var op, Attribute: Member { ReadOnly: true, Info: FieldInfo field } } && op == Ops.GetMember)
        {
            path.Insert(0, field);
            if (root.Operands.Length == 0)
            {
                return Assume(-1, path, null);
            }

            root = root.Operands[0];
        }

        return captives.TryGetValue(root, out var captive) ? Assume(captive.Position, path, captive.Value) : null;
    }

    private Assumption? Assume(int position, List<FieldInfo> path, object? root) =>
        scan.Methods.Assumptions.All(a => !a.IsOf(position, path)) && Assumption.Now(position, path, root) is { } now ? throw new UnassumedException(now) : null;

    /// <summary>Calls a delegate that is data: the method that it runs; null where that is not known.</summary>
    private Value? CallDelegate(Value function, ReadOnlySpan<Value> arguments)
    {
        if (AssumedOf(function) is not { Method: { } method })
        {
            return null;
        }

        var target = method.IsStatic ? null : Cast(Member(function, typeof(Delegate).GetProperty(nameof(Delegate.Target))!), method.DeclaringType!);
        return CallMethod(method, target, arguments);
    }
}
