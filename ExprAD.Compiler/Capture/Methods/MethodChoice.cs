using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprAD.Capture.Methods;

/// <summary>
/// Which methods are looked into where a function calls them, and which are called as they are, with data only:
/// those of libraries, native ones, and those that turned out to do what has no derivative.
/// </summary>
internal sealed class MethodChoice(bool looksInto = true)
{
    private readonly Dictionary<MethodBase, LiftedMethod?> found = [];
    private readonly Dictionary<(MethodBase, object), LiftedMethod> bound = new(new ByReceiver());
    private readonly Dictionary<MethodBase, NotDifferentiableException> leftAlone = [];
    private readonly HashSet<LiftedMethod> discovered = [];
    private readonly HashSet<MethodBase> recursive = [];

    /// <summary>Nothing is looked into.</summary>
    public static MethodChoice None { get; } = new(looksInto: false);

    /// <summary>What the function is built on though it is data.</summary>
    public List<Assumption> Assumptions { get; } = [];

    /// <summary>Methods that are called though nothing names them.</summary>
    public IEnumerable<LiftedMethod> Discovered => discovered;

    /// <summary>The method as an expression; null where it is called as it is, or depends on an object that is not known which one runs.</summary>
    public LiftedMethod? Find(CalledMethod called)
    {
        if (called.Method is MethodInfo { IsVirtual: true } method)
        {
            if (called.Receiver is null && !Receivers.IsFinal(method))
            {
                return null;
            }

            called = called.Receiver is null ? called : called with { Method = Receivers.Implementation(method, called.Receiver.GetType()) };
        }

        if (Find(called.Method) is not { } lifted || called is not { Receiver: { } receiver, Method.DeclaringType.IsValueType: false })
        {
            return Find(called.Method);
        }

        if (!bound.TryGetValue((called.Method, receiver), out var own))
        {
            bound.Add((called.Method, receiver), own = lifted.Of(receiver));
        }

        return own;
    }

    /// <summary>This very method as an expression, whatever object it is called on; null where it is called as it is.</summary>
    public LiftedMethod? Find(MethodBase method)
    {
        if (!looksInto)
        {
            return null;
        }

        if (!found.TryGetValue(method, out var lifted))
        {
            found.Add(method, lifted = Lift(method));
        }

        return lifted;
    }

    /// <summary>
    /// Why a method that is called as it is was not looked into; null where that was never tried. It names the place within the method,
    /// if it is one: where the method as a whole can't be lifted, none.
    /// </summary>
    public NotDifferentiableException? ReasonFor(MethodBase method) => leftAlone.GetValueOrDefault(method);

    /// <summary>True for a method that calls itself, directly or through others, and so is a function of its own.</summary>
    public bool IsRecursive(MethodBase method) => recursive.Contains(method);

    public void MakeFunction(MethodBase method) => recursive.Add(method);

    public void Discover(LiftedMethod method) => discovered.Add(method);

    /// <summary>From now on the method is called as it is.</summary>
    public void LeaveAlone(MethodBase method, NotDifferentiableException reason)
    {
        found[method] = null;
        foreach (var key in bound.Keys.Where(k => k.Item1 == method).ToList())
        {
            bound.Remove(key);
        }

        leftAlone.TryAdd(method, reason);
        discovered.RemoveWhere(m => m.Method == method);
    }

    private LiftedMethod? Lift(MethodBase method)
    {
        if (!Liftable.IsLookedInto(method))
        {
            return null;
        }

        try
        {
            return LiftedMethod.Of(method);
        }
        catch (CannotLiftException failure)
        {
            leftAlone.TryAdd(method, new NotDifferentiableException("", $"{Liftable.Describe(method)} can't be looked into: {failure.Reason}.", failure.Suggestion));
            return null;
        }
    }

    private sealed class ByReceiver : IEqualityComparer<(MethodBase Method, object Receiver)>
    {
        public bool Equals((MethodBase Method, object Receiver) x, (MethodBase Method, object Receiver) y) => x.Method == y.Method && ReferenceEquals(x.Receiver, y.Receiver);

        public int GetHashCode((MethodBase Method, object Receiver) key) => HashCode.Combine(key.Method, RuntimeHelpers.GetHashCode(key.Receiver));
    }
}
