using ExprAD.Emission;
using ExprAD.Emission.Runtime;

namespace ExprAD.Kernels;

/// <summary>What a kernel may do with the gradient that it finds.</summary>
internal enum Target
{
    /// <summary>There is none: all memory is made.</summary>
    Fresh,

    /// <summary>It is a copy of the caller's: what it refers to is filled, and has to be there.</summary>
    ByValue,

    /// <summary>It is the caller's variable: memory that is there is filled, what is not there is made.</summary>
    ByReference,
}

/// <summary>A compiled function; <paramref name="data"/> is what the user's lambda captured.</summary>
internal delegate double ValueKernel<T>(T argument, object?[] data, Workspace workspace);

/// <summary>A compiled function that also writes its gradient.</summary>
internal delegate double GradientKernel<T>(T argument, ref T gradient, Target target, object?[] data, Workspace workspace);

/// <summary>A compiled function that gives its derivative along <paramref name="direction"/>.</summary>
internal delegate double TangentKernel<T>(T argument, T direction, object?[] data, Workspace workspace);

/// <summary>A compiled kernel with the workspaces of its calls, and how it came about.</summary>
internal sealed record Kernel<TDelegate>(TDelegate Run, WorkspacePool Workspaces, KernelOrigin Origin)
    where TDelegate : Delegate;

/// <summary>How a kernel was made: what compiled it and why not the other one, what compiled the parts it was too long for, and how long that took.</summary>
internal sealed record KernelOrigin(CompilerUsed Compiler, string? Reason, IReadOnlyList<CompilerUsed> Parts, TimeSpan Emission, TimeSpan Compilation);
