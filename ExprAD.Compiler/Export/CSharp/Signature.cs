using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>A parameter of the exported method, and what it is in the graph: an input, a member of captured data, or a result.</summary>
internal sealed record MethodParameter(string Name, string Type, Node Node, bool IsOut);

/// <summary>
/// The exported method's parameters: the function's own, then what it captured, then the gradient. Arrays of the gradient
/// are the caller's, numbers are <c>out</c>. Objects that C# can't name give way to those members of theirs that are read.
/// </summary>
internal sealed class Signature
{
    private readonly Uses uses;
    private readonly Identifiers identifiers;
    private readonly Dictionary<Node, string> names = [];
    private readonly Dictionary<string, MethodParameter> members = [];
    private readonly List<MethodParameter> parameters = [];
    private readonly HashSet<Node> replaced = [];

    private Signature(Uses uses, Identifiers identifiers)
    {
        this.uses = uses;
        this.identifiers = identifiers;
    }

    public IReadOnlyList<MethodParameter> Parameters => parameters;

    /// <summary>Results beside the first that are assigned to <c>out</c> parameters, with these.</summary>
    public List<(Node Result, MethodParameter Parameter)> Outs { get; } = [];

    public static Signature Of(Graph graph, Uses uses, Identifiers identifiers)
    {
        var signature = new Signature(uses, identifiers);
        foreach (var input in graph.Inputs.Where(i => i.Role != InputRole.Destination))
        {
            signature.Input(input);
        }

        for (var k = 1; k < graph.Results.Count; k++)
        {
            signature.Result(graph.Results[k], graph.ResultNames[k], graph.Inputs);
        }

        foreach (var input in graph.Inputs.Where(i => i.Role == InputRole.Destination && signature.NameOf(i.Node) is null))
        {
            signature.Add(input.Node, input.Name);
        }

        return signature;
    }

    /// <summary>That of a function which the exported method calls: its parameters, as they are.</summary>
    public static Signature Of(Function function, Uses uses, Identifiers identifiers)
    {
        var signature = new Signature(uses, identifiers);
        foreach (var input in function.Definition.Inputs)
        {
            if (input.Node.Type.Kind == TypeKind.Object && !CSharpTypes.IsAccessible(input.Node.Type.Clr))
            {
                throw new NotSupportedException($"{function.Name} is called with a {Text.TypeNames.Short(input.Node.Type.Clr)}, which is a type that C# can't name elsewhere.");
            }

            signature.Add(input.Node, input.Name);
        }

        return signature;
    }

    /// <summary>The parameter that stands for a node, or null.</summary>
    public string? NameOf(Node node) => names.GetValueOrDefault(node);

    /// <summary>True for an object that gave way to its members.</summary>
    public bool IsReplaced(Node node) => replaced.Contains(node);

    private void Input(GraphInput input)
    {
        if (input.Node.Type.Kind != TypeKind.Object || CSharpTypes.IsAccessible(input.Node.Type.Clr))
        {
            if (input.Role == InputRole.Parameter || uses[input.Node].Count > 0)
            {
                Add(input.Node, input.Role == InputRole.Data && input.Node.Type.Kind == TypeKind.Object ? DataName(input.Node.Type.Clr) : input.Name);
            }
        }
        else
        {
            Members(input.Node, input.Name);
        }
    }

    private void Result(Node result, string name, IReadOnlyList<GraphInput> inputs)
    {
        if (inputs.Any(i => i.Node == result && i.Role == InputRole.Destination))
        {
            if (NameOf(result) is null)
            {
                Add(result, name);
            }
        }
        else
        {
            var parameter = new MethodParameter(identifiers.New(name), CSharpTypes.Name(result.Type.Clr), result, IsOut: true);
            parameters.Add(parameter);
            Outs.Add((result, parameter));
        }
    }

    private MethodParameter Add(Node node, string name)
    {
        var parameter = new MethodParameter(identifiers.New(name), CSharpTypes.Name(node.Type), node, IsOut: false);
        parameters.Add(parameter);
        names.Add(node, parameter.Name);
        return parameter;
    }

    /// <summary>Objects have no name but that of their type: a <c>Table</c> is called <c>table</c>.</summary>
    private static string DataName(Type type)
    {
        var name = type.Name.Split('`')[0];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>A parameter for each member that is read of an object, and of the objects in it.</summary>
    private void Members(Node instance, string path)
    {
        replaced.Add(instance);
        foreach (var use in uses[instance])
        {
            if (use.User is not { Attribute: Member member } get || get.Op != Ops.GetMember)
            {
                throw new NotSupportedException($"The function does more with {path} than to read its members, and {Text.TypeNames.Short(instance.Type.Clr)} is a type that C# can't name elsewhere.");
            }

            var inner = $"{path}.{member.Info.Name}";
            if (members.TryGetValue(inner, out var known))
            {
                names.Add(get, known.Name);
            }
            else if (get.Type.Kind != TypeKind.Object || CSharpTypes.IsAccessible(get.Type.Clr))
            {
                members.Add(inner, Add(get, MemberName(member)));
            }
            else
            {
                Members(get, inner);
            }
        }
    }

    /// <summary>What stands between brackets in the name of a field that the compiler made is the user's own name.</summary>
    private static string MemberName(Member member)
    {
        var name = member.Info.Name;
        var user = name.StartsWith('<') ? name[1..name.IndexOf('>', StringComparison.Ordinal)] : name;
        return user.Length == 0 ? "data" : char.ToLowerInvariant(user[0]) + user[1..];
    }
}
