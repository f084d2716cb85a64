using System.Linq.Expressions;
using ExprAD.IR;

namespace ExprAD.Capture.Flow;

/// <summary>The values that variables have at the place that is being built.</summary>
internal sealed class FlowVariables
{
    private readonly ExpressionCapture capture;
    private readonly Scope scope;
    private readonly HashSet<ParameterExpression> targets = [];

    /// <summary>The variables that hold objects made in the function, which are taken apart; what else comes into them is, too.</summary>
    private readonly HashSet<ParameterExpression> made = [];

    public FlowVariables(ExpressionCapture capture, Scope scope, FlowGraph graph)
    {
        this.capture = capture;
        this.scope = scope;
        FlowStep[] steps = [.. Steps(graph).Where(s => s.Target is not null)];
        targets.UnionWith(steps.Select(s => s.Target!));
        while (steps.Any(s => Composite.Of(s.Target!.Type) is { IsWhole: true } && !ExpressionCapture.IsData(s.Value, IsData) && made.Add(s.Target)))
        {
        }
    }

    public void Run(FlowStep step)
    {
        var value = capture.Visit(step.Value, scope);
        if (step.Target is { } target)
        {
            Set(target, Normal(target, value));
        }
    }

    /// <summary>The values now; a variable without one has the default.</summary>
    public Value[] Get(IReadOnlyList<ParameterExpression> variables) =>
        [.. variables.Select(v => scope.Find(v) ?? Normal(v, capture.DefaultOf(v.Type)))];

    /// <summary>The values now, with null for a variable that has none.</summary>
    public IReadOnlyList<(ParameterExpression Variable, Value? Value)> Save(IEnumerable<ParameterExpression> variables) =>
        [.. variables.Select(v => (v, scope.Find(v)))];

    public void Restore(IReadOnlyList<(ParameterExpression Variable, Value? Value)> saved)
    {
        foreach (var (variable, value) in saved)
        {
            if (value is null)
            {
                scope.Forget(variable);
            }
            else
            {
                Set(variable, value);
            }
        }
    }

    public void Set(IReadOnlyList<ParameterExpression> variables, IReadOnlyList<Value> values)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            Set(variables[i], values[i]);
        }
    }

    public void Set(ParameterExpression variable, Value value)
    {
        capture.Assign(scope, variable, value);
    }

    /// <summary>A value in the make-up that all values of a variable have.</summary>
    private Value Normal(ParameterExpression variable, Value value) =>
        made.Contains(variable) ? capture.TakeApart(value, Composite.Of(variable.Type)!)
        : value is NodeValue { Node.Type.Kind: TypeKind.Object } && IrType.Of(variable.Type).Kind == TypeKind.Object ? capture.As(value, variable.Type)
        : value;

    private bool IsData(ParameterExpression variable) =>
        targets.Contains(variable) ? !made.Contains(variable) : scope.Find(variable) is NodeValue;

    private static IEnumerable<FlowStep> Steps(FlowGraph graph)
    {
        foreach (var block in FlowOrder.Of(graph))
        {
            var inner = block.End is Guarded guarded ? Steps(guarded.Body).Concat(Steps(guarded.Last)) : [];
            foreach (var step in block.Steps.Concat(inner))
            {
                yield return step;
            }
        }
    }
}
