using System.Reflection;
using ExprAD.Capture.Methods;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>
/// A function of the user's as a graph, with what ties it to C#: how each argument falls apart into inputs, and how its value
/// is made up of results. Holds no data of the user's, so that it can be cached.
/// </summary>
internal sealed record CapturedFunction(Graph Graph, IReadOnlyList<ParameterShape> Parameters, ParameterShape Result, IReadOnlyList<CapturedData> Data)
{
    /// <summary>What deserves to be said of the function though it can be differentiated: places whose derivative is zero by convention.</summary>
    public IReadOnlyList<string> Diagnostics { get; init; } = [];

    /// <summary>What is data and yet has to be as it was: of other data there is another function.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];
}

/// <summary>An object that the lambda captured: input number <paramref name="Input"/> of the graph, read from the data array of a call at the position of this entry.</summary>
internal sealed record CapturedData(int Input, Type Type);

/// <summary>How a parameter of the user's (or a member of one) falls apart into inputs of the graph, or a value into results.</summary>
internal abstract record ParameterShape(Type Type, string Path);

/// <summary>A part that is one input of the graph, or, of a value, one result. Not <paramref name="Differentiable"/>: its slot in the gradient holds default.</summary>
internal sealed record LeafShape(Type Type, string Path, int Input, bool Differentiable) : ParameterShape(Type, Path);

/// <summary>A record, class, struct or tuple. The gradient of it is made by <paramref name="Constructor"/> (null: the default value of a struct), and by assigning the other members.</summary>
internal sealed record CompositeShape(Type Type, string Path, ConstructorInfo? Constructor, IReadOnlyList<MemberShape> Members) : ParameterShape(Type, Path);

/// <summary>A member of a composite; <paramref name="ConstructorArgument"/> is its place in the constructor, or −1 where it is assigned.</summary>
internal sealed record MemberShape(MemberInfo Member, ParameterShape Shape, int ConstructorArgument);
