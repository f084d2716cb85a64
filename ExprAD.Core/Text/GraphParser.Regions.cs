using ExprAD.IR;

namespace ExprAD.Text;

internal sealed partial class GraphParser
{
    private void RegionNode(Op op, IReadOnlyList<string> defined, Region outer)
    {
        var first = new Region(outer) { IsClosed = true, Kind = op == Ops.For ? RegionKind.Loop : op == Ops.While ? RegionKind.Condition : RegionKind.Branch };
        var operands = Head(op, first);
        var given = scanner.Accept(":") ? List(null, "{", types.Read) : [];
        if (given.Count == 0)
        {
            scanner.Expect("{");
        }

        if (given.Count != defined.Count)
        {
            throw scanner.Error($"{defined.Count} names for {given.Count} values");
        }

        var note = scanner.EndOfLine();
        Body(first, "yield");
        Region[] regions = op == Ops.For ? [first] : [first, Second(op, first, outer)];
        scanner.EndOfLine();
        var node = Add(new Node(op, IrType.Void, operands, null, regions), outer, note);
        foreach (var region in regions)
        {
            region.Owner = node;
        }

        node.Values = [.. given.Select((type, i) => Add(new Node(Ops.Result, type, [node], i, []), outer, note))];
        for (var i = 0; i < given.Count; i++)
        {
            Define(defined[i], node.Values[i]);
        }
    }

    /// <summary>The operands of a region node, with the parameters of its first region.</summary>
    private Node[] Head(Op op, Region first)
    {
        List<Node> operands = [];
        List<(string Name, Node Start)> parameters = [];
        if (op == Ops.For)
        {
            var index = Number();
            scanner.Expect("<");
            first.Count = Operand();
            parameters.Add((index, first.Count));
        }

        if (op == Ops.If)
        {
            operands.Add(Operand());
        }
        else if (scanner.Accept("with"))
        {
            do
            {
                var name = Number();
                scanner.Expect("=");
                parameters.Add((name, Operand()));
            }
            while (scanner.Accept(","));
        }

        foreach (var (name, start) in parameters)
        {
            operands.Add(start);
            Parameter(name, start.Type, first);
        }

        return [.. operands];
    }

    private Region Second(Op op, Region first, Region outer)
    {
        var region = op == Ops.While
            ? new Region(first) { IsClosed = true, Kind = RegionKind.Body }
            : new Region(outer) { IsClosed = true, Kind = RegionKind.Branch };
        scanner.Expect(GraphPrinter.Second(op));
        scanner.Expect("{");
        scanner.EndOfLine();
        Body(region, "yield");
        return region;
    }
}
