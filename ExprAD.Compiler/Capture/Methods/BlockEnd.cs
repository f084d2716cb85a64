using System.Linq.Expressions;

namespace ExprAD.Capture.Methods;

/// <summary>How a piece of a method ends.</summary>
internal abstract record BlockEnd(IReadOnlyList<IlBlock> Targets);

/// <summary>On to another block.</summary>
internal sealed record Goto(IlBlock To) : BlockEnd([To]);

/// <summary>On to one of two blocks.</summary>
internal sealed record Choose(Expression Condition, IlBlock Then, IlBlock Else) : BlockEnd([Then, Else]);

/// <summary>On to the block whose number the value is; to another where there is none.</summary>
internal sealed record Select(Expression Value, IReadOnlyList<IlBlock> Cases, IlBlock Otherwise) : BlockEnd([.. Cases, Otherwise]);

/// <summary>Back to the caller; <paramref name="Value"/> is null in a method that returns nothing.</summary>
internal sealed record Leave(Expression? Value) : BlockEnd([]);

/// <summary>To the end of a finally or fault block.</summary>
internal sealed record EndHandler() : BlockEnd([]);

/// <summary>Nowhere: an exception has been thrown.</summary>
internal sealed record Never() : BlockEnd([]);
