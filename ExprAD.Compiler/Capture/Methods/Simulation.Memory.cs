using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

internal sealed partial class Simulation
{
    /// <summary>Arrays, fields, references, and the types of objects.</summary>
    private bool Memory(IlInstruction instruction) =>
        Arrays(instruction) || Fields(instruction) || References(instruction) || Types(instruction);

    private bool Arrays(IlInstruction instruction)
    {
        switch (instruction.Name)
        {
            case "newarr":
                Push(Expression.NewArrayBounds((Type)instruction.Operand!, StackTyping.To(Pop(), typeof(int))));
                return true;
            case "ldlen":
                Push(Expression.ArrayLength(Pop()));
                return true;
            case "ldelema":
                Push(new AddressExpression(ElementPlace()));
                return true;
            case var name when name.StartsWith("ldelem", StringComparison.Ordinal):
                var index = Index(Pop());
                Push(Expression.ArrayIndex(Pop(), index));
                return true;
            case var name when name.StartsWith("stelem", StringComparison.Ordinal):
                var value = Pop();
                Assign(ElementPlace(), value);
                FoldArrayLiteral();
                return true;
            default:
                return false;
        }
    }

    private IndexExpression ElementPlace()
    {
        var index = Index(Pop());
        return Expression.ArrayAccess(Pop(), index);
    }

    private static Expression Index(Expression index) =>
        StackTyping.Widened(index) is { Type: var type } wide && type == typeof(int) ? wide : Expression.ConvertChecked(StackTyping.Widened(index), typeof(int));

    /// <summary>
    /// <c>t = new T[n]; t[0] = a; … t[n - 1] = z</c> with t still on the stack is an array literal. It is evaluated where it is taken from there.
    /// </summary>
    private void FoldArrayLiteral()
    {
        if (Stack is not [.., ParameterExpression array] || !variables.Temporaries.Contains(array)
            || Statements[^1] is not BinaryExpression { Left: IndexExpression { Arguments: [ConstantExpression { Value: int last }] } } || Statements.Count < last + 2
            || Statements[^(last + 2)] is not BinaryExpression { NodeType: ExpressionType.Assign, Right: NewArrayExpression { NodeType: ExpressionType.NewArrayBounds, Expressions: [ConstantExpression { Value: int length }] } made } start
            || start.Left != array || length != last + 1)
        {
            return;
        }

        var elements = new Expression[length];
        for (var i = 0; i < length; i++)
        {
            if (Statements[Statements.Count - length + i] is not BinaryExpression { NodeType: ExpressionType.Assign, Left: IndexExpression { Object: var into, Arguments: [ConstantExpression { Value: int at }] }, Right: var value }
                || into != array || at != i)
            {
                return;
            }

            elements[i] = value;
        }

        Statements.RemoveRange(Statements.Count - length - 1, length + 1);
        Pop();
        Push(Expression.NewArrayInit(made.Type.GetElementType()!, elements));
    }

    private bool Fields(IlInstruction instruction)
    {
        if (instruction.Operand is not FieldInfo field)
        {
            return false;
        }

        switch (instruction.Name)
        {
            case "ldfld":
                Push(Field(field));
                return true;
            case "ldflda":
                Push(new AddressExpression(Field(field)));
                return true;
            case "ldsfld":
                Push(Expression.Field(null, field));
                return true;
            case "ldsflda":
                Push(new AddressExpression(Expression.Field(null, field)));
                return true;
            case "stfld":
                var value = Pop();
                Assign(Field(field), value);
                return true;
            case "stsfld":
                Assign(Expression.Field(null, field), Pop());
                return true;
            default:
                return false;
        }
    }

    private MemberExpression Field(FieldInfo field)
    {
        var instance = Pop();
        return Expression.Field(Reference.Referent(instance.Type) is null ? StackTyping.To(instance, field.DeclaringType!) : Dereferenced(instance), field);
    }

    private bool References(IlInstruction instruction)
    {
        switch (instruction.Name)
        {
            case var name when name.StartsWith("ldind", StringComparison.Ordinal) || name is "ldobj":
                Push(Dereferenced(Pop()));
                return true;
            case var name when name.StartsWith("stind", StringComparison.Ordinal) || name is "stobj":
                var value = Pop();
                Assign(Dereferenced(Pop()), value);
                return true;
            case "initobj":
                var blank = (Type)instruction.Operand!;
                Assign(Dereferenced(Pop()), InlineArrays.ElementOf(blank) is { } element ? Expression.NewArrayBounds(element, Expression.Constant(InlineArrays.LengthOf(blank))) : Expression.Default(blank));
                return true;
            case "cpobj":
                var source = Pop();
                Assign(Dereferenced(Pop()), Dereferenced(source));
                return true;
            case "localloc":
                Pop();
                Push(new TokenExpression("localloc"));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The place that an address on the stack leads to.</summary>
    private static Expression Dereferenced(Expression address) =>
        address is AddressExpression { Place.Type.IsByRef: true } ? Expression.Property(address, nameof(Reference<int>.Value))
        : Reference.Referent(address.Type) is not null ? Reference.Dereference(address)
        : throw new CannotLiftException("it uses unsafe pointers", "Use arrays or spans.");

    private bool Types(IlInstruction instruction)
    {
        if (instruction.Operand is not Type type)
        {
            return false;
        }

        switch (instruction.Name)
        {
            case "box":
                Push(type.IsValueType ? Expression.Convert(StackTyping.Exactly(Pop(), type), typeof(object)) : Pop());
                return true;
            case "unbox":
                Push(new AddressExpression(Expression.Unbox(Pop(), type)));
                return true;
            case "unbox.any" or "castclass":
                Push(Expression.Convert(Pop(), type));
                return true;
            case "isinst" when type.IsValueType && Nullable.GetUnderlyingType(type) is null:
                var value = Pop() is var top && variables.IsFixed(top) ? top : Keep(top);
                Push(Expression.Condition(Expression.TypeIs(value, type), value, Expression.Constant(null, value.Type)));
                return true;
            case "isinst":
                Push(Expression.TypeAs(Pop(), type));
                return true;
            default:
                return false;
        }
    }
}
