namespace ExprAD.Tests.Capture.Methods.Programme;

/// <summary>A method of the programme, and a point at which it is differentiated.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SampleAttribute(params double[] at) : Attribute
{
    public double[] At { get; } = at;
}
