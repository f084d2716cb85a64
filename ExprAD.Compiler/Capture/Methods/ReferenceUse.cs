using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Methods;

/// <summary>Whether a method may assign the place that a parameter refers to; if not, a copy of what lies there does as well.</summary>
internal sealed class ReferenceUse : ExpressionVisitor
{
    private static readonly ConditionalWeakTable<MethodBase, Dictionary<int, bool>> Known = new();

    private readonly ParameterExpression reference;
    private bool mayAssign;

    private ReferenceUse(ParameterExpression reference) => this.reference = reference;

    /// <param name="method">A method that is looked into.</param>
    /// <param name="parameter">The number of the parameter, <c>this</c> being the first of an instance method.</param>
    public static bool MayAssign(MethodBase method, int parameter)
    {
        var known = Known.GetOrCreateValue(method);
        lock (known)
        {
            if (!known.TryGetValue(parameter, out var mayAssign))
            {
                // One that calls itself does no more to it than it does itself.
                known[parameter] = false;
                known[parameter] = mayAssign = Find(method, parameter);
            }

            return mayAssign;
        }
    }

    private static bool Find(MethodBase method, int parameter)
    {
        try
        {
            var lifted = LiftedMethod.Of(method);
            var use = new ReferenceUse(lifted.Parameters[parameter]);
            use.Visit(lifted.Body);
            return use.mayAssign;
        }
        catch (CannotLiftException)
        {
            return true;
        }
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        mayAssign |= Operators.IsAssignment(node.NodeType) && IsWithin(node.Left);
        return base.VisitBinary(node);
    }

    protected override Expression VisitExtension(Expression node)
    {
        mayAssign |= node is AddressExpression address && IsWithin(address.Place);
        return base.VisitExtension(node);
    }

    protected override Expression VisitMember(MemberExpression node) =>
        node.Expression == reference ? node : base.VisitMember(node);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        mayAssign |= ByReference.PlacesIn(node).Any(IsWithin);
        return base.VisitMethodCall(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        // The reference itself goes somewhere.
        mayAssign |= node == reference;
        return node;
    }

    /// <summary>True for the place that is referred to, and its parts.</summary>
    private bool IsWithin(Expression place) => place is MemberExpression member
        && (member.Expression == reference || (member.Expression is { Type.IsValueType: true } whole && IsWithin(whole)));
}
