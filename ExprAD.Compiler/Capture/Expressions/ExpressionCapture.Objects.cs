using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Methods;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using ExprAD.Interpretation;
using ExprAD.IR;

namespace ExprAD.Capture;

internal sealed partial class ExpressionCapture
{
    private Value New(NewExpression creation, Scope scope)
    {
        if (creation.Constructor is not { } constructor)
        {
            return DefaultOf(creation.Type);
        }

        Value[] arguments = [.. creation.Arguments.Select(a => Visit(a, scope))];
        return Construct(constructor, arguments);
    }

    /// <summary>A new object: taken apart where its constructor only fills its parts, else made by a call that only data goes into.</summary>
    private Value Construct(ConstructorInfo constructor, IReadOnlyList<Value> arguments)
    {
        var type = constructor.DeclaringType!;
        if (Nullable.GetUnderlyingType(type) is not null)
        {
            return Nullables.Make(type, Builder.Constant(true), arguments[0]);
        }

        if (VectorSubstitutes.For(constructor) is { } make)
        {
            return RunStandIn(make, [.. arguments]);
        }

        if (scan.Made.StandInFor(type) is { } standIn)
        {
            return StandInConstruction(constructor, standIn, arguments);
        }

        if (Composite.Made(type)?.Evident(constructor) is not { } evident || (!type.IsValueType && !scan.Made.HasIdentity(type) && Composite.Of(type) is not { IsWhole: true } && Purity.IsOfSystem(type)))
        {
            return LiftedConstruction(constructor, arguments) ?? OpaqueCall(constructor, null, [.. arguments]);
        }

        var aggregate = evident.Make(arguments, ConstantOf, DefaultOf);
        return scan.Made.HasIdentity(type) ? Allocate(type, aggregate) : aggregate;
    }

    /// <summary>A new object that may be changed, whose fields hold these values, or their defaults.</summary>
    private MadeObject Allocate(Type type, Aggregate? values)
    {
        memo.Reached(Memo.Never);
        return layouts.Of(type) is ObjectLayout layout
            ? layout.Allocate(values)
            : throw Refuse($"a {CSharpText.NameOf(type)} can't be made in the function", "Make it outside.");
    }

    private Value MemberInit(MemberInitExpression creation, Scope scope)
    {
        var made = Visit(creation.NewExpression, scope);
        if (made is MadeObject instance)
        {
            return Initialise(instance, creation, scope);
        }

        if (made is not Aggregate aggregate)
        {
            return OpaqueInit(creation, made, scope);
        }

        foreach (var binding in creation.Bindings)
        {
            if (binding is not MemberAssignment assignment || Composite.Made(aggregate.Type)?.Find(binding.Member) is not { } part)
            {
                throw Refuse($"the initialiser of {binding.Member.Name} does more than assign", "Assign the member as a whole.");
            }

            aggregate = aggregate.With(part.Name, Visit(assignment.Expression, scope));
        }

        return aggregate;
    }

    private MadeObject Initialise(MadeObject instance, MemberInitExpression creation, Scope scope)
    {
        foreach (var binding in creation.Bindings)
        {
            if (binding is not MemberAssignment assignment)
            {
                throw Refuse($"the initialiser of {binding.Member.Name} does more than assign", "Assign the member as a whole.");
            }

            MemberPlace(instance, binding.Member, assignment.Expression.Type).Set(Visit(assignment.Expression, scope));
        }

        return instance;
    }

    /// <summary>Assignments to an object that is data.</summary>
    private Value OpaqueInit(MemberInitExpression creation, Value made, Scope scope)
    {
        var node = ToNode(made);
        foreach (var binding in creation.Bindings)
        {
            if (binding is not MemberAssignment assignment || creation.Type.IsValueType)
            {
                throw Refuse($"a {CSharpText.NameOf(creation.Type)} can't be made in the function", "Make it outside, or use a record or a tuple.");
            }

            var (reason, suggestion) = ($"{CSharpText.NameOf(creation.Type)} does more with a number that is differentiated than keep it", "Use a record or a tuple, or pass data only.");
            var type = binding.Member is FieldInfo field ? field.FieldType : ((PropertyInfo)binding.Member).PropertyType;
            SetMember(node, binding.Member, ToData(Visit(assignment.Expression, scope), type, reason, suggestion));
        }

        return made;
    }

    private Value ListInit(ListInitExpression creation, Scope scope)
    {
        if (!creation.Type.IsGenericType || creation.Type.GetGenericTypeDefinition() != typeof(List<>)
            || creation.Initializers.Any(i => i.Arguments.Count != 1))
        {
            throw Refuse($"a {CSharpText.NameOf(creation.Type)} can't be filled in the function", "Make it outside, or use an array.");
        }

        return Growable(ArrayOf(creation.Type, [.. creation.Initializers.Select(i => Visit(i.Arguments[0], scope))], creation.Type.GenericTypeArguments[0]));
    }

    private NodeValue ConstantOf(object? value, Type type)
    {
        var holder = IrType.Of(type);
        return new NodeValue(Builder.Constant(value is null ? Scalars.Default(holder) : Conversions.Widen(value, holder), holder), type);
    }

    public void SetMember(Node? instance, MemberInfo member, Node value)
    {
        memo.Reached(Memo.Never);
        var type = IrType.Of(member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType);
        if (type.Kind == TypeKind.Object)
        {
            RequireData(value, $"an array is kept in {member.Name}, where all that is known of it is that it is a {CSharpText.NameOf(type.Clr)}", "Keep it in a variable.");
        }

        var kept = value.Type == type ? value : Builder.Emit(Ops.Convert, type, [value]);
        Builder.Emit(Ops.SetMember, IrType.Void, instance is null ? [kept] : [instance, kept], new Member(member, ReadOnly: false, NeverNull: instance is null));
    }
}
