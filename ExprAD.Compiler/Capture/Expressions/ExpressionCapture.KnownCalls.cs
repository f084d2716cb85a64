using System.Reflection;
using ExprAD.Capture.Linq;
using ExprAD.Capture.OwnRules;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>A call whose meaning is known; null for all others.</summary>
    private Value? KnownCall(MethodInfo method, Value? instance, ReadOnlySpan<Value> arguments)
    {
        return instance switch
        {
            Boxed boxed => KnownCall(method, boxed.Content, arguments),
            Indexed sequence when method.Name == "get_Item" => sequence.Element(ToNode(arguments[0])),
            LambdaValue when method.Name == "Invoke" => Invoke(instance, arguments),
            Aggregate when Nullables.IsNullable(instance.Type) => NullableMember(instance, method.Name.Replace("get_", "", StringComparison.Ordinal), arguments),
            NodeValue { Node.Type.IsArray: true } or MadeArray => ArrayCall(instance, method, arguments),
            null => MathCall(method, arguments) ?? StaticCall(method, arguments) ?? Decision(method, null, arguments),
            _ => Decision(method, instance, arguments),
        };
    }

    /// <summary>A method that comes with its own derivatives.</summary>
    private NodeValue? OwnCall(MethodInfo method, ReadOnlySpan<Value> arguments) =>
        OwnOperations.Find(method) is { } operation ? new NodeValue(Builder.Apply(operation, Nodes(arguments)), method.ReturnType) : null;

    /// <summary>Functions of numbers.</summary>
    private Value? MathCall(MethodInfo method, ReadOnlySpan<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is not NodeValue { Node.Type.IsScalar: true })
            {
                return null;
            }
        }

        var operands = Nodes(arguments);
        if (MethodMap.Build(Builder, method, operands) is { } node)
        {
            if (node.Is(Traits.NoDerivative) && node.Type != IrType.Bool)
            {
                NoteZeroDerivative(operands, method);
            }

            return new NodeValue(node, method.ReturnType);
        }

        if (MethodMap.BuildPair(Builder, method, operands) is not var (first, second))
        {
            return null;
        }

        var parts = Composite.Of(method.ReturnType)!.Parts;
        return new Aggregate(method.ReturnType, new Dictionary<string, Value>
        {
            [parts[0].Name] = new NodeValue(first, parts[0].Type), [parts[1].Name] = new NodeValue(second, parts[1].Type),
        });
    }

    private void NoteZeroDerivative(ReadOnlySpan<Node> operands, MethodInfo method)
    {
        foreach (var operand in operands)
        {
            if (operand.Type.IsFloat)
            {
                obligations.Remark(operand, at, $"{CSharpText.NameOf(method.DeclaringType!)}.{method.Name} has derivative 0");
            }
        }
    }

    /// <summary>Methods of arrays and lists.</summary>
    private Value? ArrayCall(Value array, MethodInfo method, ReadOnlySpan<Value> arguments)
    {
        var shape = ShapeOf(array);
        var rank = shape.Type.Rank;
        switch (method.Name)
        {
            case "Get" or "get_Item" when arguments.Length == rank:
                return Element(array, method.ReturnType, Nodes(arguments));
            case "Set" or "set_Item" when arguments.Length == rank + 1:
                ElementPlace(array, method.GetParameters()[^1].ParameterType, Nodes(arguments[..rank])).Set(arguments[rank]);
                return NoValue.Instance;
            case "GetLength" or "GetLongLength" or "GetUpperBound" when arguments is [NodeValue { Node: { IsConstant: true } dimension }]:
                var at = (int)dimension.Attribute!;
                if (at < 0 || at >= rank)
                {
                    return null;
                }

                var length = Builder.Length(shape, at);
                return method.Name == "GetUpperBound" ? new NodeValue(Builder.Apply(Ops.Sub, length, Builder.Constant(1)), typeof(int))
                    : new NodeValue(Builder.Convert(length, IrType.Of(method.ReturnType)), method.ReturnType);
            case "GetLowerBound":
                return new NodeValue(Builder.Constant(0), typeof(int));
            default:
                return method.Name.StartsWith("get_", StringComparison.Ordinal) ? ArrayMember(array, method.Name[4..]) : null;
        }
    }

    private Value? StaticCall(MethodInfo method, ReadOnlySpan<Value> arguments)
    {
        var type = method.DeclaringType!;
        if (method.Name == "Create" && (type == typeof(Tuple) || type == typeof(ValueTuple)) && arguments.Length is > 0 and < 8)
        {
            return Construct(method.ReturnType.GetConstructors()[0], arguments.ToArray());
        }

        if (type == typeof(Array) && method.Name == nameof(Array.Empty))
        {
            return ArrayOf(method.ReturnType, [], method.ReturnType.GetElementType()!);
        }

        return type == typeof(System.Convert) && method.Name is nameof(System.Convert.ToDouble) or nameof(System.Convert.ToSingle)
            && arguments is [NodeValue { Node.Type: { IsScalar: true, Kind: not TypeKind.Bool } } number] && number.Type != typeof(char)
                ? Convert(number, method.ReturnType)
                : null;
    }

    /// <summary>
    /// Methods of numbers that give a truth value or an integer: <c>double.IsNaN</c>, <c>x.CompareTo(y)</c>, <c>Math.Sign</c>.
    /// They decide; their derivative is zero.
    /// </summary>
    private NodeValue? Decision(MethodInfo method, Value? instance, ReadOnlySpan<Value> arguments)
    {
        var type = instance?.Type ?? method.DeclaringType!;
        if (!(IsNumber(type) || type == typeof(Math) || type == typeof(MathF) || type == typeof(System.Convert))
            || !(IrType.Of(method.ReturnType) is { IsScalar: true, IsFloat: false }) || method.Name == nameof(GetHashCode))
        {
            return null;
        }

        var operands = new List<Node>();
        Value[] all = instance is null ? arguments.ToArray()
            : [method.DeclaringType!.IsValueType ? instance : new Boxed(instance, method.DeclaringType), .. arguments];
        foreach (var value in all)
        {
            if ((value is Boxed boxed ? boxed.Content : value) is not NodeValue { Node: { Type.IsScalar: true } node } number)
            {
                return null;
            }

            if (IrType.Of(method.ReturnType).IsInteger)
            {
                NoteZeroDerivative([node], method);
            }

            node = node.Type.IsFloat && !node.IsConstant ? Builder.Emit(Ops.StopGradient, node.Type, [node]) : node;
            operands.Add(value is Boxed ? Builder.Emit(Ops.Convert, IrType.Of(value.Type), [node], number.Type) : node);
        }

        return new NodeValue(Builder.Emit(Ops.CallPure, IrType.Of(method.ReturnType), [.. operands], (MethodBase)method), method.ReturnType);
    }

    private Node[] Nodes(ReadOnlySpan<Value> values)
    {
        var nodes = new Node[values.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = ToNode(values[i]);
        }

        return nodes;
    }
}
