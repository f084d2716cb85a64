using ExprAD.IR;

namespace ExprAD.Transforms.Vectorization;

/// <summary>How a value differs between lanes: lane l has base + l·<paramref name="Step"/>, or anything.</summary>
internal readonly record struct LaneShape(bool Varies, long Step)
{
    public static LaneShape Uniform => default;

    public static LaneShape Varying => new(true, 0);

    public bool IsUniform => !Varies && Step == 0;

    public bool IsRamp => !Varies && Step != 0;

    public static LaneShape Ramp(long step) => new(false, step);
}

/// <summary>
/// What is the same in all lanes, if consecutive iterations of a loop become lanes, what rises evenly with the lane, and what just differs.
/// Only the last needs vectors; of the others the value in the first lane tells all.
/// </summary>
internal sealed class LaneShapes
{
    private readonly Dictionary<Node, LaneShape> shapes = [];
    private readonly Region loop;
    private bool changed;

    private LaneShapes(Region loop) => this.loop = loop;

    public LaneShape this[Node node] =>
        node.IsConstant || node.Region is not { } region || !region.IsWithin(loop) ? LaneShape.Uniform : shapes.GetValueOrDefault(node);

    /// <summary>The number of indices of an access to an array or a tape.</summary>
    public static int Rank(Node access) => Math.Max(1, access.Operands[0].Type.Rank);

    /// <summary>Whether the lanes access elements side by side, forwards or backwards.</summary>
    public bool IsSideBySide(Node access) => HasStep(access, 1) || HasStep(access, -1);

    /// <summary>Whether the lanes access elements side by side, the first lane the last of them.</summary>
    public bool IsBackwards(Node access) => HasStep(access, -1);

    private bool HasStep(Node access, long step)
    {
        var rank = Rank(access);
        for (var d = 1; d < rank; d++)
        {
            if (!this[access.Operands[d]].IsUniform)
            {
                return false;
            }
        }

        return this[access.Operands[rank]] == LaneShape.Ramp(step);
    }

    /// <summary>Whether the lanes access one element.</summary>
    public bool IsOnePlace(Node access)
    {
        var rank = Rank(access);
        for (var d = 1; d <= rank; d++)
        {
            if (!this[access.Operands[d]].IsUniform)
            {
                return false;
            }
        }

        return true;
    }

    public static LaneShapes Of(Region loop)
    {
        var result = new LaneShapes(loop);
        result.shapes[loop.Parameters[0]] = LaneShape.Ramp(1);
        foreach (var carried in loop.Parameters.Skip(1))
        {
            result.shapes[carried] = LaneShape.Varying;
        }

        do
        {
            result.changed = false;
            result.Visit(loop);
        }
        while (result.changed);

        return result;
    }

    private void Visit(Region region)
    {
        foreach (var node in region.Nodes)
        {
            if (node.Op == Ops.Result)
            {
                continue;
            }

            if (node.Op == Ops.For)
            {
                VisitFor(node);
            }
            else if (node.Op == Ops.If)
            {
                VisitIf(node);
            }
            else
            {
                Set(node, Compute(node));
            }
        }
    }

    private void VisitFor(Node node)
    {
        var body = node.Regions[0];
        for (var k = 0; k < body.Results.Count; k++)
        {
            var shape = Join(this[node.Operands[k + 1]], this[body.Results[k]]);
            Set(body.Parameters[k + 1], shape);
        }

        Visit(body);
        foreach (var result in node.Values)
        {
            Set(result, this[body.Parameters[(int)result.Attribute! + 1]]);
        }
    }

    private void VisitIf(Node node)
    {
        Visit(node.Regions[0]);
        Visit(node.Regions[1]);
        foreach (var result in node.Values)
        {
            var (yes, no) = (node.Regions[0].Results[(int)result.Attribute!], node.Regions[1].Results[(int)result.Attribute!]);
            Set(result, this[node.Operands[0]].IsUniform ? Join(this[yes], this[no]) : yes == no ? this[yes] : LaneShape.Varying);
        }
    }

    private static LaneShape Join(LaneShape a, LaneShape b) => a.IsUniform && b.IsUniform ? LaneShape.Uniform : LaneShape.Varying;

    private LaneShape Compute(Node node)
    {
        if (node.Op == Ops.TapePop)
        {
            return LaneShape.Varying;
        }

        var (a, b) = (node.Operands.Length > 0 ? this[node.Operands[0]] : default, node.Operands.Length > 1 ? this[node.Operands[1]] : default);
        if (a.IsUniform && b.IsUniform && node.Operands.Length <= 2)
        {
            return LaneShape.Uniform;
        }

        if (node.Type.IsInteger && !a.Varies && !b.Varies)
        {
            var step = node.Op == Ops.Add ? a.Step + b.Step
                : node.Op == Ops.Sub ? a.Step - b.Step
                : node.Op == Ops.Neg ? -a.Step
                : node.Op == Ops.Mul && node.Operands[1].IsConstant ? a.Step * Scalars.ToInt64(node.Operands[1].Attribute!)
                : node.Op == Ops.Convert && node.Attribute is null && node.Operands[0].Type == IrType.I32 ? a.Step
                : (long?)null;
            if (step is { } known && Math.Abs(known) <= int.MaxValue)
            {
                return LaneShape.Ramp(known);
            }
        }

        foreach (var operand in node.Operands)
        {
            if (!this[operand].IsUniform)
            {
                return LaneShape.Varying;
            }
        }

        return LaneShape.Uniform;
    }

    private void Set(Node node, LaneShape shape)
    {
        // From uniform to varying at most, so that this comes to an end.
        if (this[node] != shape && !this[node].Varies)
        {
            shapes[node] = shapes.ContainsKey(node) ? LaneShape.Varying : shape;
            changed = true;
        }
    }
}
