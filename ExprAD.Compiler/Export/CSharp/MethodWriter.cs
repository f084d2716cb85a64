using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

/// <summary>Writes the body of a graph as the body of a C# method.</summary>
internal sealed partial class MethodWriter
{
    private readonly CodeLines lines = new(depth: 2);
    private readonly Uses uses;
    private readonly Inlining inlining;
    private readonly SharedVariables sharing;
    private readonly Identifiers identifiers;
    private readonly Helpers helpers;
    private readonly Signature signature;
    private readonly ExportedFunctions functions;

    /// <summary>Nodes that have a variable, a parameter of the method or of a loop included.</summary>
    private readonly Dictionary<Node, string> names = [];

    /// <summary>Those of the variables that are assigned more than once: what loops carry, what branches give.</summary>
    private readonly HashSet<string> variables = [];

    private MethodWriter(Graph graph, Uses uses, Signature signature, Identifiers identifiers, Helpers helpers, ExportedFunctions functions)
    {
        this.functions = functions;
        this.uses = uses;
        this.identifiers = identifiers;
        this.helpers = helpers;
        this.signature = signature;
        sharing = new SharedVariables(uses);
        inlining = Inlining.Of(graph, uses, n => signature.NameOf(n) is not null || (n.Op == Ops.Param && n.Region == graph.Body));
        foreach (var node in Graph.NodesOf([graph.Body]).Concat(graph.Body.Parameters))
        {
            if (signature.NameOf(node) is { } name)
            {
                names.Add(node, name);
            }
        }
    }

    public static string Write(Graph graph, Uses uses, Signature signature, Identifiers identifiers, Helpers helpers, ExportedFunctions functions)
    {
        var writer = new MethodWriter(graph, uses, signature, identifiers, helpers, functions);
        writer.ClearDestinations(graph);
        writer.OwnResults(graph);
        if (!writer.Statements(graph.Body))
        {
            writer.Return(graph);
        }

        return writer.lines.ToString();
    }

    /// <summary>The graph takes its destinations filled with zeros; whoever calls the method should not have to think of that.</summary>
    private void ClearDestinations(Graph graph)
    {
        foreach (var input in graph.Inputs.Where(i => i.Role == InputRole.Destination))
        {
            lines.Add($"{helpers.Clear(input.Node.Type, Expression(input.Node))};");
        }
    }

    /// <summary>A fresh array that is returned is made in the <c>out</c> parameter itself; the value of a branch is assigned to it there.</summary>
    private void OwnResults(Graph graph)
    {
        foreach (var (result, parameter) in signature.Outs)
        {
            if ((result.Op == Ops.NewArray || result.Op == Ops.ZerosLike) && result.Region == graph.Body)
            {
                names.TryAdd(result, parameter.Name);
            }
            else if (result is { Op: var op, Operands: [var owner] } && op == Ops.Result && owner.Op == Ops.If
                && sharing.CanShare(result, graph.Body, graph.Results.ToList().IndexOf(result), null))
            {
                targets.Add(result, parameter.Name);
            }
        }
    }

    private void Return(Graph graph)
    {
        foreach (var (result, parameter) in signature.Outs)
        {
            var value = Expression(result).Text;
            if (value != parameter.Name)
            {
                lines.Add($"{parameter.Name} = {value};");
            }
        }

        lines.Add($"return {Expression(graph.Results[0])};");
    }

    /// <summary>The nodes of a region that are not written where they are used. True when it never comes to its end.</summary>
    private bool Statements(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Regions.Length > 0)
            {
                if (RegionNode(node))
                {
                    return true;
                }
            }
            else if (node.Attribute is Function function)
            {
                Invoke(node, function);
            }
            else if (node.Op != Ops.Result && !inlining.Contains(node) && !IsGiven(node))
            {
                Statement(node);
                if (node.Op == Ops.Throw)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A member of captured data that is a parameter of the method, or that gave way to its own members.</summary>
    private bool IsGiven(Node node) => node.Op == Ops.GetMember && (signature.NameOf(node) is not null || signature.IsReplaced(node));

    private void Statement(Node node)
    {
        if (node.Type.Kind == TypeKind.Void)
        {
            lines.Add($"{Effect(node)};");
        }
        else if (names.TryGetValue(node, out var known))
        {
            lines.Add($"{known} = {Operation(node)};");
        }
        else if (uses[node].Count == 0)
        {
            Unused(node);
        }
        else
        {
            var value = Operation(node);
            var name = Local(node, LocalNames.Of(node, NameOf));
            lines.Add($"{TypeName(node.Type)} {name} = {value};");
        }
    }

    /// <summary>What nobody uses may still raise.</summary>
    private void Unused(Node node)
    {
        if (node.Op == Ops.Call)
        {
            lines.Add($"{Operation(node)};");
        }
        else if (node.Is(Traits.Writes | Traits.Effect | Traits.Traps))
        {
            lines.Add($"_ = {Operation(node)};");
        }
    }

    private string Effect(Node node)
    {
        var x = Operands(node);
        return node.Op == Ops.Store ? Memory.Store(node, x)
            : node.Op == Ops.AddTo ? Memory.AddTo(node, x)
            : node.Op == Ops.Clear ? helpers.Clear(node.Operands[0].Type, x[0])
            : node.Op == Ops.TapeStore ? helpers.TapeStore(x, node.Operands[1].Type)
            : node.Op == Ops.TapePush ? $"{x[0]}.Add({x[1]})"
            : node.Op == Ops.SetMember ? Memory.SetMember(node, x)
            : node.Op == Ops.Call || node.Op == Ops.CallPure || node.Op == Ops.CallReading ? Calls.Write(node, x, helpers).Text
            : node.Op == Ops.Throw ? $"throw {x[0]}"
            : throw new NotSupportedException($"The operation {node.Op} can't be written in C#.");
    }

    private string Local(Node node, string wish)
    {
        var name = identifiers.New(char.ToLowerInvariant(wish[0]) + wish[1..]);
        names.Add(node, name);
        return name;
    }

    private string? NameOf(Node node) => names.GetValueOrDefault(node);

    private static string TypeName(IrType type) => CSharpTypes.Name(type);
}
