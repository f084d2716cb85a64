namespace ExprAD.Vectors;

/// <summary>
/// Several doubles side by side, of one of the widths that processors have. What is written once against this interface runs at every
/// width, with the same bits in each lane: there is one rounding where there is one operation, since <see cref="Fma"/> is exact everywhere.
/// A truth value is a lane whose bits are all one or all zero.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    /// <summary>On the bits.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <inheritdoc cref="op_BitwiseAnd"/>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <inheritdoc cref="op_BitwiseAnd"/>
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>The bits as 64-bit integers, shifted; zeros follow.</summary>
    static abstract TSelf operator <<(TSelf a, int count);

    /// <inheritdoc cref="op_LeftShift"/>
    static abstract TSelf operator >>>(TSelf a, int count);

    static abstract TSelf operator <(TSelf a, TSelf b);

    static abstract TSelf operator >(TSelf a, TSelf b);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Of(double value);

    /// <summary>The number with these bits in every lane.</summary>
    static abstract TSelf OfBits(ulong bits);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Abs(TSelf a);

    /// <summary>The smaller of a limit and a number; a NaN among the numbers stays.</summary>
    static abstract TSelf AtMost(TSelf limit, TSelf a);

    /// <summary>The larger of a limit and a number; a NaN among the numbers stays.</summary>
    static abstract TSelf AtLeast(TSelf limit, TSelf a);

    static abstract TSelf AreEqual(TSelf a, TSelf b);

    /// <summary>a where the mask is true, b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    static abstract bool Any(TSelf mask);

    /// <summary>The sum of the bits as 64-bit integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>The difference of the bits as 64-bit integers.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    /// <summary>a·2ⁿ for whole n; results below the normal numbers are rounded once, those above are infinite.</summary>
    static abstract TSelf Scale(TSelf a, TSelf n);

    /// <summary>Lane by lane: for the few arguments that a formula does not cover.</summary>
    static abstract TSelf Map(Func<double, double> function, TSelf a);

    /// <inheritdoc cref="Map(Func{double, double}, TSelf)"/>
    static abstract TSelf Map(Func<double, double, double> function, TSelf a, TSelf b);
}
