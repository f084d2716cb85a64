using System.Reflection;

namespace ExprAD.Capture;

/// <summary>A constructor that does nothing but fill fields with its arguments and with constants.</summary>
internal sealed class PartsConstructor
{
    private readonly Composite composite;
    private readonly Dictionary<FieldInfo, Filling> fields;

    private PartsConstructor(Composite composite, ConstructorInfo info, Dictionary<FieldInfo, Filling> fields)
    {
        this.composite = composite;
        this.fields = fields;
        Info = info;
    }

    public ConstructorInfo Info { get; }

    public static PartsConstructor? Read(Composite composite, ConstructorInfo constructor)
    {
        var fields = new Dictionary<FieldInfo, Filling>();
        if (IsTupleWithRest(composite.Type))
        {
            // Its constructor also checks that the rest is a tuple.
            foreach (var (part, i) in composite.Parts.Select((p, i) => (p, i)))
            {
                fields.Add(Accessors.Declared(part.Field), new Filling(i, null));
            }

            return new PartsConstructor(composite, constructor, fields);
        }

        Filling[] arguments = [.. constructor.GetParameters().Select((_, i) => new Filling(i, null))];
        return Run(constructor, arguments, fields) && fields.All(f => Fits(f.Value, f.Key, constructor))
            ? new PartsConstructor(composite, constructor, fields)
            : null;
    }

    /// <summary>The number of the argument that a part is filled with; −1 where it is a constant.</summary>
    public int ArgumentOf(Part part) => fields.TryGetValue(Accessors.Declared(part.Field), out var filling) ? filling.Argument : -1;

    /// <summary>What the constructor makes of these arguments.</summary>
    public Aggregate Make(IReadOnlyList<Value> arguments, Func<object?, Type, Value> constant, Func<Type, Value> byDefault) =>
        new(composite.Type, composite.Parts.ToDictionary(p => p.Name, p =>
            !fields.TryGetValue(Accessors.Declared(p.Field), out var filling) ? byDefault(p.Type)
            : filling.Argument >= 0 ? arguments[filling.Argument]
            : constant(filling.Constant, p.Type)));

    /// <summary>The arguments from which the constructor would make <paramref name="aggregate"/>.</summary>
    public IEnumerable<Value> Arguments(Aggregate aggregate) =>
        composite.Parts.OrderBy(ArgumentOf).Select(p => aggregate.Members[p.Name]);

    /// <summary>A field of another type than its argument's would convert it.</summary>
    private static bool Fits(Filling filling, FieldInfo field, ConstructorInfo constructor)
    {
        if (filling.Argument < 0)
        {
            return true;
        }

        var type = constructor.GetParameters()[filling.Argument].ParameterType;
        return type == field.FieldType || (!type.IsValueType && field.FieldType.IsAssignableFrom(type));
    }

    /// <summary>Executes the constructor on symbols; false where it does what has no evident meaning.</summary>
    private static bool Run(ConstructorInfo constructor, Filling[] arguments, Dictionary<FieldInfo, Filling> fields)
    {
        if (StraightIl.Of(constructor) is not { } instructions)
        {
            return false;
        }

        // 'this' is argument 0 of the IL, and null on the stack here.
        var stack = new Stack<Filling?>();
        foreach (var instruction in instructions)
        {
            switch (instruction.Code)
            {
                case Il.LoadArgument:
                    stack.Push(instruction.Number == 0 ? null : arguments[instruction.Number - 1]);
                    break;
                case Il.LoadConstant:
                    stack.Push(new Filling(-1, instruction.Operand));
                    break;
                case Il.StoreField when Assign((FieldInfo)instruction.Operand!, stack, fields):
                    break;
                case Il.Call when instruction.Operand is MethodInfo setter && Accessors.FieldWrittenBy(setter) is { } field && Assign(field, stack, fields):
                    break;
                case Il.Call when instruction.Operand is ConstructorInfo other && CallConstructor(other, stack, fields):
                    break;
                case Il.Return:
                    return stack.Count == 0;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool Assign(FieldInfo field, Stack<Filling?> stack, Dictionary<FieldInfo, Filling> fields)
    {
        var value = stack.Pop();
        if (value is null || stack.Pop() is not null)
        {
            return false;
        }

        fields[Accessors.Declared(field)] = value;
        return true;
    }

    private static bool CallConstructor(ConstructorInfo constructor, Stack<Filling?> stack, Dictionary<FieldInfo, Filling> fields)
    {
        var arguments = new Filling[constructor.GetParameters().Length];
        for (var i = arguments.Length - 1; i >= 0; i--)
        {
            if (stack.Pop() is not { } argument)
            {
                return false;
            }

            arguments[i] = argument;
        }

        return stack.Pop() is null && (constructor.DeclaringType == typeof(object) || Run(constructor, arguments, fields));
    }

    private static bool IsTupleWithRest(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTuple<,,,,,,,>) || type.GetGenericTypeDefinition() == typeof(Tuple<,,,,,,,>));

    /// <summary>What a field is filled with: an argument, by number, or a constant where that is −1.</summary>
    private sealed record Filling(int Argument, object? Constant);
}
