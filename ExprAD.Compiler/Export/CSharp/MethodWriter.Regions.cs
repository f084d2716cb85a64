using System.Globalization;
using ExprAD.IR;

namespace ExprAD.Export.CSharp;

internal sealed partial class MethodWriter
{
    private readonly List<string> indices = [];

    /// <summary>By variable, the carried value that it holds until it is assigned.</summary>
    private readonly Dictionary<string, Node?> held = [];

    private int loops;

    /// <summary>Where values of branches and loops go that are built up in a variable of the code around them.</summary>
    private readonly Dictionary<Node, string> targets = [];

    /// <summary>True when what follows is never reached.</summary>
    private bool RegionNode(Node node)
    {
        if (node.Op == Ops.If)
        {
            return If(node);
        }

        if (node.Op == Ops.For)
        {
            For(node);
        }
        else if (node.Op == Ops.While)
        {
            While(node);
        }
        else
        {
            return Try(node);
        }

        return false;
    }

    private bool If(Node node)
    {
        if (inlining.IsChoice(node))
        {
            Choice(node, Expression(node.Operands[0]));
            return false;
        }

        var assigned = Declare(node);
        var (then, otherwise) = (node.Regions[0], node.Regions[1]);
        if (IsIdle(then, assigned))
        {
            lines.Open($"if ({Negation(node.Operands[0])})");
            Branch(otherwise, assigned);
            lines.Close();
            return false;
        }

        lines.Open($"if ({Expression(node.Operands[0])})");
        var ends = Branch(then, assigned);
        lines.Close();
        if (IsIdle(otherwise, assigned))
        {
            return false;
        }

        lines.Open("else");
        ends &= Branch(otherwise, assigned);
        lines.Close();
        return ends;
    }

    private void Choice(Node node, CSharpExpression condition)
    {
        var value = node.Values[0];
        var choice = CSharpExpression.Choice(condition, Expression(node.Regions[0].Results[0]), Expression(node.Regions[1].Results[0]));
        if (targets.TryGetValue(value, out var target))
        {
            names.Add(value, target);
            lines.Add($"{target} = {choice};");
        }
        else if (uses[value].Count > 0 || node.Regions[0].Nodes.Concat(node.Regions[1].Nodes).Any(n => n.Is(Traits.Traps)))
        {
            var name = Local(value, LocalNames.OfChoice(node));
            lines.Add($"{TypeName(value.Type)} {name} = {choice};");
        }
    }

    /// <summary>A region that does nothing and leaves the variables as they are.</summary>
    private bool IsIdle(Region region, string[] assigned) =>
        region.Nodes.Count == 0 && region.Results.Select((r, k) => NameOf(r) == assigned[k]).All(same => same);

    private bool Branch(Region region, string[] assigned)
    {
        Aim(region, assigned);
        var ends = Statements(region);
        if (!ends)
        {
            Assign(region.Results, assigned);
        }

        return ends;
    }

    private void For(Node node)
    {
        var body = node.Regions[0];
        var carried = Carry(node, node.Operands[1..], [.. body.Parameters.Skip(1)], body.Results);
        var count = Count(node.Operands[0]);
        var index = Index();
        names.Add(body.Parameters[0], index);
        lines.Open($"for ({TypeName(body.Parameters[0].Type)} {index} = 0; {index} < {count.In(Precedence.Shift)}; {index}++)");
        Iteration(body, carried, [.. body.Parameters.Skip(1)]);
        loops--;
        lines.Close();
    }

    /// <summary>The trip count is read before each iteration, so it must not be something that changes.</summary>
    private CSharpExpression Count(Node count)
    {
        var read = Expression(count);
        if (!variables.Contains(read.Text))
        {
            return read;
        }

        var copy = identifiers.New("count");
        lines.Add($"{TypeName(count.Type)} {copy} = {read};");
        return CSharpExpression.Primary(copy);
    }

    private void While(Node node)
    {
        var (condition, body) = (node.Regions[0], node.Regions[1]);
        var carried = Carry(node, node.Operands, condition.Parameters, body.Results);
        var isPlain = condition.Nodes.All(inlining.Contains);
        lines.Open(isPlain ? $"while ({Expression(condition.Results[0])})" : "while (true)");
        if (!isPlain && !Statements(condition))
        {
            lines.Open($"if ({Negation(condition.Results[0])})");
            lines.Add("break;");
            lines.Close();
        }

        Iteration(body, carried, condition.Parameters);
        lines.Close();
    }

    private void Iteration(Region body, string[] carried, IReadOnlyList<Node> parameters)
    {
        var before = Array.ConvertAll(carried, held.GetValueOrDefault);
        for (var k = 0; k < carried.Length; k++)
        {
            held[carried[k]] = parameters[k];
        }

        Branch(body, carried);
        for (var k = 0; k < carried.Length; k++)
        {
            held[carried[k]] = before[k];
        }
    }

    private bool Try(Node node)
    {
        var assigned = Declare(node);
        lines.Open("try");
        var ends = Branch(node.Regions[0], assigned);
        lines.Close();
        lines.Open("catch");
        if (!Statements(node.Regions[1]))
        {
            lines.Add("throw;");
        }

        lines.Close();
        return ends;
    }

    /// <summary>Variables for the values of a branch, but for those that go to one that is there.</summary>
    private string[] Declare(Node node) => [.. node.Values.Select(value =>
    {
        if (!targets.TryGetValue(value, out var name))
        {
            name = identifiers.New(LocalNames.OfBranch(value));
            variables.Add(name);
            lines.Add($"{TypeName(value.Type)} {name};");
        }

        names.Add(value, name);
        return name;
    })];

    /// <summary>Variables for what a loop carries, with their first values.</summary>
    private string[] Carry(Node node, ReadOnlySpan<Node> init, IReadOnlyList<Node> parameters, IReadOnlyList<Node> next)
    {
        var carried = new string[init.Length];
        List<(Node First, string Variable)> shared = [];
        for (var k = 0; k < carried.Length; k++)
        {
            if (targets.TryGetValue(node.Values[k], out var name))
            {
                shared.Add((init[k], name));
            }
            else
            {
                name = identifiers.New(LocalNames.OfCarried(parameters[k], next[k]));
                lines.Add($"{TypeName(init[k].Type)} {name} = {Expression(init[k])};");
                variables.Add(name);
            }

            carried[k] = name;
        }

        // After the others, which may start from what these variables hold.
        Assign([.. shared.Select(s => s.First)], [.. shared.Select(s => s.Variable)]);
        for (var k = 0; k < carried.Length; k++)
        {
            names.Add(parameters[k], carried[k]);
            names.Add(node.Values[k], carried[k]);
        }

        return carried;
    }

    /// <summary>Lets values that a region ends by assigning be built up where they go, where nothing else is in the way.</summary>
    private void Aim(Region region, string[] assigned)
    {
        for (var k = 0; k < assigned.Length; k++)
        {
            if (sharing.CanShare(region.Results[k], region, k, held.GetValueOrDefault(assigned[k])))
            {
                targets.Add(region.Results[k], assigned[k]);
            }
        }
    }

    private string Index()
    {
        var depth = loops++;
        while (indices.Count <= depth)
        {
            indices.Add(identifiers.New(depth < 6 ? "ijklmn"[indices.Count].ToString(CultureInfo.InvariantCulture) : "i"));
        }

        return indices[depth];
    }

}
