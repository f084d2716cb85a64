using System.Linq.Expressions;
using System.Reflection;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture.Parameters;

/// <summary>Takes the parameters of a function apart: records, structs, classes and tuples into their parts, down to what is one input each.</summary>
internal sealed class ParameterShapes
{
    private readonly GraphBuilder builder;
    private readonly ExpressionCapture capture;

    /// <summary>The composite types around the part in hand: one that holds itself ends there.</summary>
    private readonly Stack<Type> around = new();
    private readonly List<string> diagnostics = [];

    private ParameterShapes(GraphBuilder builder, ExpressionCapture capture)
    {
        this.builder = builder;
        this.capture = capture;
    }

    /// <summary>Adds the inputs, and declares in <paramref name="scope"/> what each parameter means.</summary>
    public static (IReadOnlyList<ParameterShape> Shapes, IReadOnlyList<string> Diagnostics) Declare(
        LambdaExpression lambda, GraphBuilder builder, ExpressionCapture capture, Scope scope)
    {
        var shapes = new List<ParameterShape>();
        var declaring = new ParameterShapes(builder, capture);
        foreach (var parameter in lambda.Parameters)
        {
            if (parameter.IsByRef)
            {
                throw new NotDifferentiableException(parameter.Name ?? "_", "it is passed by reference.", "Pass it by value.");
            }

            var (shape, value) = declaring.Declare(parameter.Type, string.IsNullOrEmpty(parameter.Name) ? $"p{shapes.Count}" : parameter.Name);
            shapes.Add(shape);
            scope.Declare(parameter, value);
        }

        return (shapes, declaring.diagnostics);
    }

    private (ParameterShape Shape, Value Value) Declare(Type type, string path)
    {
        var holdsFloats = IrType.Of(type).HoldsFloats;
        if (!holdsFloats && !around.Contains(type) && HoldsFloats(type, []))
        {
            if (Composite.Of(type) is { } composite && Rebuilding.Of(composite) is { } rebuilding)
            {
                return Declare(composite, rebuilding, path);
            }

            diagnostics.Add($"{path}: a {CSharpText.NameOf(type)} can't be taken apart and put together, so it is data and not differentiated");
        }

        var node = builder.Input(IrType.Of(type), path, holdsFloats ? InputRole.Parameter : InputRole.Data, holdsFloats);
        return (new LeafShape(type, path, builder.Inputs.Count - 1, holdsFloats), capture.FromNode(node, type));
    }

    private (ParameterShape Shape, Value Value) Declare(Composite composite, Rebuilding rebuilding, string path)
    {
        around.Push(composite.Type);
        var members = new List<MemberShape>();
        var values = new Dictionary<string, Value>();
        foreach (var part in composite.Parts)
        {
            var (shape, value) = Declare(part.Type, $"{path}.{part.Name}");
            members.Add(new MemberShape(part.Member, shape, rebuilding.ArgumentOf(part)));
            values.Add(part.Name, value);
        }

        around.Pop();
        return (new CompositeShape(composite.Type, path, rebuilding.Constructor, members), new Aggregate(composite.Type, values));
    }

    /// <summary>Whether there are floating-point numbers in a value of this type, at any depth.</summary>
    private static bool HoldsFloats(Type type, HashSet<Type> seen) =>
        IrType.Of(type).HoldsFloats
        || (seen.Add(type) && (HoldsFloatsWithin(type, seen) || (Composite.Of(type)?.Parts.Any(p => HoldsFloats(p.Type, seen)) ?? false)));

    private static bool HoldsFloatsWithin(Type type, HashSet<Type> seen) =>
        (type.IsArray && HoldsFloats(type.GetElementType()!, seen))
        || (IrType.Of(type).IsList && HoldsFloats(type.GenericTypeArguments[0], seen))
        || (Nullable.GetUnderlyingType(type) is { } value && HoldsFloats(value, seen));

    /// <summary>How an object is made of new parts: by a constructor, null for the default of a struct, and by assignment of what that leaves.</summary>
    private sealed class Rebuilding(ConstructorInfo? constructor, PartsConstructor? evident)
    {
        public ConstructorInfo? Constructor { get; } = constructor;

        public static Rebuilding? Of(Composite composite)
        {
            if (composite.Parts.DistinctBy(p => p.Name).Count() != composite.Parts.Count)
            {
                return null;
            }

            Part[] bound = [.. composite.Parts.Where(p => !p.CanAssign && HoldsFloats(p.Type, []))];
            var byDefault = composite.Type.IsValueType ? null : composite.Type.GetConstructor([]);
            if (bound.Length == 0 && (byDefault is not null || composite.Type.IsValueType))
            {
                return new Rebuilding(byDefault, null);
            }

            var evident = composite.Constructors().FirstOrDefault(c =>
                bound.All(p => c.ArgumentOf(p) >= 0) && composite.Parts.Count(p => c.ArgumentOf(p) >= 0) == c.Info.GetParameters().Length);
            return evident is null ? null : new Rebuilding(evident.Info, evident);
        }

        public int ArgumentOf(Part part) => evident?.ArgumentOf(part) ?? -1;
    }
}
