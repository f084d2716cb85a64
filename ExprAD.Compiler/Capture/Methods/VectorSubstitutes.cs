using System.Numerics;
using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>
/// The methods of <see cref="Vector2"/>, <see cref="Vector3"/> and <see cref="Vector4"/>, which the machine has instructions for, in plain C#:
/// the vectors are taken apart into their numbers. Those of instances take the vector first; constructors are called Create.
/// </summary>
internal static class VectorSubstitutes
{
    private static readonly MethodInfo[] All = typeof(VectorSubstitutes).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly);

    /// <summary>What is lifted in the place of a method or constructor of a vector; null where there is nothing.</summary>
    public static MethodInfo? For(MethodBase method)
    {
        var type = method.DeclaringType;
        if (type != typeof(Vector2) && type != typeof(Vector3) && type != typeof(Vector4))
        {
            return null;
        }

        var parameters = method.GetParameters().Select(p => p.ParameterType);
        Type[] types = [.. method.IsStatic || method.IsConstructor ? parameters : parameters.Prepend(type)];
        var name = method.Name switch
        {
            ".ctor" => nameof(Create),
            "op_Addition" => nameof(Add),
            "op_Subtraction" => nameof(Subtract),
            "op_Multiply" => nameof(Multiply),
            "op_Division" => nameof(Divide),
            "op_UnaryNegation" => nameof(Negate),
            var other => other,
        };
        return Array.Find(All, m => m.Name == name && m.GetParameters().Select(p => p.ParameterType).SequenceEqual(types)
            && (!method.IsConstructor || m.ReturnType == type));
    }

    public static Vector2 Create(float x, float y) => new() { X = x, Y = y };

    public static Vector3 Create(float x, float y, float z) => new() { X = x, Y = y, Z = z };

    public static Vector3 Create(Vector2 v, float z) => Create(v.X, v.Y, z);

    public static Vector4 Create(float x, float y, float z, float w) => new() { X = x, Y = y, Z = z, W = w };

    public static Vector4 Create(Vector3 v, float w) => Create(v.X, v.Y, v.Z, w);

    public static Vector2 Add(Vector2 a, Vector2 b) => Create(a.X + b.X, a.Y + b.Y);

    public static Vector2 Subtract(Vector2 a, Vector2 b) => Create(a.X - b.X, a.Y - b.Y);

    public static Vector2 Multiply(Vector2 a, Vector2 b) => Create(a.X * b.X, a.Y * b.Y);

    public static Vector2 Multiply(Vector2 a, float s) => Create(a.X * s, a.Y * s);

    public static Vector2 Multiply(float s, Vector2 a) => Multiply(a, s);

    public static Vector2 Divide(Vector2 a, Vector2 b) => Create(a.X / b.X, a.Y / b.Y);

    public static Vector2 Divide(Vector2 a, float s) => Create(a.X / s, a.Y / s);

    public static Vector2 Negate(Vector2 a) => Create(-a.X, -a.Y);

    public static float Dot(Vector2 a, Vector2 b) => (a.X * b.X) + (a.Y * b.Y);

    public static float LengthSquared(Vector2 a) => Dot(a, a);

    public static float Length(Vector2 a) => MathF.Sqrt(Dot(a, a));

    public static float DistanceSquared(Vector2 a, Vector2 b) => LengthSquared(Subtract(a, b));

    public static float Distance(Vector2 a, Vector2 b) => Length(Subtract(a, b));

    public static Vector2 Normalize(Vector2 a) => Divide(a, Length(a));

    public static Vector2 Lerp(Vector2 a, Vector2 b, float t) => Add(Multiply(a, 1 - t), Multiply(b, t));

    public static Vector3 Add(Vector3 a, Vector3 b) => Create(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3 Subtract(Vector3 a, Vector3 b) => Create(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector3 Multiply(Vector3 a, Vector3 b) => Create(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

    public static Vector3 Multiply(Vector3 a, float s) => Create(a.X * s, a.Y * s, a.Z * s);

    public static Vector3 Multiply(float s, Vector3 a) => Multiply(a, s);

    public static Vector3 Divide(Vector3 a, Vector3 b) => Create(a.X / b.X, a.Y / b.Y, a.Z / b.Z);

    public static Vector3 Divide(Vector3 a, float s) => Create(a.X / s, a.Y / s, a.Z / s);

    public static Vector3 Negate(Vector3 a) => Create(-a.X, -a.Y, -a.Z);

    public static float Dot(Vector3 a, Vector3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    public static Vector3 Cross(Vector3 a, Vector3 b) => Create((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    public static float LengthSquared(Vector3 a) => Dot(a, a);

    public static float Length(Vector3 a) => MathF.Sqrt(Dot(a, a));

    public static float DistanceSquared(Vector3 a, Vector3 b) => LengthSquared(Subtract(a, b));

    public static float Distance(Vector3 a, Vector3 b) => Length(Subtract(a, b));

    public static Vector3 Normalize(Vector3 a) => Divide(a, Length(a));

    public static Vector3 Lerp(Vector3 a, Vector3 b, float t) => Add(Multiply(a, 1 - t), Multiply(b, t));

    public static Vector4 Add(Vector4 a, Vector4 b) => Create(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);

    public static Vector4 Subtract(Vector4 a, Vector4 b) => Create(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.W - b.W);

    public static Vector4 Multiply(Vector4 a, Vector4 b) => Create(a.X * b.X, a.Y * b.Y, a.Z * b.Z, a.W * b.W);

    public static Vector4 Multiply(Vector4 a, float s) => Create(a.X * s, a.Y * s, a.Z * s, a.W * s);

    public static Vector4 Multiply(float s, Vector4 a) => Multiply(a, s);

    public static Vector4 Divide(Vector4 a, float s) => Create(a.X / s, a.Y / s, a.Z / s, a.W / s);

    public static Vector4 Negate(Vector4 a) => Create(-a.X, -a.Y, -a.Z, -a.W);

    public static float Dot(Vector4 a, Vector4 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z) + (a.W * b.W);

    public static float LengthSquared(Vector4 a) => Dot(a, a);

    public static float Length(Vector4 a) => MathF.Sqrt(Dot(a, a));

    public static Vector4 Normalize(Vector4 a) => Divide(a, Length(a));
}
