using ExprAD.IR;

namespace ExprAD.Tests.Generators;

/// <summary>Makes a graph out of a list of choices: each says what to build next, and on which of the values at hand.</summary>
internal sealed class RandomGraphBuilder
{
    private static readonly TypeKind[] Kinds = [TypeKind.F64, TypeKind.F32, TypeKind.I32, TypeKind.I64, TypeKind.Bool];

    private static readonly IrType Vector = IrType.Of(typeof(double[]));
    private static readonly IrType Jagged = IrType.Of(typeof(double[][]));

    private static readonly ScalarOp[] ScalarOps =
        [.. Ops.All.OfType<ScalarOp>().Where(o => o.F64 is not null || o.F32 is not null || o.I32 is not null || o.Bool is not null)];

    private readonly GraphBuilder b = new();
    private readonly uint[] choices;
    private readonly bool smooth;
    private readonly Stack<List<Node>> visible = new();
    private int next;
    private int depth;

    public RandomGraphBuilder(uint[] choices, bool smooth)
    {
        this.choices = choices;
        this.smooth = smooth;
        visible.Push([]);
    }

    public Graph Build()
    {
        DeclareInputs();
        while (next < choices.Length)
        {
            Step();
        }

        var sum = Values(IrType.F64).TakeLast(6).Aggregate((x, y) => b.Apply(Ops.Add, x, y));
        return smooth
            ? b.Build("random", [sum], ["value"])
            : b.Build("random", [sum, .. visible.Peek().Where(n => n.Type.IsScalar).TakeLast(4)], ["value", "a", "b", "c", "d"]);
    }

    private void DeclareInputs()
    {
        Type[] types = smooth
            ? [typeof(double), typeof(double), typeof(double[]), typeof(int)]
            : [typeof(double), typeof(double), typeof(double[]), typeof(int), typeof(float), typeof(long), typeof(bool), typeof(double[,]), typeof(double[][]), typeof(List<double>)];
        foreach (var type in types)
        {
            var differentiable = IrType.Of(type).HoldsFloats;
            Add(b.Input(IrType.Of(type), $"in{b.Inputs.Count}", differentiable ? InputRole.Parameter : InputRole.Data, differentiable));
        }

        Add(b.Constant(0.75));
        Add(b.Constant(2));
    }

    private void Step()
    {
        switch (Choose(smooth ? 13 : 22))
        {
            case 0: If(); break;
            case 1: For(); break;
            case 2: LoopOverArray(); break;
            case 3: While(); break;
            case 4: Add(Load(Pick(Values(Vector)))); break;
            case 5: StoreSomewhere(); break;
            case 6: AddSomewhere(); break;
            case 7: Add(b.NewArray(Vector, b.Constant(1 + Choose(4)))); break;
            case 8: Select(); break;
            case 13: Convert(); break;
            case 14: LoadFromOthers(); break;
            case 15: Tape(); break;
            case 16: Try(); break;
            case 17: Add(b.Emit(Ops.ZerosLike, Vector, [Pick(Values(Vector))])); break;
            case 18: Add(b.Emit(Ops.ZerosLike, Jagged, [Pick(Values(Jagged))])); break;
            case 19: Rows(); break;
            case 20: CarryArrays(); break;
            case 21: TapeOfArrays(); break;
            default: Scalar(); break;
        }
    }

    private void Scalar()
    {
        var op = ScalarOps[Choose(ScalarOps.Length)];
        var kinds = Kinds.Where(k => op.Implementation(k) is not null && (!smooth || k != TypeKind.F32)).ToArray();
        if (kinds.Length == 0 || (smooth && op.Is(Traits.NoDerivative | Traits.Traps)))
        {
            return;
        }

        var kind = kinds[Choose(kinds.Length)];
        var operands = op.Implementation(kind)!.Method.GetParameters().Select(p => Pick(IrType.Of(p.ParameterType).Kind)).ToArray();
        if (Array.TrueForAll(operands, o => o is not null))
        {
            Add(b.Apply(op, operands!));
        }
    }

    private void If()
    {
        if (Pick(TypeKind.Bool) is not { } condition || depth > 2)
        {
            return;
        }

        var kinds = Choose(3);
        AddAll(b.If(condition, () => Branch(kinds), () => Branch(kinds)));
    }

    private Node[] Branch(int values) => Nested(() =>
    {
        Steps(Choose(4));
        return [.. Enumerable.Range(0, values).Select(_ => Pick(TypeKind.F64)!)];
    });

    private void For()
    {
        if (depth > 2)
        {
            return;
        }

        var count = Choose(2) == 0 ? b.Constant(Choose(4)) : b.Apply(Ops.Min, Pick(TypeKind.I32)!, b.Constant(5));
        Node[] init = [.. Enumerable.Range(0, Choose(4)).Select(_ => Pick(TypeKind.F64)!)];
        AddAll(b.For(count, init, (i, carried) => Nested(() =>
        {
            Add(i);
            AddAll(carried);
            Steps(1 + Choose(4));
            return [.. carried.Select(_ => Pick(TypeKind.F64)!)];
        })));
    }

    private void LoopOverArray()
    {
        var array = Pick(Values(Vector));
        var addTo = Choose(2) == 0;
        AddAll(b.For(b.Length(array), [Pick(TypeKind.F64)!], (i, carried) => Nested(() =>
        {
            Add(i);
            AddAll(carried);
            Add(b.Load(array, [i], readOnly: false));
            Steps(Choose(3));
            if (addTo)
            {
                b.AddTo(array, [i], Pick(TypeKind.F64)!);
            }

            return [Pick(TypeKind.F64)!];
        })));
    }

    private void While()
    {
        if (depth > 1)
        {
            return;
        }

        var limit = b.Constant(Choose(4));
        Node[] init = [b.Constant(0), Pick(TypeKind.F64)!];
        List<Node> inner = [];
        AddAll(b.While(
            init,
            carried =>
            {
                visible.Push([.. visible.Peek(), .. carried]);
                Steps(Choose(3));
                inner = visible.Pop();
                return b.Apply(Ops.Lt, carried[0], limit);
            },
            carried =>
            {
                visible.Push(inner);
                Steps(Choose(3));
                var next = Pick(TypeKind.F64)!;
                visible.Pop();
                return [b.Apply(Ops.Add, carried[0], b.Constant(1)), next];
            }));
    }

    private void Try()
    {
        var array = Pick(Values(Vector));
        AddAll(b.Try(() => Branch(1), () => b.Store(array, [b.Constant(0)], b.Constant(-1.0))));
    }

    private void Tape()
    {
        var tape = b.Emit(Ops.NewTape, IrType.TapeOf(IrType.F64), [b.Constant(Choose(3))]);
        var count = b.Constant(1 + Choose(4));
        var push = Choose(2) == 0;
        b.For(count, [Pick(TypeKind.F64)!], (i, carried) => Nested(() =>
        {
            Add(i);
            AddAll(carried);
            Steps(Choose(3));
            var value = Pick(TypeKind.F64)!;
            b.Emit(push ? Ops.TapePush : Ops.TapeStore, IrType.Void, push ? [tape, value] : [tape, i, value]);
            return [value];
        }));
        AddAll(b.For(count, [Pick(TypeKind.F64)!], (i, carried) => Nested(() =>
        {
            var value = push ? b.Emit(Ops.TapePop, IrType.F64, [tape]) : b.Emit(Ops.TapeLoad, IrType.F64, [tape, i], Access.Checked);
            AddAll([i, value, .. carried]);
            Steps(Choose(3));
            return [Pick(TypeKind.F64)!];
        })));
    }

    /// <summary>An array of rows made in a loop, all alive after it.</summary>
    private void Rows()
    {
        var rows = b.NewArray(Jagged, b.Constant(3));
        b.For(b.Constant(3), [], (i, _) => Nested(() =>
        {
            Add(i);
            var row = Choose(3) == 0 ? Pick(Values(Vector)) : b.NewArray(Vector, b.Apply(Ops.Add, i, b.Constant(2)));
            b.Store(rows, [i], row);
            Add(row);
            Steps(Choose(3));
            b.Store(row, [b.Constant(0)], Pick(TypeKind.F64)!);
            return [];
        }));
        Add(rows);
        var first = b.Load(rows, [b.Constant(Choose(3))], readOnly: false);
        AddAll([first, b.Load(first, [b.Constant(0)], readOnly: false)]);
    }

    /// <summary>Two arrays that change places, or a new one in each iteration.</summary>
    private void CarryArrays()
    {
        var makeNew = Choose(2) == 0;
        AddAll(b.For(b.Constant(3), [Pick(Values(Vector)), b.NewArray(Vector, b.Constant(3))], (i, carried) => Nested(() =>
        {
            Add(i);
            AddAll(carried);
            var next = makeNew ? b.NewArray(Vector, b.Constant(2 + Choose(2))) : carried[0];
            Add(next);
            Steps(Choose(4));
            b.Store(next, [b.Constant(1)], Pick(TypeKind.F64)!);
            return [carried[1], next];
        })));
    }

    private void TapeOfArrays()
    {
        var tape = b.Emit(Ops.NewTape, IrType.TapeOf(Vector), [b.Constant(0)]);
        b.For(b.Constant(3), [], (i, _) => Nested(() =>
        {
            var array = b.NewArray(Vector, b.Constant(1 + Choose(3)));
            b.Store(array, [b.Constant(0)], b.Apply(Ops.Add, Pick(TypeKind.F64)!, b.Convert(i, IrType.F64)));
            b.Emit(Ops.TapePush, IrType.Void, [tape, array]);
            return [];
        }));
        AddAll(b.For(b.Constant(3), [Pick(TypeKind.F64)!], (_, carried) => Nested(() =>
        {
            var array = b.Emit(Ops.TapePop, Vector, [tape]);
            Add(array);
            Steps(Choose(2));
            return [b.Apply(Ops.Add, carried[0], b.Load(array, [b.Constant(0)], readOnly: false))];
        })));
    }

    private void Select()
    {
        if (Pick(TypeKind.Bool) is { } condition)
        {
            var kind = smooth ? TypeKind.F64 : Kinds[Choose(Kinds.Length)];
            Add(b.Apply(Ops.Select, condition, Pick(kind)!, Pick(kind)!));
        }
    }

    private void Convert()
    {
        var value = Pick(Kinds[Choose(4)])!;
        IrType[] targets = [IrType.F64, IrType.F32, IrType.I32, IrType.I64];
        Type?[] narrow = [null, null, typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(uint)];
        var through = narrow[Choose(narrow.Length)];
        var target = through is null ? targets[Choose(4)] : IrType.Of(through);
        Add(Choose(5) == 0 ? b.Emit(Ops.ConvertChecked, target, [value], through) : b.Convert(value, target, through));
    }

    private void LoadFromOthers()
    {
        var matrix = Pick(Values(IrType.Of(typeof(double[,]))));
        var jagged = Pick(Values(Jagged));
        var list = Pick(Values(IrType.Of(typeof(List<double>))));
        switch (Choose(7))
        {
            case 0: Add(b.Load(matrix, [Index(2), Index(3)], readOnly: false)); break;
            case 1: b.AddTo(matrix, [Index(2), Index(3)], Pick(TypeKind.F64)!); break;
            case 2: Add(b.Load(jagged, [Index(3)], readOnly: false)); break;
            case 3: b.Store(jagged, [Index(3)], Pick(Values(Vector))); break;
            case 4: Add(b.Load(list, [Index(4)], readOnly: false)); break;
            case 5: b.Store(list, [Index(4)], Pick(TypeKind.F64)!); break;
            default: Add(b.Length(matrix, Choose(2))); break;
        }
    }

    private Node Load(Node array) => b.Load(array, [Index(3)], readOnly: false);

    private void StoreSomewhere() => b.Store(Pick(Values(Vector)), [Index(3)], Pick(TypeKind.F64)!);

    private void AddSomewhere() => b.AddTo(Pick(Values(Vector)), [Index(3)], Pick(TypeKind.F64)!);

    /// <summary>Mostly within an array of this length; now and then whatever number is at hand.</summary>
    private Node Index(int length) => Choose(8) == 0 ? Pick(smooth ? TypeKind.I32 : Kinds[2 + Choose(2)])! : b.Constant(Choose(length));

    private Node[] Nested(Func<Node[]> build)
    {
        visible.Push([.. visible.Peek()]);
        depth++;
        var results = build();
        depth--;
        visible.Pop();
        return results;
    }

    private void Steps(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Step();
        }
    }

    private void Add(Node node) => visible.Peek().Add(node);

    private void AddAll(Node[] nodes) => visible.Peek().AddRange(nodes);

    private List<Node> Values(IrType type) => visible.Peek().FindAll(n => n.Type == type);

    private Node Pick(List<Node> nodes) => nodes[Choose(nodes.Count)];

    private Node? Pick(TypeKind kind)
    {
        var nodes = visible.Peek().FindAll(n => n.Type.Kind == kind);
        return nodes.Count == 0 ? null : nodes[Choose(nodes.Count)];
    }

    /// <summary>A number below <paramref name="count"/>; once the choices are used up, 0.</summary>
    private int Choose(int count) => next < choices.Length ? (int)(choices[next++] % (uint)count) : 0;
}
