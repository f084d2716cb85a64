using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using ExprAD.Capture.Methods;

namespace ExprAD.Tests.Capture.Places;

/// <summary>The vectors of System.Numerics, taken apart.</summary>
public class VectorTests
{
    private static readonly float[] X = [0.75f, -1.5f, 2.25f, 0.5f];

    [Test]
    public void Geometry_is_differentiated()
    {
        Check(x => Vector3.Dot(Vector3.Cross(new Vector3(x[0], x[1], 1), new Vector3(x[2], x[3], x[0])), new Vector3(x[1], 2, x[3])));
        Check(x => (new Vector3(x[0], x[1], x[2]) - (new Vector3(x[3], 1, 2) * x[0])).Length());
        Check(x => Vector2.Distance(new Vector2(x[0], x[1]), 2 * new Vector2(x[2], x[3])) + Vector2.Normalize(new Vector2(x[0], x[2])).X);
        Check(x => (-new Vector4(x[0], x[1], x[2], x[3]) / x[0]).LengthSquared() + Vector3.Lerp(new Vector3(x[0], x[1], x[2]), new Vector3(1, 2, 3), x[3]).Y);
    }

    [Test]
    public void Each_does_what_the_vector_does()
    {
        foreach (var type in (Type[])[typeof(Vector2), typeof(Vector3), typeof(Vector4)])
        {
            MethodBase[] methods = [.. type.GetMethods().Cast<MethodBase>(), .. type.GetConstructors()];
            var substituted = methods.Where(m => VectorSubstitutes.For(m) is not null).ToArray();
            Assert.That(substituted, Has.Length.GreaterThan(10), type.Name);
            foreach (var method in substituted)
            {
                object[] arguments = [.. method.GetParameters().Select((p, i) => Some(p.ParameterType, i + 1))];
                object[] all = method.IsStatic || method.IsConstructor ? arguments : [Some(type, 0), .. arguments];
                var expected = method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(method.IsStatic ? null : all[0], arguments);
                Assert.That(Numbers(VectorSubstitutes.For(method)!.Invoke(null, all)!), Is.EqualTo(Numbers(expected!)).Within(1e-6), method.ToString());
            }
        }
    }

    private static void Check(Expression<Func<float[], float>> f)
    {
        var function = Grad.Of(f);
        Assert.That(function.Value(X), Is.EqualTo(f.Compile()(X)).Within(1e-5));
        Assert.That(function.Check(X).Passed, Is.True, () => function.Check(X).ToString());
    }

    private static object Some(Type type, int seed) =>
        type == typeof(float) ? 0.5f + seed
        : type == typeof(Vector2) ? new Vector2(1 + seed, 2.5f - seed)
        : type == typeof(Vector3) ? new Vector3(1 + seed, 2.5f - seed, 0.25f)
        : new Vector4(1 + seed, 2.5f - seed, 0.25f, -1);

    private static float[] Numbers(object value) => value is float number ? [number] : [.. value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).Select(f => (float)f.GetValue(value)!)];
}
