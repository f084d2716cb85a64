namespace ExprAD.Emission.Runtime;

/// <summary>Pooled memory that may refer to objects of the user's.</summary>
internal interface IReleasable
{
    /// <summary>Lets go of them.</summary>
    void Release();
}
