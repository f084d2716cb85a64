using ExprAD.Analyses;
using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>The active numbers that a loop carries, by how their adjoints travel.</summary>
internal sealed class LoopCarried
{
    public LoopCarried(Node loop, Augmented function, Adjoints adjoints)
    {
        foreach (var value in loop.Values)
        {
            var number = (int)value.Attribute!;
            var parameter = Reductions.CarriedParameter(loop, number);
            if (!value.Type.IsFloat || !function.Activity.IsActive(parameter))
            {
                continue;
            }

            if (function.Reductions.At(parameter) is null)
            {
                General.Add(number);
            }
            else if (adjoints[value] is not null)
            {
                Links.Add(number);
            }
        }
    }

    /// <summary>Those whose adjoints the mirrored loop carries.</summary>
    public List<int> General { get; } = [];

    /// <summary>Links of reductions, whose adjoints are the same throughout.</summary>
    public List<int> Links { get; } = [];

    public static Node Init(Node loop, int number) => loop.Operands[loop.Op == Ops.For ? number + 1 : number];
}
