using ExprAD.Capture.Functions;
using ExprAD.Capture.Linq;
using ExprAD.Capture.Methods;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>
/// Methods that call themselves become functions of the graph. A function sees nothing but its parameters: what its body takes
/// from outside is found out by building it, and it is built again with that as further parameters.
/// </summary>
internal sealed partial class ExpressionCapture
{
    /// <summary>In how many versions, for arguments of different make-up, one method may exist.</summary>
    private const int MostVersions = 8;

    /// <summary>How often what is learned of a function may make it be built again.</summary>
    private const int MostAttempts = 12;

    private readonly List<CapturedRecursion> recursions = [];

    /// <summary>The function whose body is being built; null for that of the graph.</summary>
    private CapturedRecursion? inside;

    /// <summary>In that body, what stands for values from outside. Null once one turned up that was not foreseen.</summary>
    private Dictionary<Node, Node> imported = [];
    private bool isIncomplete;

    /// <summary>The bodies around it that are being built too.</summary>
    private readonly List<GraphBuilder> around = [];

    private Value CallRecursion(LiftedMethod method, Value[] arguments)
    {
        Value[] settled = [.. arguments.Select(Loops.Settle)];
        var recursion = recursions.Find(r => r.Method == method && r.Takes(settled)) ?? Capture(method, settled);
        if (recursion.Result is not { } shape)
        {
            throw Refuse(
                $"{Liftable.NameOf(method.Method)} calls itself, and it depends on the call what a result of type {Text.CSharpText.NameOf(method.Body.Type)} is made up of",
                "Return a number, an array or a struct.");
        }

        memo.Reached(Memo.Never);
        var nodes = (ReadOnlySpan<Node>)Builder.Invoke(recursion.Function, [
            .. settled.SelectMany(Flatten),
            .. recursion.Mentioned.SelectMany(v => Flatten(StateOf(v))),
            .. recursion.Imports.Select(Here)]);
        var result = shape.Rebuild(ref nodes);
        foreach (var variable in recursion.Assigned)
        {
            states.Assign(variable, recursion.StateShape(variable).Rebuild(ref nodes));
        }

        return result;
    }

    /// <summary>A value as it can be seen from the body that is being built.</summary>
    private Node Here(Node node)
    {
        if (inside is null || node.IsConstant || !around.Exists(b => b.Owns(node)))
        {
            return node;
        }

        if (!imported.TryGetValue(node, out var parameter))
        {
            // This attempt is in vain; what it is still good for is to find more of these.
            isIncomplete |= inside.Import(node);
            imported.Add(node, parameter = Builder.Input(node.Type, "outside", InputRole.Data));
            NoteCaptured(node, parameter);
        }

        return parameter;
    }

    private Value Here(Value value)
    {
        if (inside is null || value is LambdaValue or NoValue)
        {
            return value;
        }

        var nodes = Flatten(value);
        return nodes.Length == 0 ? value : Rebuild(value, Array.ConvertAll(nodes, Here));
    }

    private Value StateOf(System.Linq.Expressions.ParameterExpression variable) =>
        states.Find(variable) is { } value ? Loops.Settle(value) : DefaultOf(variable.Type);

    private CapturedRecursion Capture(LiftedMethod method, Value[] arguments)
    {
        if (recursions.Count(r => r.Method == method) >= MostVersions)
        {
            throw Refuse(
                $"{Liftable.NameOf(method.Method)} calls itself with arguments that are made up otherwise at each call",
                "Call it with arguments of one make-up: numbers, arrays, structs, and the same lambda.");
        }

        var use = scan.UseOf(method);
        var fields = scan.States.Select(s => s.Variable).Where(use.Mentioned.Contains).ToList();
        var recursion = new CapturedRecursion(
            method, arguments, [.. fields.Select(v => (v, StateOf(v)))], [.. fields.Where(v => use.Assigned.Contains(v) || use.AssignedByLambdas.Contains(v))], ResultOf(method));
        recursions.Add(recursion);
        for (var attempt = 0; !IsComplete(recursion); attempt++)
        {
            if (attempt == MostAttempts)
            {
                throw Refuse($"{Liftable.NameOf(method.Method)} calls itself, and its result is made up otherwise each time", "Return a number, an array or a struct.");
            }
        }

        return recursion;
    }

    /// <summary>What a result is made up like, where its type says so.</summary>
    private Value? ResultOf(LiftedMethod method)
    {
        var type = method.Method is System.Reflection.MethodInfo info ? info.ReturnType : method.Body.Type;
        return type == typeof(void) || type.IsValueType || type.IsArray ? DefaultOf(type) : null;
    }

    /// <summary>Builds the body. False when that taught something that has to be known from the start.</summary>
    private bool IsComplete(CapturedRecursion recursion)
    {
        var outer = (Builder, inside, imported, isIncomplete, states, memo);
        around.Add(Builder);
        (Builder, inside, imported, isIncomplete, memo) = (new GraphBuilder(Builder.Strict), recursion, [], false, new Memo());
        var parameters = recursion.Begin(Builder);
        var rest = (ReadOnlySpan<Node>)parameters;
        states = new Scope(null);
        var scope = new Scope(states);
        foreach (var (parameter, value) in recursion.Method.Parameters.Zip(recursion.Arguments(ref rest)))
        {
            Declare(scope, parameter, value);
        }

        foreach (var (variable, value) in recursion.Mentioned.Zip(recursion.States(ref rest)))
        {
            states.Declare(variable, value);
        }

        foreach (var (node, parameter) in recursion.Imports.Zip(rest.ToArray()))
        {
            imported.Add(node, parameter);
            NoteCaptured(node, parameter);
        }

        var isComplete = Finish(recursion, Loops.Settle(Build(recursion.Method, scope)));
        around.RemoveAt(around.Count - 1);
        (Builder, inside, imported, isIncomplete, states, memo) = outer;
        return isComplete;
    }

    private bool Finish(CapturedRecursion recursion, Value result)
    {
        var fields = recursion.Assigned.Select(v => (Value: StateOf(v), Shape: recursion.StateShape(v))).ToList();
        if (!recursion.Agrees(result) || isIncomplete)
        {
            return false;
        }

        if (fields.Exists(f => !f.Value.HasShapeOf(f.Shape)))
        {
            throw Refuse($"{Liftable.NameOf(recursion.Method.Method)} calls itself and makes up a field otherwise than before", "Assign values of one make-up.");
        }

        Node[] results = [.. Flatten(result), .. fields.SelectMany(f => Flatten(f.Value))];
        var name = recursion.Function.Name;
        recursion.Function.Define(Builder.Build(name, results, [.. results.Select((_, i) => i == 0 ? "value" : $"value{i}")], name));
        return true;
    }

    /// <summary>What stands for captured data is captured data.</summary>
    private void NoteCaptured(Node outside, Node parameter)
    {
        if (captured.Contains(outside))
        {
            captured.Add(parameter);
        }
    }
}
