using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Linq;

/// <summary>A function that an operator applies to elements.</summary>
internal sealed class Function
{
    private const int UnknownSize = 16;
    private const int BigEnough = 1000;

    private readonly Func<Value[], Value> call;

    public Function(int arity, Type result, int size, Func<Value[], Value> call)
    {
        Arity = arity;
        Result = result;
        Size = size;
        this.call = call;
    }

    /// <summary>A lambda or delegate of the user's.</summary>
    public Function(ExpressionCapture capture, Value function)
    {
        if (function is LambdaValue { Lambda: var program } && Assignments.ToOuter(program) is { } variable)
        {
            throw capture.Refuse($"the lambda assigns {variable.Name}, which is declared outside of it", "Carry the value along with Aggregate.", program);
        }

        var invoke = function.Type.GetMethod("Invoke")!;
        Arity = invoke.GetParameters().Length;
        Result = invoke.ReturnType;
        Size = function is LambdaValue { Lambda: var lambda } ? SizeOf(lambda.Body) : UnknownSize;
        call = arguments => capture.Invoke(function, arguments);
    }

    public int Arity { get; }

    /// <summary>The C# type of what it gives.</summary>
    public Type Result { get; }

    /// <summary>Roughly how many nodes a call takes.</summary>
    public int Size { get; }

    public Value Call(params Value[] arguments) => call(arguments);

    /// <summary>Applies it to an element, and to the number of that element when it takes two arguments.</summary>
    public Value Call(Value element, Node index) =>
        Arity == 1 ? Call(element) : Call(element, new NodeValue(index, typeof(int)));

    private static int SizeOf(Expression body)
    {
        var seen = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Expression>([body]);
        while (seen.Count < BigEnough && pending.TryPop(out var expression))
        {
            if (seen.Add(expression))
            {
                foreach (var child in ExpressionChildren.Of(expression))
                {
                    pending.Push(child);
                }
            }
        }

        return seen.Count;
    }
}
