using ExprAD.IR;

namespace ExprAD.Analyses;

/// <summary>A function is judged once, by all its calls together: a parameter varies if any call gives it what does.</summary>
internal sealed partial class Activity
{
    private void ForwardCall(Node call, Function function)
    {
        for (var i = 0; i < call.Operands.Length && function.IsDefined; i++)
        {
            if (!call.Operands[i].IsConstant && IsVaried(call.Operands[i]))
            {
                Vary(function.Body.Parameters[i]);
            }
        }

        for (var i = 0; i < call.Values.Count && function.IsDefined; i++)
        {
            if (!function.Body.Results[i].IsConstant && IsVaried(function.Body.Results[i]))
            {
                Vary(call.Values[i]);
            }
        }
    }

    private void BackwardCall(Node call, Function function)
    {
        for (var i = 0; i < call.Values.Count && function.IsDefined; i++)
        {
            if (IsUseful(call.Values[i]))
            {
                Use(function.Body.Results[i]);
            }
        }

        for (var i = 0; i < call.Operands.Length && function.IsDefined; i++)
        {
            if (!call.Operands[i].IsConstant && IsUseful(function.Body.Parameters[i]))
            {
                Use(call.Operands[i]);
            }
        }
    }

    private bool IsUseful(Node node) => IsMemory(node) ? Any(usefulMemory, aliasing.ClassOf(node)) : useful.Contains(node);
}
