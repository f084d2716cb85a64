namespace ExprAD.IR;

internal static partial class Ops
{
    public static readonly ScalarOp Abs = new("abs", 1)
    {
        F64 = (Func<double, double>)Math.Abs, F32 = (Func<float, float>)MathF.Abs,
        I32 = (Func<int, int>)Math.Abs, I64 = (Func<long, long>)Math.Abs,
    };

    public static readonly ScalarOp Sqrt = new("sqrt", 1, cost: 6)
    {
        F64 = (Func<double, double>)Math.Sqrt, F32 = (Func<float, float>)MathF.Sqrt, Domain = [(0.1, 4)],
    };

    public static readonly ScalarOp Exp = new("exp", 1, cost: 20)
    {
        F64 = (Func<double, double>)Math.Exp, F32 = (Func<float, float>)MathF.Exp,
    };

    public static readonly ScalarOp Log = new("log", 1, cost: 20)
    {
        F64 = (Func<double, double>)Math.Log, F32 = (Func<float, float>)MathF.Log, Domain = [(0.1, 4)],
    };

    public static readonly ScalarOp Sin = new("sin", 1, cost: 20)
    {
        F64 = (Func<double, double>)Math.Sin, F32 = (Func<float, float>)MathF.Sin,
    };

    public static readonly ScalarOp Cos = new("cos", 1, cost: 20)
    {
        F64 = (Func<double, double>)Math.Cos, F32 = (Func<float, float>)MathF.Cos,
    };

    public static readonly ScalarOp Pow = new("pow", 2, cost: 40)
    {
        F64 = (Func<double, double, double>)Math.Pow, F32 = (Func<float, float, float>)MathF.Pow, Domain = [(0.2, 3), (-2, 2)],
    };

    public static readonly ScalarOp Max = new("max", 2)
    {
        F64 = (Func<double, double, double>)Math.Max, F32 = (Func<float, float, float>)MathF.Max,
        I32 = (Func<int, int, int>)Math.Max, I64 = (Func<long, long, long>)Math.Max,
    };

    public static readonly ScalarOp Min = new("min", 2)
    {
        F64 = (Func<double, double, double>)Math.Min, F32 = (Func<float, float, float>)MathF.Min,
        I32 = (Func<int, int, int>)Math.Min, I64 = (Func<long, long, long>)Math.Min,
    };

    public static readonly ScalarOp Floor = new("floor", 1, Traits.Pure | Traits.NoDerivative)
    {
        F64 = (Func<double, double>)Math.Floor, F32 = (Func<float, float>)MathF.Floor,
    };
}
