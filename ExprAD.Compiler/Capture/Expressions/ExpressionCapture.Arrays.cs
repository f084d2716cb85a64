using System.Linq.Expressions;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Places;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private const string InArray = "a number that is differentiated is put into an array of objects here";
    private const string UseNumbers = "Use an array of numbers.";

    /// <summary>An element, of C# type <paramref name="type"/>, of an array or list.</summary>
    public Value Element(Value array, Type type, params ReadOnlySpan<Node> indices)
    {
        return array switch
        {
            Indexed sequence => sequence.Element(indices[0]),
            MadeArray made => made.Element(indices).Get(),
            _ => FromNode(LoadElement(ToNode(array), indices), type),
        };
    }

    /// <summary>What an array holds at this point of the program.</summary>
    public Node LoadElement(Node array, ReadOnlySpan<Node> indices)
    {
        var isMadeHere = MayBeMadeHere(array);
        if (scan.CallsOut || scan.StoresElements || (scan.StoresToFresh && isMadeHere))
        {
            memo.Reached(Memo.Never);
        }

        return Builder.Load(array, indices, !scan.CallsOut && !scan.StoresElements && !isMadeHere);
    }

    public void StoreElement(Node array, ReadOnlySpan<Node> indices, Node value)
    {
        memo.Reached(Memo.Never);
        Builder.Store(array, indices, value);
    }

    /// <summary>An element as a place.</summary>
    private Place ElementPlace(Value array, Type type, params ReadOnlySpan<Node> indices) =>
        array is MadeArray made ? made.Element(indices) : new MemoryPlace(this, new LeafLayout(this, type), [ToNode(array)], indices.ToArray());

    /// <summary>Whether the function may have made an array and filled it; what a method is given that calls itself may be such, too.</summary>
    private bool MayBeMadeHere(Node array)
    {
        while (array.Op == Ops.Load || array.Op == Ops.Convert)
        {
            array = array.Operands[0];
        }

        return array.Op != Ops.GetMember && array.Op != Ops.CallPure && array.Op != Ops.Call
            && !(inside is null && array.Op == Ops.Param && array.Region!.Kind == RegionKind.Root);
    }

    /// <summary>A value as an element of an array keeps it.</summary>
    public Node ElementNode(Value value, Type type) =>
        value is NodeValue { Node: var node } && node.Type == IrType.Of(type) ? node
        : value is NodeValue { Node: { Type.IsArray: true } made } && IrType.Of(type).IsArray ? made
        : ToData(value, type, InArray, UseNumbers);

    private Value Index(IndexExpression index, Scope scope)
    {
        var instance = Visit(index.Object!, scope);
        Value[] arguments = [.. index.Arguments.Select(a => Visit(a, scope))];
        return index.Indexer is { } indexer
            ? CallMethod(indexer.GetMethod!, instance, arguments)
            : Element(instance, index.Type, [.. arguments.Select(ToNode)]);
    }

    private Value NewArray(NewArrayExpression creation, Scope scope)
    {
        var element = creation.Type.GetElementType()!;
        if (!IrType.Of(creation.Type).IsArray)
        {
            throw Refuse("arrays of more than three dimensions are not supported", "Use an array of arrays.");
        }

        if (creation.NodeType == ExpressionType.NewArrayBounds)
        {
            memo.Reached(IsReadOnly ? -1 : Memo.Never);
            Node[] lengths = [.. creation.Expressions.Select(e => Builder.Convert(VisitNode(e, scope), IrType.I32))];
            return layouts.Of(creation.Type) is ColumnsLayout columns
                ? columns.Allocate(lengths)
                : new NodeValue(Builder.NewArray(IrType.Of(creation.Type), lengths), creation.Type);
        }

        Value[] elements = [.. creation.Expressions.Select(e => Visit(e, scope))];
        var outer = isDiscarded;
        isDiscarded |= written.Contains(creation);
        var array = ArrayOf(creation.Type, elements, element);
        isDiscarded = outer;
        return array;
    }

    /// <summary>A fresh array (or what the program sees as a list) of known elements.</summary>
    private Value ArrayOf(Type type, IReadOnlyList<Value> elements, Type element)
    {
        memo.Reached(IsReadOnly ? -1 : Memo.Never);
        if (layouts.Of(type) is ColumnsLayout columns)
        {
            var made = columns.Allocate([Builder.Constant(elements.Count)]);
            for (var i = 0; i < elements.Count; i++)
            {
                made.Element(Builder.Constant(i)).Set(elements[i]);
            }

            return made;
        }

        var array = Builder.NewArray(IrType.Of(element.MakeArrayType()), Builder.Constant(elements.Count));
        for (var i = 0; i < elements.Count; i++)
        {
            Builder.Store(array, [Builder.Constant(i)], ElementNode(elements[i], element));
        }

        return new NodeValue(array, type);
    }
}
