using ExprAD.IR;

namespace ExprAD.Emission.Planning;

/// <summary>What has been decided about one node.</summary>
internal sealed class NodePlan
{
    /// <summary>Its place in the list of its region; −1 for parameters.</summary>
    public int Position { get; set; } = -1;

    /// <summary>How many places read it.</summary>
    public int Uses { get; set; }

    /// <summary>The place that reads it, if it is the only one.</summary>
    public Use LastSeen { get; set; }

    /// <summary>The position in its region's list from which on nothing reads it.</summary>
    public int LastUse { get; set; } = -1;

    /// <summary>The method that computes it.</summary>
    public Chunk Chunk { get; set; } = null!;

    /// <summary>It has no variable, but is computed in the middle of the one expression that reads it.</summary>
    public bool IsInline { get; set; }

    /// <summary>For inline nodes, how deep in that expression.</summary>
    public int Depth { get; set; }

    /// <summary>For inline nodes, the position at which that expression is evaluated.</summary>
    public int EvaluatedAt { get; set; }

    /// <summary>It is computed only on one side of a conditional expression.</summary>
    public bool IsConditional { get; set; }

    /// <summary>Of a sine or cosine: the other one, when both are computed at once.</summary>
    public Node? Partner { get; set; }

    /// <summary>Another method than the one that computes it reads it.</summary>
    public bool Crosses { get; set; }

    /// <summary>The method that computes it reads it too.</summary>
    public bool IsReadAtHome { get; set; }
}
