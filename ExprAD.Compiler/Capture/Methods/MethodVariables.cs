using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

/// <summary>The parameters, locals and temporaries of a method.</summary>
internal sealed class MethodVariables
{
    private readonly List<ParameterExpression> temporaries = [];
    private readonly HashSet<ParameterExpression> changing = [];
    private readonly IReadOnlyDictionary<int, string> names;

    public MethodVariables(MethodBase method, MethodBody body, IReadOnlyList<IlInstruction> instructions)
    {
        var parameters = method.GetParameters().Select(p => Variable(p.ParameterType, p.Name ?? $"p{p.Position}"));
        var type = method.DeclaringType!;
        Parameters = method.IsStatic ? [.. parameters] : [Variable(type.IsValueType ? type.MakeByRefType() : type, "this"), .. parameters];
        names = LocalNames.Of(method);
        Locals = [.. body.LocalVariables.Select(v => Variable(v.LocalType, names.GetValueOrDefault(v.LocalIndex, $"v{v.LocalIndex}")))];
        Loads = new int[Locals.Count];
        Stores = new int[Locals.Count];
        foreach (var instruction in instructions)
        {
            switch (instruction.Name)
            {
                case "ldloc":
                    Loads[instruction.Number]++;
                    break;
                case "stloc":
                    Stores[instruction.Number]++;
                    changing.Add(Locals[instruction.Number]);
                    break;
                case "ldloca":
                    Loads[instruction.Number] = int.MinValue / 2;
                    Expose(Locals[instruction.Number], body);
                    break;
                case "starg":
                    changing.Add(Parameters[instruction.Number]);
                    break;
                case "ldarga":
                    Expose(Parameters[instruction.Number], body);
                    break;
            }
        }
    }

    /// <summary>The parameters, <c>this</c> being the first of an instance method.</summary>
    public IReadOnlyList<ParameterExpression> Parameters { get; }

    public IReadOnlyList<ParameterExpression> Locals { get; }

    /// <summary>Variables that references may refer to: what is stored through one may change them.</summary>
    public HashSet<ParameterExpression> Exposed { get; } = [];

    public IEnumerable<ParameterExpression> Temporaries => temporaries;

    private int[] Loads { get; }

    private int[] Stores { get; }

    /// <summary>True for a local that holds a value for a moment, and that nobody gave a name: it is stored once and loaded once.</summary>
    public bool IsMomentary(int local) => Loads[local] == 1 && Stores[local] == 1 && !names.ContainsKey(local);

    /// <summary>True for what is always the same: constants, temporaries, and parameters that are never assigned.</summary>
    public bool IsFixed(Expression value) =>
        value is ConstantExpression or MemberExpression { Expression: null, Member: FieldInfo { IsInitOnly: true } } || (value is ParameterExpression variable && (!changing.Contains(variable) || Closures.IsClosure(variable.Type)));

    public ParameterExpression NewTemporary(Type type)
    {
        var variable = Expression.Variable(type, $"t{temporaries.Count}");
        temporaries.Add(variable);
        return variable;
    }

    /// <summary>A parameter or local; one by reference holds a <see cref="Reference{T}"/>.</summary>
    private static ParameterExpression Variable(Type type, string name)
    {
        if (type.IsPointer || type.IsFunctionPointer)
        {
            throw new CannotLiftException("it uses unsafe pointers", "Use arrays or spans.");
        }

        return Expression.Variable(InlineArrays.ElementOf(type) is { } element ? element.MakeArrayType() : type.IsByRef ? Reference.To(type.GetElementType()!) : type, name);
    }

    private void Expose(ParameterExpression variable, MethodBody body)
    {
        changing.Add(variable);
        if (body.LocalVariables.Any(v => v.LocalType.IsByRef))
        {
            Exposed.Add(variable);
        }
    }
}
