using System.Linq.Expressions;
using ExprAD.Caching;
using ExprAD.Capture;
using ExprAD.Capture.Flow;
using ExprAD.Capture.Places;
using ExprAD.Capture.Text;
using static System.Linq.Expressions.Expression;

namespace ExprAD.Tests.Capture.Places;

/// <summary>Addresses as expressions: what they are made of, how they print, and when two are the same.</summary>
public class AddressTests
{
    private static readonly ParameterExpression A = Parameter(typeof(double[]), "a");
    private static readonly ParameterExpression Rows = Parameter(typeof(Point[]), "rows");
    private static readonly ParameterExpression I = Parameter(typeof(int), "i");
    private static readonly ParameterExpression P = Parameter(typeof(Point), "p");
    private static readonly ParameterExpression R = Parameter(Reference.To(typeof(double)), "r");

    private static readonly Expression X = Property(P, nameof(Point.X));

    [Test]
    public void An_address_is_a_reference_to_the_type_of_its_place()
    {
        Assert.That(new AddressExpression(ArrayAccess(A, I)).Type, Is.EqualTo(typeof(Reference<double>)));
        Assert.That(Reference.Referent(typeof(Reference<double>)), Is.EqualTo(typeof(double)));
        Assert.That(Reference.Referent(typeof(List<double>)), Is.Null);
    }

    [Test]
    public void It_is_written_with_ref()
    {
        Assert.That(CSharpText.Of(new AddressExpression(ArrayAccess(A, I))), Is.EqualTo("ref a[i]"));
        Assert.That(CSharpText.Of(new AddressExpression(X)), Is.EqualTo("ref p.X"));
        Assert.That(CSharpText.NameOf(R.Type), Is.EqualTo("ref double"));
    }

    [Test]
    public void What_it_leads_to_is_written_as_the_place()
    {
        Assert.That(CSharpText.Of(Assign(Reference.Dereference(R), Constant(1.0))), Is.EqualTo("r = 1"));
        Assert.That(Reference.Dereference(new AddressExpression(X)), Is.SameAs(X));
    }

    [Test]
    public void Its_parts_are_what_decides_which_place_it_is()
    {
        Assert.That(ExpressionChildren.Of(new AddressExpression(ArrayAccess(A, I))), Is.EqualTo(new[] { (Expression)A, I }));
        Assert.That(ExpressionChildren.Of(new AddressExpression(Property(ArrayAccess(Rows, I), nameof(Point.X)))), Is.EqualTo(new[] { (Expression)Rows, I }));
        Assert.That(ExpressionChildren.Of(new AddressExpression(X)), Is.EqualTo(new[] { P }));
        Assert.That(ExpressionChildren.Of(new AddressExpression(Reference.Dereference(R))), Is.EqualTo(new[] { R }));
        Assert.That(ExpressionChildren.Of(new AddressExpression(Field(null, typeof(double), nameof(double.Epsilon)))), Is.Empty);
    }

    [Test]
    public void Parts_can_be_exchanged()
    {
        var address = new AddressExpression(Property(ArrayAccess(Rows, Add(I, Constant(1))), nameof(Point.X)));
        var other = (AddressExpression)new ChildReplacement([Rows, I]).Of(address);
        Assert.That(CSharpText.Of(other), Is.EqualTo("ref rows[i].X"));
    }

    [Test]
    public void The_variable_of_a_place_is_the_one_it_is_part_of()
    {
        Assert.That(new AddressExpression(X).Root, Is.SameAs(P));
        Assert.That(new AddressExpression(ArrayAccess(A, I)).Root, Is.Null);
    }

    [Test]
    public void Equal_addresses_have_equal_keys()
    {
        static StructuralKey Key(Expression place) => StructuralKey.Of(Lambda(new AddressExpression(place), A, I, P)).Key;
        var (one, same) = (Key(ArrayAccess(A, I)), Key(ArrayAccess(A, I)));
        Assert.That(one, Is.EqualTo(same));
        Assert.That(one, Is.Not.EqualTo(Key(ArrayAccess(A, Constant(0)))));
        Assert.That(one, Is.Not.EqualTo(Key(X)));
    }

    private struct Point
    {
        public double X { get; set; }
    }
}
