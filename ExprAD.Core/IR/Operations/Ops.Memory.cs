namespace ExprAD.IR;

internal static partial class Ops
{
    /// <summary>The number of elements along a dimension (attribute: an int): <c>length a</c>. Pure: arrays don't change size; lists that the graph doesn't change don't either.</summary>
    public static readonly Op Length = new("length", Traits.Pure);

    /// <summary><c>load a i [j [k]]</c>; attribute <see cref="Access"/>.</summary>
    public static readonly Op Load = new("load", Traits.Reads | Traits.Traps, cost: 2);

    /// <summary><c>store a i [j [k]] v</c>; attribute <see cref="Access"/>.</summary>
    public static readonly Op Store = new("store", Traits.Writes | Traits.Traps, cost: 2);

    /// <summary><c>addto a i [j [k]] v</c>: a[i] += v; attribute <see cref="Access"/>. What adjoints of loads are made of.</summary>
    public static readonly Op AddTo = new("addto", Traits.Reads | Traits.Writes | Traits.Traps, cost: 3);

    /// <summary>A fresh array of zeros: <c>newarray n [m [k]]</c>; the node's type says of what. Never merged with another.</summary>
    public static readonly Op NewArray = new("newarray", Traits.Writes | Traits.Traps, cost: 50);

    /// <summary>A fresh array of zeros in the shape of another, rows of jagged ones included: where the adjoint of an array is gathered.</summary>
    public static readonly Op ZerosLike = new("zeroslike", Traits.Reads | Traits.Writes, cost: 50);

    /// <summary>Sets all elements to zero, rows of jagged arrays included.</summary>
    public static readonly Op Clear = new("clear", Traits.Writes, cost: 10);

    /// <summary><c>newtape n</c>: room for n values to begin with; it grows when written past its end.</summary>
    public static readonly Op NewTape = new("newtape", Traits.Writes, cost: 50);

    /// <summary><c>tapestore t i v</c>: for loops whose trip counts are known at entry, where every iteration has its own place.</summary>
    public static readonly Op TapeStore = new("tapestore", Traits.Writes, cost: 2);

    /// <summary><c>tapeload t i</c>; attribute <see cref="Access"/>.</summary>
    public static readonly Op TapeLoad = new("tapeload", Traits.Reads, cost: 2);

    /// <summary><c>tapepush t v</c>: for all other loops; what is pushed is popped in the opposite order.</summary>
    public static readonly Op TapePush = new("tapepush", Traits.Writes, cost: 3);

    /// <summary><c>tapepop t</c>: the value last pushed and not yet popped.</summary>
    public static readonly Op TapePop = new("tapepop", Traits.Writes, cost: 3);

    /// <summary>A field or property of data: <c>getmember o</c>; attribute <see cref="System.Reflection.MemberInfo"/>; static members take no operand.</summary>
    public static readonly Op GetMember = new("getmember", Traits.Reads | Traits.Traps, cost: 2);

    /// <summary>Assigns a field or property outside the function: <c>setmember o v</c>.</summary>
    public static readonly Op SetMember = new("setmember", Traits.Effect | Traits.Writes);

    /// <summary>A call that is not looked into (attribute: the MethodBase): arguments and result are data.</summary>
    public static readonly Op Call = new("call", Traits.Effect | Traits.Reads | Traits.Writes | Traits.Traps, cost: 100);

    /// <summary>
    /// As <see cref="Call"/>, of a method that only reads and always gives the same for the same arguments within one evaluation;
    /// where arrays are among them, for the same elements.
    /// </summary>
    public static readonly Op CallPure = new("callpure", Traits.Pure | Traits.Traps, cost: 100);

    /// <summary>As <see cref="CallPure"/>, of a method that looks into arrays that it is given: it sees what they hold at that moment.</summary>
    public static readonly Op CallReading = new("callreading", Traits.Reads | Traits.Traps, cost: 100);

    /// <summary>Raises the exception that is its operand.</summary>
    public static readonly Op Throw = new("throw", Traits.Effect | Traits.Traps);
}
