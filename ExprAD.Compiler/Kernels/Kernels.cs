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

/// <summary>A compiled function of any kind of value.</summary>
internal delegate TResult ResultKernel<T, TResult>(T argument, object?[] data, Workspace workspace);

/// <summary>A compiled function that also gives its derivative along <paramref name="direction"/>.</summary>
internal delegate void JvpKernel<T, TResult>(T argument, T direction, ref TResult value, ref TResult derivative, object?[] data, Workspace workspace);

/// <summary>A compiled function that also writes the product of <paramref name="weights"/> with its Jacobian.</summary>
internal delegate void VjpKernel<T, TResult>(T argument, TResult weights, ref TResult value, ref T product, Target target, object?[] data, Workspace workspace);

/// <summary>A compiled function that writes the product of a matrix, such as the Hessian of the function, with <paramref name="direction"/>.</summary>
internal delegate void ProductKernel<T>(T argument, T direction, ref T product, Target target, object?[] data, Workspace workspace);

/// <summary>A compiled function that gives how many rows and columns a matrix has.</summary>
internal delegate (int Rows, int Columns) ExtentKernel<T>(T argument, object?[] data, Workspace workspace);

/// <summary>A compiled function that writes rows or columns of a matrix, from number <paramref name="first"/> on.</summary>
internal delegate void MatrixKernel<T>(T argument, int first, double[,] into, object?[] data, Workspace workspace);

/// <summary>A compiled kernel with the workspaces of its calls, and how it came about.</summary>
internal sealed record Kernel<TDelegate>(TDelegate Run, WorkspacePool Workspaces, KernelOrigin Origin)
    where TDelegate : Delegate;

/// <summary>How a kernel was made: what compiled it and why not the other one, what compiled the parts it was too long for, and how long that took.</summary>
internal sealed record KernelOrigin(CompilerUsed Compiler, string? Reason, IReadOnlyList<CompilerUsed> Parts, TimeSpan Emission, TimeSpan Compilation);
