namespace ExprAD.Capture.Methods;

/// <summary>
/// An instruction of a method. Short forms and forms with the operand in the name are spelled out: <c>ldarg.1</c> is <c>ldarg</c> with
/// operand 1, <c>br.s</c> is <c>br</c>. Targets of jumps are offsets; members, types and texts are resolved.
/// </summary>
internal sealed record IlInstruction(int Offset, int Next, string Name, object? Operand)
{
    /// <summary>The offsets to which this instruction may jump, beside going on to the next one.</summary>
    public ReadOnlySpan<int> Targets => Operand switch
    {
        IlTarget target => new int[] { target.Offset },
        int[] targets => targets,
        _ => [],
    };

    /// <summary>True where control never goes on to the next instruction.</summary>
    public bool IsEnd => Name is "br" or "leave" or "ret" or "throw" or "rethrow" or "endfinally" or "endfilter" or "jmp";

    public int Number => (int)Operand!;
}

/// <summary>Where a jump leads.</summary>
internal sealed record IlTarget(int Offset);
