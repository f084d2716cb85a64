using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>A part of a composite: a field, under the name by which it can be read.</summary>
internal sealed record Part(MemberInfo Member, Type Type, FieldInfo Field)
{
    public string Name => Member.Name;

    public bool CanAssign => Member is FieldInfo { IsInitOnly: false } or PropertyInfo { SetMethod.IsPublic: true };
}

/// <summary>
/// A struct, record, tuple, class or anonymous type seen as its parts: public fields, and properties that do nothing
/// but read a field. Says too which constructors do nothing but fill the parts, as their IL shows.
/// An object that the function itself makes has its private fields among its parts, too.
/// </summary>
internal sealed class Composite
{
    private static readonly ConditionalWeakTable<Type, Composite> Known = new();
    private static readonly ConditionalWeakTable<Type, Composite> KnownInside = new();

    private readonly Dictionary<FieldInfo, Part> byField;

    private Composite(Type type, bool fromInside)
    {
        Type = type;
        var fields = InstanceFields(type);
        byField = PartsOf(type, fields, fromInside);
        Parts = [.. fields.Where(byField.ContainsKey).Select(f => byField[f])];
        IsWhole = Parts.Count == fields.Count && Parts.DistinctBy(p => p.Name).Count() == Parts.Count;
    }

    public Type Type { get; }

    /// <summary>In the order of their declaration, those of a base type first.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>True when the parts are all that there is to an object of the type.</summary>
    public bool IsWhole { get; }

    /// <summary>A constructor that makes an object of all its parts.</summary>
    public PartsConstructor? Constructor => Constructors().FirstOrDefault(c => Parts.All(p => c.ArgumentOf(p) >= 0));

    /// <summary>How a type falls apart; null for types that don't: numbers, texts, arrays, collections, delegates, abstract types.</summary>
    public static Composite? Of(Type type)
    {
        if (type.IsByRefLike || !FallsApart(type))
        {
            return null;
        }

        var composite = Known.GetValue(type, t => new Composite(t, fromInside: false));
        return composite.Parts.Count > 0 ? composite : null;
    }

    /// <summary>
    /// The parts of values of a type that the function makes, which are all that there is to them; null where they can't be told apart,
    /// and for types of libraries that show less than they hold.
    /// </summary>
    public static Composite? Made(Type type)
    {
        if (Of(type) is { IsWhole: true } open)
        {
            return open;
        }

        if (!FallsApart(type) || Purity.IsOfSystem(type))
        {
            return null;
        }

        var composite = KnownInside.GetValue(type, t => new Composite(t, fromInside: true));
        return composite.IsWhole ? composite : null;
    }

    private static bool FallsApart(Type type) =>
        !(type.IsPrimitive || type.IsEnum || type.IsArray || type.IsPointer || type.IsByRef || type.IsAbstract || type.ContainsGenericParameters
            || type == typeof(string) || type == typeof(decimal) || type == typeof(object) || IrType.Of(type).Kind != TypeKind.Object
            || typeof(Delegate).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || Nullables.IsNullable(type)
            || Places.Reference.Referent(type) is not null);

    /// <summary>The part that a field or property reads; null where it computes.</summary>
    public Part? Find(MemberInfo member)
    {
        if (member.DeclaringType is { IsInterface: true })
        {
            member = Type.GetProperty(member.Name) ?? member;
        }

        var field = member as FieldInfo ?? (member is PropertyInfo { GetMethod: { } getter } ? Accessors.FieldReadBy(getter) : null);
        return field is not null && byField.TryGetValue(Accessors.Declared(field), out var part) ? part : null;
    }

    /// <summary>What a constructor fills each part with; null where it does more than that, or something else.</summary>
    public PartsConstructor? Evident(ConstructorInfo constructor) => PartsConstructor.Read(this, constructor);

    /// <summary>An aggregate of this type whose parts are made by their types.</summary>
    public Aggregate Build(Func<Type, Value> part) => new(Type, Parts.ToDictionary(p => p.Name, p => part(p.Type)));

    public IEnumerable<PartsConstructor> Constructors() =>
        Type.GetConstructors().OrderBy(c => c.GetParameters().Length).Select(Evident).OfType<PartsConstructor>();

    private static List<FieldInfo> InstanceFields(Type type)
    {
        var fields = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? InstanceFields(parent) : [];
        fields.AddRange(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        return fields;
    }

    private static Dictionary<FieldInfo, Part> PartsOf(Type type, List<FieldInfo> fields, bool fromInside)
    {
        var parts = fields.Where(f => f.IsPublic).ToDictionary(f => f, f => new Part(f, f.FieldType, f));
        foreach (var property in type.GetProperties())
        {
            if (property.GetMethod is { IsPublic: true } getter && getter.GetParameters().Length == 0 && Accessors.FieldReadBy(getter) is { } field)
            {
                parts.TryAdd(Accessors.Declared(field), new Part(property, property.PropertyType, field));
            }
        }

        foreach (var field in fromInside ? fields : [])
        {
            parts.TryAdd(field, new Part(field, field.FieldType, field));
        }

        return parts;
    }
}
