using ExprAD.IR;

namespace ExprAD.Text;

/// <summary>
/// Reads what <see cref="GraphPrinter"/> writes, node by node as it stands: nothing is merged, folded or moved.
/// Whether the graph is well formed is for the verifier to say.
/// </summary>
internal sealed partial class GraphParser
{
    private readonly Dictionary<string, Op> operations = Ops.All.ToDictionary(o => o.Name);
    private readonly Dictionary<string, Node> names = [];
    private readonly TextScanner scanner;
    private readonly TypeReader types;
    private readonly ConstantReader constants;
    private readonly AttributeReader attributes;
    private int nextId;

    private GraphParser(string text, NameResolver resolver)
    {
        scanner = new TextScanner(text);
        types = new TypeReader(scanner, resolver);
        constants = new ConstantReader(scanner, types, resolver);
        attributes = new AttributeReader(scanner, types);
    }

    /// <exception cref="GraphFormatException">The text is not a graph; the message says where and why.</exception>
    public static Graph Parse(string text, NameResolver? resolver = null) => new GraphParser(text, resolver ?? NameResolver.None).Graph();

    private Graph Graph()
    {
        scanner.SkipLines();
        scanner.Expect("graph");
        var graph = Definition(Name());
        while (scanner.Accept("function"))
        {
            FunctionDefinition();
        }

        CheckFunctions();
        return scanner.AtEnd ? graph : throw scanner.Unexpected("the end");
    }

    private Graph Definition(string name, Action? traits = null)
    {
        nextId = 0;
        names.Clear();
        var body = new Region(null) { IsClosed = true };
        var inputs = List("(", ")", () => Input(body));
        scanner.Expect("->");
        var results = List("(", ")", ResultName);
        traits?.Invoke();
        scanner.Expect("{");
        var source = scanner.EndOfLine();
        Body(body, "return");
        scanner.EndOfLine();
        return new Graph(name, body, inputs, results) { Source = source };
    }

    private GraphInput Input(Region body)
    {
        var role = scanner.Accept("data") ? InputRole.Data : scanner.Accept("out") ? InputRole.Destination : InputRole.Parameter;
        var activity = scanner.Accept("diff") ? true : scanner.Accept("fixed") ? false : (bool?)null;
        var name = Name();
        scanner.Expect(":");
        var node = Parameter(PrintedNames.Quote(name), types.Read(), body);
        node.Source = name;
        return new GraphInput(node, name, role, activity ?? (role == InputRole.Parameter && node.Type.HoldsFloats));
    }

    private string ResultName()
    {
        var name = Name();
        scanner.Expect(":");
        types.Read();
        return name;
    }

    /// <summary>The nodes of a region, its results, and the brace that closes it.</summary>
    private void Body(Region region, string end)
    {
        while (!scanner.Accept("}"))
        {
            if (scanner.AtEnd)
            {
                throw scanner.Unexpected("'}'");
            }

            if (scanner.Accept(end))
            {
                region.Results = Operands();
                scanner.EndOfLine();
                scanner.Expect("}");
                return;
            }

            Line(region);
        }
    }

    private void Line(Region region)
    {
        var defined = scanner.Peek() == '%' ? List(null, "=", Number) : [];
        var word = scanner.While(c => PrintedNames.IsPart(c));
        var op = operations.GetValueOrDefault(word) ?? throw scanner.Error($"there is no operation '{word}'");
        if (op.Is(Traits.Region))
        {
            RegionNode(op, defined, region);
            return;
        }

        if (op == Ops.Invoke)
        {
            Call(defined, region);
            return;
        }

        List<Node> operands = [];
        while (scanner.Peek() is not (':' or '[' or '\n' or '/' or '\0'))
        {
            operands.Add(Operand());
        }

        var attribute = attributes.Read(op);
        var type = scanner.Accept(":") ? types.Read() : IrType.Void;
        if (defined.Count != (type == IrType.Void ? 0 : 1))
        {
            throw scanner.Error(defined.Count == 0 ? "the value has no name" : $"{op} gives one value if it has a type, else none");
        }

        var node = Add(new Node(op, type, [.. operands], attribute, []), region, scanner.EndOfLine());
        if (defined is [var name])
        {
            Define(name, node);
        }
    }

    private Node Add(Node node, Region region, string? source)
    {
        node.Region = region;
        node.Id = nextId++;
        node.Source = source;
        region.Append(node);
        for (var outer = region; node.Is(Traits.Writes | Traits.Effect) && outer is not null; outer = outer.Parent)
        {
            outer.HasEffects = true;
        }

        return node;
    }

    private Node Parameter(string name, IrType type, Region region)
    {
        var node = new Node(Ops.Param, type, [], region.Parameters.Count, []) { Region = region, Id = nextId++ };
        region.Parameters = [.. region.Parameters, node];
        Define(name, node);
        return node;
    }

    private void Define(string name, Node node)
    {
        if (!names.TryAdd(name, node))
        {
            throw scanner.Error($"{name} is defined twice");
        }
    }

    private IReadOnlyList<Node> Operands()
    {
        List<Node> read = [];
        do
        {
            read.Add(Operand());
        }
        while (scanner.Accept(","));
        return read;
    }

    private Node Operand()
    {
        if (constants.TryRead() is { } constant)
        {
            return constant;
        }

        var name = scanner.Peek() == '%' ? Number() : PrintedNames.Quote(Name());
        return names.GetValueOrDefault(name) ?? throw scanner.Error($"{name} is not defined");
    }

    private string Number()
    {
        scanner.Expect("%");
        return $"%{scanner.While(char.IsAsciiDigit)}";
    }

    private string Name()
    {
        if (scanner.Accept("`"))
        {
            var quoted = scanner.While(c => c is not ('`' or '\n'));
            scanner.Expect("`");
            return quoted;
        }

        var name = scanner.While(PrintedNames.IsPart);
        return name.Length > 0 ? name : throw scanner.Unexpected("a name");
    }

    private List<T> List<T>(string? open, string close, Func<T> read)
    {
        List<T> list = [];
        if (open is not null)
        {
            scanner.Expect(open);
            if (scanner.Accept(close))
            {
                return list;
            }
        }

        do
        {
            list.Add(read());
        }
        while (scanner.Accept(","));
        scanner.Expect(close);
        return list;
    }
}
