using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Collections;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Methods;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>A call on a collection that the function makes: what stands in for it is lifted; null for all other calls.</summary>
    private Value? StandInCall(MethodInfo method, Value? instance, ReadOnlySpan<Value> arguments)
    {
        if (TypeOf(instance) is { } type && StandIns.IsStandIn(type))
        {
            return (StandIns.For(method) ?? StandIns.Implementation(method, type)) is { } own ? RunStandIn(own, [instance!, .. arguments]) : null;
        }

        if (instance is not null || arguments.IsEmpty)
        {
            return null;
        }

        var first = TypeOf(arguments[0])!;
        return StandIns.IsStandIn(first) && !method.DeclaringType!.IsGenericType && StandIns.For(method) is null && StandIns.Extension(method, first) is { } extension ? RunStandIn(extension, arguments)
            : (StandIns.IsStandIn(first) || scan.Made.KeepsSpans) && StandIns.For(method) is { } conversion ? RunStandIn(conversion, arguments)
            : null;
    }

    private static Type? TypeOf(Value? value) => value is ReferenceValue { Target: var target } ? StandIns.For(target.Type) ?? target.Type : value?.Type;

    /// <summary>Spans of arrays, where they are kept in variables: as sequences they could not be written through.</summary>
    private Value? SpanCall(MethodCallExpression call, Scope scope)
    {
        if (!scan.Made.KeepsSpans || !(call.Method.DeclaringType == typeof(MemoryExtensions) || StandIns.IsSpan(call.Method.DeclaringType!)) || StandIns.For(call.Method) is not { } own)
        {
            return null;
        }

        Value[] arguments = [.. (call.Object is null ? [] : new[] { call.Object }).Concat(call.Arguments).Select(a => Visit(a, scope))];
        return arguments[0] is Sequence ? null : RunStandIn(own, arguments);
    }

    private Value StandInConstruction(ConstructorInfo constructor, Type standIn, IReadOnlyList<Value> arguments)
    {
        if (StandIns.For(constructor) is not { } own)
        {
            throw Refuse($"this way to make a {CSharpText.NameOf(standIn)} is not looked into", "Make it empty, and add to it.");
        }

        if (own is not ConstructorInfo)
        {
            return RunStandIn(own, [.. arguments]);
        }

        var made = Allocate(standIn, null);
        RunStandIn(own, [made, .. arguments]);
        return made;
    }

    private Value RunStandIn(MethodBase method, ReadOnlySpan<Value> arguments)
    {
        var lifted = scan.Methods.Find(method) ?? throw Refuse($"{Liftable.NameOf(method)} is not looked into");
        return Run(lifted, arguments);
    }

    /// <summary>What is in a collection that the function makes, by position; null for what is none.</summary>
    public Indexed? Elements(Loops loops, Value value)
    {
        switch (value)
        {
            case MadeArray { Rank: 1 } array:
                return new Indexed(loops, array.ElementType, Builder.Length(array.Shape), i => array.Element(i).Get()) { IsCollection = true };
            case MadeObject or Aggregate when StandIns.IsStandIn(value.Type):
                var standIn = value.Type.GetGenericTypeDefinition();
                return standIn == typeof(ListStandIn<>) ? Elements(loops, value, Part(value, "items"), null, Part(value, "size"))
                    : standIn == typeof(SpanStandIn<>) ? Elements(loops, value, Part(value, "array"), ToNode(Part(value, "start")), Part(value, "length"))
                    : standIn == typeof(StackStandIn<>) || standIn == typeof(QueueStandIn<>) ? (Indexed)Sources.Of(loops, RunStandIn(value.Type.GetMethod("ToArray")!, [value]))
                    : null;
            default:
                return null;
        }
    }

    private Indexed Elements(Loops loops, Value collection, Value array, Node? start, Value count)
    {
        var type = collection.Type.GenericTypeArguments[0];
        return new Indexed(loops, type, ToNode(count), i => Element(array, type, start is null ? i : Builder.Apply(Ops.Add, start, i))) { IsCollection = true };
    }

    private Value Part(Value value, string field) => Member(value, value.Type.GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!);

    /// <summary>A list as one that can be added to, where the function adds to lists of its type.</summary>
    private Value Growable(Value list)
    {
        if (list is not (NodeValue { Node.Type.IsList: false } or Columns) || !Lists.IsList(list.Type) || scan.Made.StandInFor(list.Type) is not { } standIn)
        {
            return list;
        }

        var made = Allocate(standIn, null);
        var element = list.Type.GenericTypeArguments[0];
        RunStandIn(standIn.GetConstructor([typeof(IEnumerable<>).MakeGenericType(element)])!, [made, list]);
        return made;
    }
}
