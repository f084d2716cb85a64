using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    /// <summary>Declares the fields outside the function that it assigns as variables beside them.</summary>
    public void DeclareStates(Scope scope)
    {
        states = scope;
        foreach (var state in scan.States)
        {
            scan.AddAssigned(state.Variable);
            if (!scan.CallsOut)
            {
                var owner = state.Place.Expression is null ? null : Visit(state.Place.Expression, scope);
                scope.Declare(state.Variable, IsPlain(state.Place.Member) ? Read(owner, state.Place.Member) : Member(owner, state.Place.Member));
            }
        }
    }

    private Value Block(BlockExpression block, Scope scope)
    {
        var inner = new Scope(scope);
        foreach (var variable in block.Variables)
        {
            inner.Declare(variable, DefaultOf(variable.Type));
        }

        Value value = NoValue.Instance;
        foreach (var statement in block.Expressions)
        {
            value = Visit(statement, inner);
        }

        return block.Type == typeof(void) ? NoValue.Instance : value;
    }

    private Value Assign(BinaryExpression assign, Scope scope)
    {
        if (assign.NodeType == ExpressionType.Assign)
        {
            return Place(assign.Left, scope).Set(() => Visit(assign.Right, scope));
        }

        var place = CompoundPlace(assign.Left, scope);
        var before = place.Get();
        return place.Set(() =>
        {
            var after = Operate(assign, before, Visit(assign.Right, scope));
            return assign.Conversion is null ? after : Invoke(new LambdaValue(assign.Conversion, scope), after);
        });
    }

    /// <summary><c>++</c> and <c>--</c>, before or after.</summary>
    private Value StepOf(UnaryExpression step, Scope scope)
    {
        var place = CompoundPlace(step.Operand, scope);
        var before = place.Get();
        var kind = Operators.IsIncrement(step.NodeType) ? ExpressionType.Increment : ExpressionType.Decrement;
        var after = place.Set(() => StepFrom(before, kind, step));
        return step.NodeType is ExpressionType.PreIncrementAssign or ExpressionType.PreDecrementAssign ? after : before;
    }

    private Value StepFrom(Value value, ExpressionType kind, UnaryExpression step) =>
        step.Method is { } method ? CallMethod(method, null, value)
        : Nullables.IsNullable(value.Type) ? LiftedUnary(value, value.Type, v => StepFrom(v, kind, step))
        : new NodeValue(
            Step(kind, ToNode(value), value.Type) ?? throw Refuse($"{step.NodeType} has no meaning for the type {CSharpText.NameOf(value.Type)}"),
            value.Type);

    /// <summary>As compiled lambdas have it, a compound assignment to a part of a struct assigns the part of a copy.</summary>
    private (Func<Value> Get, Func<Func<Value>, Value> Set) CompoundPlace(Expression target, Scope scope) =>
        target is MemberExpression { Expression.Type.IsValueType: true } part
            ? (() => MemberAccess(part, scope), Setter(_ => { }))
            : Place(target, scope);

    /// <summary>What stands left of an assignment: how to read it and how to write it, its parts being evaluated now.</summary>
    private (Func<Value> Get, Func<Func<Value>, Value> Set) Place(Expression target, Scope scope)
    {
        switch (target)
        {
            case ParameterExpression variable:
                return (() => Visit(variable, scope), Setter(v => scope.Assign(variable, v)));
            case MemberExpression { Expression: { Type.IsValueType: true } whole } part:
                var outer = Place(whole, scope);
                return (() => Member(outer.Get(), part.Member), Setter(v => outer.Set(() => WithPart(outer.Get(), part.Member, v))));
            case MemberExpression member when !scan.CallsOut && scan.StateOf(member) is { } state:
                var owner = member.Expression is null ? null : VisitNode(member.Expression, scope);
                return (() => Visit(state.Variable, scope), Setter(v =>
                {
                    SetMember(owner, member.Member, v is NodeValue { Node: var node } ? node : ToNode(v));
                    scope.Assign(state.Variable, v);
                }));
            case MemberExpression member:
                return MemberPlace(member, member.Expression is null ? null : Visit(member.Expression, scope));
            case IndexExpression { Indexer: null } element:
                var array = Visit(element.Object!, scope);
                Node[] indices = [.. element.Arguments.Select(a => VisitNode(a, scope))];
                return (() => Element(array, element.Type, indices), Setter(v => SetElement(array, element.Type, indices, v)));
            case IndexExpression { Indexer: { } indexer } item:
                var instance = Visit(item.Object!, scope);
                Value[] arguments = [.. item.Arguments.Select(a => Visit(a, scope))];
                return (() => CallMethod(indexer.GetMethod!, instance, arguments), Setter(v => CallMethod(indexer.SetMethod!, instance, [.. arguments, v])));
            default:
                throw Refuse("this can't be assigned");
        }
    }

    private (Func<Value> Get, Func<Func<Value>, Value> Set) MemberPlace(MemberExpression member, Value? instance)
    {
        if (instance is Aggregate)
        {
            throw Refuse($"{member.Member.Name} of an object made in the function is assigned", "Make a new object with the new value.");
        }

        var owner = instance is null ? null : ToNode(instance);
        return (() => Member(instance, member.Member), Setter(v => SetMember(owner, member.Member, ToData(
            v,
            member.Type,
            $"a number that is differentiated is kept in {member.Member.Name}, outside the function",
            "Keep it in a variable, and assign the result outside."))));
    }

    private static Func<Func<Value>, Value> Setter(Action<Value> set) => make =>
    {
        var value = make();
        set(value);
        return value;
    };

    private Value WithPart(Value whole, MemberInfo member, Value value) =>
        Composite.Of(whole.Type) is { IsWhole: true } composite && composite.Find(member) is { } part && TakeApart(whole, composite) is Aggregate aggregate
            ? aggregate.With(part.Name, value)
            : throw Refuse($"{member.Name} of a {CSharpText.NameOf(whole.Type)} that is data is assigned", "Make a new value.");

    private NoValue Throw(UnaryExpression statement, Scope scope)
    {
        var outer = isDiscarded;
        isDiscarded = true;
        var exception = VisitNode(statement.Operand!, scope);
        isDiscarded = outer;
        Builder.Emit(Ops.Throw, IrType.Void, [exception]);
        memo.Reached(Memo.Never);
        return NoValue.Instance;
    }
}
