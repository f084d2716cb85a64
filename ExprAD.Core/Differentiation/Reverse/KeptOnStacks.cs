using ExprAD.IR;

namespace ExprAD.Differentiation.Reverse;

/// <summary>
/// The values of a function that is called, for its mirror image, another function: from the parameters that it is given once
/// more, and from the stacks. Of these there is one for each type, on which all calls put their values when they leave a
/// region, so that the mirror image finds them on top when it enters it.
/// </summary>
internal sealed class KeptOnStacks(
    GraphBuilder builder, StoragePlan plan, AdjointFunctions functions, IReadOnlyDictionary<int, Node> given, IReadOnlyDictionary<IrType, Node> stacks)
    : KeptValues(builder, plan)
{
    /// <summary>The function's own region begins.</summary>
    public void EnterBody(Region body) => Enter(body);

    protected override Node? InSight(Node primal) =>
        primal.IsConstant ? Builder.Constant(primal.Attribute, primal.Type)
        : primal.Op == Ops.Param && primal.Region!.Parent is null ? given.GetValueOrDefault((int)primal.Attribute!) ?? Unused(primal)
        : null;

    protected override Node Tape(Node stored) => stacks[stored.Type];

    protected override Node Position(Node stored) => throw new InvalidOperationException($"{stored} is kept on a stack.");

    protected override IEnumerable<Node> InOrderOfTaking(IEnumerable<Node> stacked) => stacked.OrderByDescending(functions.StackOf).ThenByDescending(n => n.Id);
}
