namespace ExprAD.IR;

/// <summary>
/// What is known of one access to an array. Interned, so that it serves as a node's attribute.
/// </summary>
internal sealed class Access
{
    private static readonly Access[] All = [new(false, false), new(true, false), new(false, true), new(true, true)];

    private Access(bool readOnly, bool inBounds)
    {
        ReadOnly = readOnly;
        InBounds = inBounds;
    }

    public static Access Checked => All[0];

    /// <summary>Nothing in the graph writes to the memory that this load reads: it is as pure as an addition.</summary>
    public bool ReadOnly { get; }

    /// <summary>The indices were proved to be within the array: the access can't raise, and needs no check.</summary>
    public bool InBounds { get; }

    public static Access Of(bool readOnly, bool inBounds = false) => All[(readOnly ? 1 : 0) + (inBounds ? 2 : 0)];

    public Traits Narrow(Traits traits)
    {
        if (ReadOnly)
        {
            traits = (traits & ~Traits.Reads) | Traits.Pure;
        }

        return InBounds ? traits & ~Traits.Traps : traits;
    }

    public override string ToString() => (ReadOnly, InBounds) switch
    {
        (true, true) => "readonly inbounds",
        (true, false) => "readonly",
        (false, true) => "inbounds",
        _ => "",
    };
}
