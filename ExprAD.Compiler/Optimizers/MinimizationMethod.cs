namespace ExprAD;

/// <summary>How a minimum is searched for.</summary>
public enum MinimizationMethod
{
    /// <summary><see cref="Bfgs"/> for up to 200 unknowns, <see cref="LimitedMemoryBfgs"/> for more.</summary>
    Automatic,

    /// <summary>Quasi-Newton with a dense approximation of the inverse Hessian: few iterations, n² numbers.</summary>
    Bfgs,

    /// <summary>Quasi-Newton that keeps the last ten steps only: for many unknowns.</summary>
    LimitedMemoryBfgs,

    /// <summary>Nonlinear conjugate gradients (Polak and Ribière, with restarts).</summary>
    ConjugateGradient,

    /// <summary>Newton's method with the exact Hessian, made positive definite where it is not.</summary>
    Newton,

    /// <summary>Newton's method in a trust region, its systems solved by conjugate gradients on Hessian-vector products: no Hessian is formed (Steihaug, 1983).</summary>
    NewtonConjugateGradient,
}
