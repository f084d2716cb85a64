using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

internal sealed partial class Simulation
{
    /// <summary>Interpolated strings that are being put together, by the variables of their handlers.</summary>
    private readonly Dictionary<ParameterExpression, Interpolation> interpolations = [];

    /// <summary>The type that the next call is made on, whatever it is.</summary>
    private Type? constrained;

    private bool Calls(IlInstruction instruction)
    {
        switch (instruction.Name)
        {
            case "constrained.":
                constrained = (Type)instruction.Operand!;
                return true;
            case "call" or "callvirt":
                var called = (MethodBase)instruction.Operand!;
                if (called is ConstructorInfo constructor)
                {
                    Initialise(constructor);
                }
                else
                {
                    Call((MethodInfo)called, instruction.Name == "callvirt");
                }

                return true;
            case "newobj":
                New((ConstructorInfo)instruction.Operand!);
                return true;
            case "ldftn":
                Push(new TokenExpression(instruction.Operand!));
                return true;
            case "ldvirtftn":
                Pop();
                Push(new TokenExpression(instruction.Operand!));
                return true;
            case "calli":
                throw new CannotLiftException("it calls a function pointer", "Call a method or a delegate.");
            default:
                return false;
        }
    }

    private void Call(MethodInfo called, bool isVirtual)
    {
        var parameters = called.GetParameters();
        var arguments = Pop(parameters.Length);
        if (called.DeclaringType == typeof(RuntimeHelpers) && called.Name == nameof(RuntimeHelpers.InitializeArray) && arguments[1] is TokenExpression { Content: FieldInfo data })
        {
            FillArray(arguments[0], data);
            return;
        }

        if (called.DeclaringType == typeof(Type) && called.Name == nameof(Type.GetTypeFromHandle) && arguments[0] is TokenExpression { Content: Type type })
        {
            Push(Expression.Constant(type));
            return;
        }

        if (Interpolation.IsHandler(called.DeclaringType) && Interpolate(called, arguments))
        {
            return;
        }

        if (InlineArrays.Helper(called, arguments) is { } helped)
        {
            Push(helped);
            return;
        }

        if (called.IsStatic && constrained is { } on)
        {
            called = Receivers.Implementation(called, on);
            parameters = called.GetParameters();
            constrained = null;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(arguments[i], parameters[i].ParameterType);
        }

        var instance = called.IsStatic ? null : Instance(ref called);
        Give(Calling.Of(called, instance, arguments, isVirtual));
    }

    /// <summary>A call of the handler of an interpolated string that began in this piece.</summary>
    private bool Interpolate(MethodInfo called, Expression[] arguments)
    {
        if (Stack is not [.., AddressExpression { Root: { } handler }] || !interpolations.TryGetValue(handler, out var text))
        {
            return false;
        }

        if (called.Name == nameof(DefaultInterpolatedStringHandler.ToStringAndClear))
        {
            interpolations.Remove(handler);
            Pop();
            Push(text.Text());
            return true;
        }

        var parameters = called.GetParameters();
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = StackTyping.Exactly(arguments[i], parameters[i].ParameterType);
        }

        if (!variables.IsFixed(arguments[0]))
        {
            arguments[0] = Keep(arguments[0]);
        }

        if (!text.Append(called, arguments))
        {
            throw new CannotLiftException("it puts together text in a way that is not known", "Use string.Format.");
        }

        Pop();
        return true;
    }

    /// <summary>What a call gives: a value on the stack, or a statement.</summary>
    private void Give(Expression result)
    {
        if (result.Type == typeof(void) || result is BinaryExpression { NodeType: ExpressionType.Assign })
        {
            Emit(result);
        }
        else
        {
            Push(result.Type.IsByRef ? new AddressExpression(result) : result);
        }
    }

    /// <summary>An argument; for a parameter by reference, the place.</summary>
    private static Expression Argument(Expression argument, Type type) => type.IsByRef ? Dereferenced(argument)
        : type.IsPointer ? throw new CannotLiftException("it uses unsafe pointers", "Use arrays or spans.")
        : StackTyping.Exactly(argument, type);

    private Expression Instance(ref MethodInfo called)
    {
        var instance = Pop();
        var type = called.DeclaringType!;
        if (constrained is { } on)
        {
            constrained = null;
            var place = Dereferenced(instance);
            if (!on.IsValueType)
            {
                return StackTyping.To(place, type);
            }

            called = Receivers.Implementation(called, on);
            return called.DeclaringType!.IsValueType ? place : Expression.Convert(place, called.DeclaringType);
        }

        return type.IsValueType ? Reference.Referent(instance.Type) is null ? StackTyping.To(instance, type) : Dereferenced(instance)
            : StackTyping.To(instance, type);
    }

    /// <summary>A constructor called on a place: it gives the place a new value. In a constructor, the one of the base type.</summary>
    private void Initialise(ConstructorInfo constructor)
    {
        var parameters = constructor.GetParameters();
        var arguments = Pop(parameters.Length).Zip(parameters, (a, p) => Argument(a, p.ParameterType)).ToArray();
        var place = Pop();
        if (Interpolation.IsHandler(constructor.DeclaringType) && arguments.Length == 2 && place is AddressExpression { Root: { } handler })
        {
            interpolations[handler] = new Interpolation();
        }
        else if (constructor.DeclaringType!.IsValueType)
        {
            Assign(Dereferenced(place), Expression.New(constructor, arguments));
        }
        else if (constructor.DeclaringType != typeof(object))
        {
            Emit(Calling.Exactly(constructor, [place, .. arguments]));
        }
    }

    private void New(ConstructorInfo constructor)
    {
        var type = constructor.DeclaringType!;
        var parameters = constructor.GetParameters();
        var arguments = Pop(parameters.Length);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var method = arguments[1] is TokenExpression { Content: MethodInfo pointed } ? pointed : throw new CannotLiftException("it makes a delegate of a pointer");
            Push(Delegates.Of(type, method, variables.IsFixed(arguments[0]) ? arguments[0] : Keep(arguments[0])));
            return;
        }

        if (arguments is [TokenExpression { Content: "localloc" }, var count] && Linq.Transparent.IsSpan(type))
        {
            // stackalloc: an array that nobody else knows.
            var element = type.GenericTypeArguments[0];
            Push(Expression.Call(type.GetMethod("op_Implicit", [element.MakeArrayType()])!, Expression.NewArrayBounds(element, StackTyping.To(count, typeof(int)))));
            return;
        }

        Push(type.IsArray
            ? Expression.NewArrayBounds(type.GetElementType()!, arguments.Select(a => StackTyping.To(a, typeof(int))))
            : Expression.New(constructor, arguments.Zip(parameters, (a, p) => Argument(a, p.ParameterType))));
    }

    /// <summary>An array whose elements lie in the assembly: <c>new[] { 1.0, 2.0 }</c>.</summary>
    private void FillArray(Expression target, FieldInfo data)
    {
        if (target is not ParameterExpression variable || Statements.FindLastIndex(s => s is BinaryExpression { NodeType: ExpressionType.Assign } a && a.Left == variable) is not (>= 0 and var at)
            || ((BinaryExpression)Statements[at]).Right is not NewArrayExpression { NodeType: ExpressionType.NewArrayBounds } made)
        {
            throw new CannotLiftException("it fills an array from data of the assembly");
        }

        int[] lengths = [.. made.Expressions.Select(e => e is ConstantExpression { Value: int length } ? length : throw new CannotLiftException("it fills an array from data of the assembly"))];
        var element = made.Type.GetElementType()!;
        var array = Array.CreateInstance(element, lengths);
        RuntimeHelpers.InitializeArray(array, data.FieldHandle);
        if (lengths.Length == 1)
        {
            Statements.RemoveAt(at);
            var literal = Expression.NewArrayInit(element, array.Cast<object>().Select(v => Expression.Constant(v, element)));
            if (Stack is [.., var top] && top == variable)
            {
                Pop();
                Push(literal);
                return;
            }

            Statements.Insert(at, Expression.Assign(variable, literal));
            return;
        }

        foreach (var index in Indices(lengths))
        {
            Emit(Expression.Assign(Expression.ArrayAccess(variable, index.Select(i => Expression.Constant(i))), Expression.Constant(array.GetValue(index), element)));
        }
    }

    private static IEnumerable<int[]> Indices(int[] lengths)
    {
        var index = new int[lengths.Length];
        for (var count = lengths.Aggregate(1, (a, b) => a * b); count > 0; count--)
        {
            yield return [.. index];
            for (var d = lengths.Length - 1; d >= 0 && ++index[d] == lengths[d]; d--)
            {
                index[d] = 0;
            }
        }
    }
}
