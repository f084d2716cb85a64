using System.Reflection;
using ExprAD.Capture.Text;

namespace ExprAD.Capture.Dependence;

/// <summary>Why a call that is not looked into can't be differentiated, and what to write instead.</summary>
internal static class Refusals
{
    public static (string Reason, string Suggestion) OfCall(MethodBase method)
    {
        var type = method.DeclaringType!;
        var name = $"{CSharpText.NameOf(type)}.{method.Name}";
        return method.Name switch
        {
            "ToString" or "Format" or "Concat" or "Join" or "Parse" or "TryParse" =>
                ("a number that is differentiated becomes text here", "Keep it a number, or cut the dependence with Grad.StopGradient."),
            "GetHashCode" =>
                ("a number that is differentiated goes into a hash here", "Cut the dependence with Grad.StopGradient."),
            _ when type == typeof(BitConverter) =>
                ("the bits of a number that is differentiated are taken here", "Use arithmetic, or cut the dependence with Grad.StopGradient."),
            "get_Item" or "ContainsKey" or "TryGetValue" or "GetValueOrDefault" when type.Name.Contains("Dictionary", StringComparison.Ordinal) =>
                ("a number that is differentiated is the key of a dictionary here", "Look up by an integer or by data."),
            "Invoke" when typeof(Delegate).IsAssignableFrom(type) =>
                ("the code of a delegate that was captured is not known when the function is built", "Write its body in the lambda, or make it an inner lambda."),
            ".ctor" =>
                ($"a {CSharpText.NameOf(type)} does more with a number that is differentiated than keep it", "Use a record or a tuple, or pass data only."),
            _ when method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal) =>
                ($"the operator is a method of {CSharpText.NameOf(type)}, which is not differentiated", "Write it out with doubles."),
            _ when method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal) =>
                ($"the property {name.Replace("get_", "", StringComparison.Ordinal)} is computed by a method, which is not differentiated", "Write the computation out in the lambda."),
            _ => ($"the method {name} is not differentiated", "Write its body in the lambda, or pass data only."),
        };
    }
}
