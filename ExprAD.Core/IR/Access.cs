namespace ExprAD.IR;

/// <summary>What is known of the indices of one access to an array.</summary>
internal enum IndexCheck : byte
{
    /// <summary>Nothing: they are checked at the access, which raises when they are outside.</summary>
    Needed,

    /// <summary>
    /// An access with the same indices, to this array or one of its shape, has succeeded before, whenever the program gets
    /// here. No check, but the access must not be moved to where the program might not have got.
    /// </summary>
    Made,

    /// <summary>They were proved to be within the array, wherever the access stands.</summary>
    Superfluous,
}

/// <summary>
/// What is known of one access to an array. Interned, so that it serves as a node's attribute.
/// </summary>
internal sealed class Access
{
    private static readonly Access[] All =
        [.. from check in Enum.GetValues<IndexCheck>() from readOnly in (bool[])[false, true] select new Access(readOnly, check)];

    private Access(bool readOnly, IndexCheck check)
    {
        ReadOnly = readOnly;
        Check = check;
    }

    public static Access Checked => All[0];

    /// <summary>Nothing in the graph writes to the memory that this load reads: it is as pure as an addition.</summary>
    public bool ReadOnly { get; }

    public IndexCheck Check { get; }

    /// <summary>The indices were proved to be within the array: the access can't raise, and needs no check.</summary>
    public bool InBounds => Check == IndexCheck.Superfluous;

    public static Access Of(bool readOnly, IndexCheck check) => All[((int)check * 2) + (readOnly ? 1 : 0)];

    public static Access Of(bool readOnly, bool inBounds = false) => Of(readOnly, inBounds ? IndexCheck.Superfluous : IndexCheck.Needed);

    /// <summary>The access that is printed as <paramref name="text"/>.</summary>
    public static Access? Named(string text) => Array.Find(All, a => a != Checked && a.ToString() == text);

    public Traits Narrow(Traits traits)
    {
        if (ReadOnly)
        {
            traits = (traits & ~Traits.Reads) | Traits.Pure;
        }

        return InBounds ? traits & ~Traits.Traps : traits;
    }

    public override string ToString()
    {
        var check = Check switch
        {
            IndexCheck.Superfluous => "inbounds",
            IndexCheck.Made => "checked",
            _ => "",
        };
        return ReadOnly ? $"readonly {check}".TrimEnd() : check;
    }
}
