using ExprAD.IR;

namespace ExprAD.Capture.Places;

/// <summary>What a scope holds for a variable that lies in memory, and for a parameter that is passed by reference: where it is.</summary>
internal sealed class InMemory(Place place) : Value
{
    public Place Place => place;

    public override Type Type => place.Type;

    public override void Flatten(List<Node> nodes) => place.Flatten(nodes);

    public override Value Rebuild(ref ReadOnlySpan<Node> nodes) => new InMemory(place.Rebuild(ref nodes));

    public override bool HasShapeOf(Value other) => other is InMemory variable && place.HasShapeOf(variable.Place);
}
