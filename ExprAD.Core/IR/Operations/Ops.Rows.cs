namespace ExprAD.IR;

internal static partial class Ops
{
    // The usual kinds of rows: a method of .NET for double, the same for float. A pure function of floats is one line.
    private static ScalarOp Unary(string name, Func<double, double> f64, Func<float, float> f32, int cost, params (double, double)[] domain) =>
        Row(name, 1, Traits.Pure, f64, f32, cost, domain);

    private static ScalarOp Binary(string name, Func<double, double, double> f64, Func<float, float, float> f32, int cost, params (double, double)[] domain) =>
        Row(name, 2, Traits.Pure, f64, f32, cost, domain);

    private static ScalarOp Ternary(string name, Func<double, double, double, double> f64, Func<float, float, float, float> f32, int cost) =>
        Row(name, 3, Traits.Pure, f64, f32, cost, []);

    private static ScalarOp Step(string name, Func<double, double> f64, Func<float, float> f32) =>
        Row(name, 1, Traits.Pure | Traits.NoDerivative, f64, f32, cost: 2, []);

    private static ScalarOp Predicate(string name, Func<double, bool> f64, Func<float, bool> f32) =>
        new(name, 1, Traits.Pure | Traits.NoDerivative) { ResultType = ResultType.Bool, F64 = f64, F32 = f32 };

    private static ScalarOp Row(string name, int arity, Traits traits, Delegate f64, Delegate f32, int cost, (double, double)[] domain) =>
        domain.Length == 0
            ? new(name, arity, traits, cost) { F64 = f64, F32 = f32 }
            : new(name, arity, traits, cost) { F64 = f64, F32 = f32, Domain = domain };
}
