using System.Linq.Expressions;
using System.Runtime.InteropServices;
using ExprAD.Capture;
using ExprAD.Capture.Places;

namespace ExprAD.Caching;

/// <summary>
/// Writes a lambda down as a <see cref="StructuralKey"/>. Visits each node once, however often it is shared,
/// and keeps its own stack, so that neither shared nor deep trees are a danger.
/// </summary>
internal sealed class StructuralWalk
{
    private const int Nothing = -1;
    private const int FirstReference = -2;

    private readonly List<int> shape = [];
    private readonly List<object?> symbols = [];
    private readonly Dictionary<object, int> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<Expression?> pending = new();
    private readonly List<Expression?> children = [];

    public CapturedConstants Constants { get; } = new();

    public StructuralKey Key => new(CollectionsMarshal.AsSpan(shape), CollectionsMarshal.AsSpan(symbols));

    public void Run(Expression root)
    {
        pending.Push(root);
        while (pending.TryPop(out var node))
        {
            Visit(node);
            for (var i = children.Count - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }

            children.Clear();
        }
    }

    private void Visit(Expression? node)
    {
        if (node is null)
        {
            shape.Add(Nothing);
        }
        else if (IsNew(node))
        {
            shape.Add((int)node.NodeType);
            symbols.Add(node.Type);
            Describe(node);
        }
    }

    /// <summary>Numbers what is met for the first time; else writes the number it got then.</summary>
    private bool IsNew(object thing)
    {
        if (seen.TryAdd(thing, seen.Count))
        {
            return true;
        }

        shape.Add(FirstReference - seen[thing]);
        return false;
    }

    /// <summary>Writes down what a node says beside its kind, its type, and its children, which it hands over in order.</summary>
    private void Describe(Expression node)
    {
        switch (node)
        {
            case ConstantExpression e: Constant(e); break;
            case ParameterExpression e: Symbols(e.Name, e.IsByRef); break;
            case BinaryExpression e: Symbols(e.Method, e.IsLiftedToNull); Children(e.Left, e.Right, e.Conversion); break;
            case UnaryExpression e: Symbols(e.Method); Children(e.Operand); break;
            case MemberExpression e: Symbols(e.Member); Children(e.Expression); break;
            case MethodCallExpression e: Symbols(e.Method); Children(e.Object); Arguments(e); break;
            case ConditionalExpression e: Children(e.Test, e.IfTrue, e.IfFalse); break;
            case LambdaExpression e: List(e.Parameters); Children(e.Body); break;
            case InvocationExpression e: Children(e.Expression); Arguments(e); break;
            case NewExpression e: Symbols(e.Constructor); Members(e); Arguments(e); break;
            case NewArrayExpression e: List(e.Expressions); break;
            case MemberInitExpression e: Children(e.NewExpression); Bindings(e.Bindings); break;
            case ListInitExpression e: Children(e.NewExpression); Initializers(e.Initializers); break;
            case IndexExpression e: Symbols(e.Indexer); Children(e.Object); Arguments(e); break;
            case TypeBinaryExpression e: Symbols(e.TypeOperand); Children(e.Expression); break;
            case BlockExpression e: List(e.Variables); List(e.Expressions); break;
            case GotoExpression e: shape.Add((int)e.Kind); Label(e.Target); Children(e.Value); break;
            case LabelExpression e: Label(e.Target); Children(e.DefaultValue); break;
            case LoopExpression e: Label(e.BreakLabel); Label(e.ContinueLabel); Children(e.Body); break;
            case SwitchExpression e: Switch(e); break;
            case TryExpression e: Try(e); break;
            case RuntimeVariablesExpression e: List(e.Variables); break;
            case DynamicExpression e: Symbols(e.Binder, e.DelegateType); Arguments(e); break;
            case AddressExpression e: Symbols(nameof(AddressExpression)); Children(e.Place); break;
            case { CanReduce: true }: Children(node.Reduce()); break;
            default: Symbols(node.GetType()); break;
        }
    }

    private void Constant(ConstantExpression node)
    {
        if (CapturedConstants.IsData(node))
        {
            shape.Add(Constants.Add(node.Value!));
            symbols.Add(node.Value!.GetType());
        }
        else
        {
            shape.Add(Nothing);
            symbols.Add(node.Value switch
            {
                // By bits: 0.0 and -0.0 are different programs.
                double d => BitConverter.DoubleToInt64Bits(d),
                float f => BitConverter.SingleToInt32Bits(f),
                var other => other,
            });
        }
    }

    private void Arguments(IArgumentProvider node)
    {
        shape.Add(node.ArgumentCount);
        for (var i = 0; i < node.ArgumentCount; i++)
        {
            children.Add(node.GetArgument(i));
        }
    }

    private void Members(NewExpression node)
    {
        shape.Add(node.Members?.Count ?? Nothing);
        symbols.AddRange(node.Members ?? Enumerable.Empty<object>());
    }

    private void Bindings(IReadOnlyList<MemberBinding> bindings)
    {
        shape.Add(bindings.Count);
        foreach (var binding in bindings)
        {
            shape.Add((int)binding.BindingType);
            symbols.Add(binding.Member);
            switch (binding)
            {
                case MemberAssignment b: Children(b.Expression); break;
                case MemberMemberBinding b: Bindings(b.Bindings); break;
                case MemberListBinding b: Initializers(b.Initializers); break;
            }
        }
    }

    private void Initializers(IReadOnlyList<ElementInit> initializers)
    {
        shape.Add(initializers.Count);
        foreach (var initializer in initializers)
        {
            symbols.Add(initializer.AddMethod);
            List(initializer.Arguments);
        }
    }

    private void Switch(SwitchExpression node)
    {
        symbols.Add(node.Comparison);
        Children(node.SwitchValue, node.DefaultBody);
        shape.Add(node.Cases.Count);
        foreach (var arm in node.Cases)
        {
            List(arm.TestValues);
            Children(arm.Body);
        }
    }

    private void Try(TryExpression node)
    {
        Children(node.Body, node.Finally, node.Fault);
        shape.Add(node.Handlers.Count);
        foreach (var handler in node.Handlers)
        {
            symbols.Add(handler.Test);
            Children(handler.Variable, handler.Filter, handler.Body);
        }
    }

    private void Label(LabelTarget? label)
    {
        if (label is null)
        {
            shape.Add(Nothing);
        }
        else if (IsNew(label))
        {
            shape.Add(0);
            Symbols(label.Type, label.Name);
        }
    }

    private void List<TNode>(IReadOnlyList<TNode> nodes)
        where TNode : Expression
    {
        shape.Add(nodes.Count);
        children.AddRange(nodes);
    }

    private void Children(params ReadOnlySpan<Expression?> nodes) => children.AddRange(nodes);

    private void Symbols(params ReadOnlySpan<object?> what) => symbols.AddRange(what);
}
