using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

/// <summary>
/// Runs the instructions of a block on a stack of expressions. What has an effect becomes a statement, in order; what stands on the stack
/// is evaluated where it is taken from there, or kept in a temporary before a statement that would change what it gives.
/// </summary>
internal sealed partial class Simulation
{
    private readonly MethodVariables variables;
    private readonly MethodBase method;
    private readonly IlBlocks blocks;

    public Simulation(MethodBase method, MethodVariables variables, IlBlocks blocks, IEnumerable<Expression> stack)
    {
        (this.method, this.variables, this.blocks) = (method, variables, blocks);
        Stack = [.. stack];
    }

    public List<Expression> Statements { get; } = [];

    public List<Expression> Stack { get; }

    /// <summary>Runs a block; gives how it ends.</summary>
    public BlockEnd Run(IlBlock block)
    {
        foreach (var instruction in block.Instructions)
        {
            if (End(instruction, block) is { } end)
            {
                return end;
            }

            if (!(Values(instruction) || Arithmetic(instruction) || Memory(instruction) || Calls(instruction)))
            {
                throw new CannotLiftException($"the instruction {instruction.Name} has no meaning for derivatives");
            }
        }

        return new Goto(block.Next ?? throw new CannotLiftException("its code has no end"));
    }

    private BlockEnd? End(IlInstruction instruction, IlBlock block)
    {
        switch (instruction.Name)
        {
            case "br":
                return new Goto(Target(instruction));
            case "leave":
                Stack.Clear();
                return new Goto(Target(instruction));
            case "brtrue":
                return Branch(StackTyping.Truth(Pop()), Target(instruction), block.Next!);
            case "brfalse":
                return Branch(StackTyping.Not(StackTyping.Truth(Pop())), Target(instruction), block.Next!);
            case "switch":
                return new Select(StackTyping.To(Pop(), typeof(int)), [.. ((int[])instruction.Operand!).Select(blocks.At)], block.Next!);
            case "ret":
                return new Leave(method is MethodInfo { ReturnType: var type } && type != typeof(void) ? Result(type) : null);
            case "throw":
                Emit(Expression.Throw(Pop()));
                return new Never();
            case "rethrow":
                Emit(Expression.Rethrow());
                return new Never();
            case "endfinally":
                return new EndHandler();
            case var name when name[0] == 'b' && Comparison(name[1..]) is { } condition:
                return Branch(condition, Target(instruction), block.Next!);
            default:
                return null;
        }
    }

    private Expression Result(Type type) => type.IsByRef ? Pop() : StackTyping.Exactly(Pop(), type);

    private IlBlock Target(IlInstruction instruction) => blocks.At(((IlTarget)instruction.Operand!).Offset);

    private static BlockEnd Branch(Expression condition, IlBlock then, IlBlock otherwise) =>
        then == otherwise && condition is ParameterExpression or ConstantExpression ? new Goto(then)
        : condition is UnaryExpression { NodeType: ExpressionType.Not, Method: null, Operand: var positive } ? new Choose(positive, otherwise, then)
        : new Choose(condition, then, otherwise);

    /// <summary>Constants, variables, and the stack itself.</summary>
    private bool Values(IlInstruction instruction)
    {
        switch (instruction.Name)
        {
            case "nop" or "break" or "readonly." or "volatile." or "tail." or "unaligned.":
                return true;
            case "ldc.i4" or "ldc.i8" or "ldc.r4" or "ldc.r8" or "ldstr":
                Push(Expression.Constant(instruction.Operand));
                return true;
            case "ldnull":
                Push(Expression.Constant(null, typeof(object)));
                return true;
            case "ldarg":
                Push(variables.Parameters[instruction.Number]);
                return true;
            case "ldloc":
                LoadLocal(instruction.Number);
                return true;
            case "ldarga":
                Push(new AddressExpression(variables.Parameters[instruction.Number]));
                return true;
            case "ldloca":
                Push(new AddressExpression(variables.Locals[instruction.Number]));
                return true;
            case "starg":
                Assign(variables.Parameters[instruction.Number], Pop());
                return true;
            case "stloc":
                Assign(variables.Locals[instruction.Number], Pop());
                return true;
            case "dup":
                Duplicate();
                return true;
            case "pop":
                Discard(Pop());
                return true;
            case "ldtoken":
                Push(new TokenExpression(instruction.Operand!));
                return true;
            case "sizeof":
                Push(Expression.Constant(System.Runtime.InteropServices.Marshal.SizeOf((Type)instruction.Operand!)));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A local; what was put into one for this moment only is taken from where it came.</summary>
    private void LoadLocal(int number)
    {
        var local = variables.Locals[number];
        if (variables.IsMomentary(number) && Statements is [.., BinaryExpression { NodeType: ExpressionType.Assign, Right: var value } last] && last.Left == local
            && !Stack.Exists(e => Interferes(e, value)))
        {
            Statements.RemoveAt(Statements.Count - 1);
            Push(value);
            return;
        }

        Push(local);
    }

    private void Duplicate()
    {
        var value = Pop();
        if (value is AddressExpression address)
        {
            value = Settled(address);
        }
        else if (value is not (ParameterExpression or ConstantExpression or TokenExpression))
        {
            value = Keep(value);
        }

        Push(value);
        Push(value);
    }

    /// <summary>A value that nobody wants: it is computed for its effects.</summary>
    private void Discard(Expression value)
    {
        if (value is not (ParameterExpression or ConstantExpression or AddressExpression))
        {
            Emit(value);
        }
    }

    private void Assign(Expression place, Expression value)
    {
        var typed = StackTyping.To(value, place.Type);
        if (place is MemberExpression { Member: FieldInfo { IsInitOnly: true } })
        {
            // In a constructor.
            place = Expression.Property(new AddressExpression(place), nameof(Reference<int>.Value));
        }

        Emit(Expression.Assign(place, typed.Type == place.Type || !typed.Type.IsValueType ? typed : Expression.Convert(typed, place.Type)));
    }

    /// <summary>Puts a value into a temporary.</summary>
    private ParameterExpression Keep(Expression value)
    {
        var temporary = variables.NewTemporary(value.Type);
        Emit(Expression.Assign(temporary, value));
        return temporary;
    }

    /// <summary>Puts a value into a temporary, whatever stands on the stack.</summary>
    private ParameterExpression KeepNow(Expression value)
    {
        var temporary = variables.NewTemporary(value.Type);
        Statements.Add(Expression.Assign(temporary, value));
        return temporary;
    }

    /// <summary>An address whose parts stay what they are.</summary>
    private Expression Settled(AddressExpression address) => address.Root is null ? new Settling(this).Visit(address)! : address;

    /// <summary>Adds a statement, before which what it would disturb on the stack is evaluated.</summary>
    private void Emit(Expression statement)
    {
        var disturbed = Stack.FindLastIndex(e => Interferes(e, statement));
        for (var i = 0; i <= disturbed; i++)
        {
            var entry = Stack[i];
            if (entry is ConstantExpression or TokenExpression)
            {
                continue;
            }

            // In order, from the bottom: what lies below has been evaluated before.
            Stack[i] = entry is AddressExpression address ? Settled(address) : KeepNow(entry);
        }

        Statements.Add(statement);
    }

    private bool Interferes(Expression entry, Expression statement) =>
        entry is not (ConstantExpression or TokenExpression)
        && Interference.Of(entry, variables.Exposed).With(Interference.Of(statement, variables.Exposed));

    private void Push(Expression value) => Stack.Add(value);

    private Expression Pop()
    {
        if (Stack.Count == 0)
        {
            throw new CannotLiftException("its code does not balance the stack");
        }

        var value = Stack[^1];
        Stack.RemoveAt(Stack.Count - 1);
        return value;
    }

    private Expression[] Pop(int count)
    {
        var values = new Expression[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    /// <summary>Puts the parts of an address into temporaries, where they may change; a variable whose address it is stays itself.</summary>
    private sealed class Settling(Simulation simulation) : ExpressionVisitor
    {
        private bool isInside;

        public override Expression? Visit(Expression? node)
        {
            if (isInside)
            {
                return node is null or ConstantExpression || simulation.variables.IsFixed(node) ? node : simulation.KeepNow(node);
            }

            isInside = true;
            var settled = base.Visit(node);
            isInside = false;
            return settled;
        }
    }
}
