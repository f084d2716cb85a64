using ExprAD.IR;

namespace ExprAD.Tests.Differentiation;

internal sealed partial class RandomGraph
{
    /// <summary>The length of the array that functions are given to work on.</summary>
    private const int Room = 2;

    private static readonly IrType Vector = IrType.Of(typeof(double[]));

    /// <summary>Those that are complete.</summary>
    private readonly List<Function> functions = [];

    /// <summary>In the body of a function: the function, and the number of calls within each other that are left.</summary>
    private (Function Function, Node Left)? self;

    /// <summary>Calls the function whose body this is, one that there is, or a new one.</summary>
    private void Call(int depth)
    {
        if (self is { } own && choices.Next(3) > 0)
        {
            Call(own.Function, b.Apply(Ops.Sub, own.Left, b.Constant(1)));
            return;
        }

        var function = functions.Count > 0 && choices.Flip() ? choices.Pick(functions) : functions.Count < 3 && self is null ? Make(depth) : null;
        if (function is not null)
        {
            Call(function, b.Constant(choices.Next(3)));
        }
    }

    private void Call(Function function, Node left)
    {
        var known = arrays.FindAll(a => a.Length == Room);
        var given = known.Count > 0 && choices.Next(3) > 0 ? choices.Pick(known).Array : b.NewArray(Vector, b.Constant(Room));
        var results = b.Invoke(function, Number(), Number(), left, array, rows, given);
        numbers.AddRange(results[..2]);
        if (results.Length > 2)
        {
            arrays.Add((results[2], Room));
        }
    }

    /// <summary>f(x, y, left, w, r, a): something without further calls when none is left, else something with.</summary>
    private Function Make(int depth)
    {
        var givesArray = choices.Flip();
        IrType[] results = givesArray ? [IrType.F64, IrType.F64, Vector] : [IrType.F64, IrType.F64];
        var function = new Function($"f{functions.Count}", [IrType.F64, IrType.F64, IrType.I32, array.Type, rows.Type, Vector], results);
        var outer = (b, array, rows, numbers, wholes, arrays, places, self);
        b = new GraphBuilder(b.Strict);
        var x = b.Input(IrType.F64, "x", InputRole.Parameter);
        var y = b.Input(IrType.F64, "y", InputRole.Parameter);
        var left = b.Input(IrType.I32, "left", InputRole.Parameter);
        (array, rows) = (b.Input(array.Type, "w", InputRole.Parameter), b.Input(rows.Type, "r", InputRole.Parameter));
        var work = b.Input(Vector, "a", InputRole.Parameter);
        (numbers, wholes, arrays, places) = ([x, y], [left, b.Length(array)], [(work, Room)], []);
        var values = b.If(
            b.Apply(Ops.Le, left, b.Constant(0)),
            () => Inside(() => Side(null)),
            () => Inside(() => Side((function, left))));
        function.Define(b.Build(function.Name, values, [.. ((string[])["u", "v", "array"])[..values.Length]], function.Name));
        (b, array, rows, numbers, wholes, arrays, places, self) = outer;
        functions.Add(function);
        return function;

        Node[] Side((Function, Node)? within)
        {
            self = within;
            Block(depth);
            if (within is not null)
            {
                Call(function, b.Apply(Ops.Sub, left, b.Constant(1)));
                Block(depth);
            }

            self = null;
            var array = arrays.FindLast(a => a.Length == Room).Array;
            return givesArray ? [Bounded(), Bounded(), array] : [Bounded(), Bounded()];
        }
    }
}
