using ExprAD.IR;

namespace ExprAD.Text;

internal sealed partial class GraphParser
{
    /// <summary>Functions by name, from the first mention on: what the first call gives and takes is taken for the signature.</summary>
    private readonly Dictionary<string, Function> functions = [];

    private void Call(IReadOnlyList<string> defined, Region region)
    {
        var name = Name();
        List<Node> operands = [];
        while (scanner.Peek() is not (':' or '\n' or '/' or '\0'))
        {
            operands.Add(Operand());
        }

        var given = scanner.Accept(":") ? Types() : [];
        if (given.Count != defined.Count)
        {
            throw scanner.Error($"{defined.Count} names for {given.Count} values");
        }

        if (!functions.TryGetValue(name, out var function))
        {
            functions.Add(name, function = new Function(name, operands.ConvertAll(o => o.Type), given));
        }

        var note = scanner.EndOfLine();
        var call = Add(new Node(Ops.Invoke, IrType.Void, [.. operands], function, []), region, note);
        call.Values = [.. given.Select((type, i) => Add(new Node(Ops.Result, type, [call], i, []), region, note))];
        for (var i = 0; i < given.Count; i++)
        {
            Define(defined[i], call.Values[i]);
        }
    }

    private List<IrType> Types()
    {
        List<IrType> read = [];
        do
        {
            read.Add(types.Read());
        }
        while (scanner.Accept(","));
        return read;
    }

    private void FunctionDefinition()
    {
        var name = Name();
        var function = functions.GetValueOrDefault(name) ?? throw scanner.Error($"nothing calls the function {name}");
        if (function.IsDefined)
        {
            throw scanner.Error($"the function {name} is defined twice");
        }

        function.Define(Definition(name, () =>
        {
            function.Traits = FunctionText.Read(scanner);
            function.Split = FunctionText.ReadSplit(scanner, operations);
        }));
    }

    private void CheckFunctions()
    {
        if (functions.Values.FirstOrDefault(f => !f.IsDefined) is { } missing)
        {
            throw scanner.Error($"the function {missing.Name} is not defined");
        }
    }
}
