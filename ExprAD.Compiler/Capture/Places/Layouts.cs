using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>The layouts of all types, as this function uses them.</summary>
internal sealed class Layouts(ExpressionCapture capture, MadeTypes made)
{
    private readonly Dictionary<Type, Layout> known = [];

    /// <summary>The classes whose fields are being laid out: one that holds itself has no end.</summary>
    private readonly HashSet<Type> underway = [];

    public Layout Of(Type type)
    {
        type = made.StandInFor(type) ?? type;
        if (!known.TryGetValue(type, out var layout))
        {
            known.Add(type, layout = Make(type));
        }

        return layout;
    }

    /// <summary>True for objects and arrays that the program sees as one and that are pointers to several places.</summary>
    public bool IsPointer(Type type) => (made.StandInFor(type) is not null || made.HasIdentity(type) || (type.IsArray && made.IsMade(type))) && Of(type) is ObjectLayout or ColumnsLayout;

    public Value Null(Type type)
    {
        var layout = Of(type);
        return layout.Read([.. layout.Leaves.Select(l => capture.Builder.Constant(null, IrType.Of(l)))]);
    }

    private Layout Make(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? new PartsLayout(capture, type, [(nameof(Nullable<int>.HasValue), Of(typeof(bool))), (nameof(Nullable<int>.Value), Of(underlying))])
        : type.IsArray && IrType.Of(type).IsArray && made.IsMade(type) && Of(type.GetElementType()!) is var element && element is not LeafLayout ? new ColumnsLayout(capture, type, element)
        : type.IsValueType && Composite.Made(type) is { } structure ? OfParts(structure)
        : made.IsMade(type) && Composite.Made(type) is { } composite ? new ObjectLayout(capture, type, OfFields(composite))
        : new LeafLayout(capture, type);

    private PartsLayout OfParts(Composite composite) => new(capture, composite.Type, [.. composite.Parts.Select(p => (p.Name, Of(p.Type)))]);

    private PartsLayout OfFields(Composite composite)
    {
        if (!underway.Add(composite.Type))
        {
            throw capture.Refuse(
                $"objects of type {CSharpText.NameOf(composite.Type)} are made in the function and hold others of their own type",
                "Keep the values in arrays or lists, and refer to them by index.");
        }

        var fields = OfParts(composite);
        underway.Remove(composite.Type);
        return fields;
    }
}
