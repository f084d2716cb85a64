using CsCheck;
using ExprAD.IR;
using ExprAD.Tests.Generators;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.Text;

internal sealed class GraphParserTests
{
    private static readonly NameResolver Names = NameResolver
        .Of(typeof(Rows), typeof(Dictionary<string, (int, double)>), typeof(InvalidOperationException), typeof(Version))
        .With((type, text) => type == typeof(Version) ? Version.Parse(text) : null);

    [TestCaseSource(typeof(SampleGraphs), nameof(SampleGraphs.Cases))]
    public void What_is_printed_is_read_back(Graph graph)
    {
        var text = GraphPrinter.Print(graph);

        var parsed = GraphParser.Parse(text, Names);

        Verifier.Verify(parsed);
        Assert.That(GraphPrinter.Print(parsed), Is.EqualTo(text));
        Assert.That(parsed.AllNodes().Select(n => (n.Op, n.Type, n.Attribute is Function f ? f.Name : n.Attribute, n.Traits)), Is.EqualTo(graph.AllNodes().Select(n => (n.Op, n.Type, n.Attribute is Function f ? f.Name : n.Attribute, n.Traits))));
        Assert.That(parsed.Inputs.Select(i => (i.Role, i.Differentiable, i.Node.Type)), Is.EqualTo(graph.Inputs.Select(i => (i.Role, i.Differentiable, i.Node.Type))));
    }

    [Test]
    public void Random_graphs_are_read_back() => RandomGraphs.Graphs().Sample(
        graph =>
        {
            Verifier.Verify(graph);
            var text = GraphPrinter.Print(graph);
            var parsed = GraphParser.Parse(text);
            Verifier.Verify(parsed);
            Assert.That(GraphPrinter.Print(parsed), Is.EqualTo(text));
        },
        iter: 200,
        threads: 1);

    [Test]
    public void Constants_keep_every_bit()
    {
        var graph = SampleGraphs.Constants();

        var parsed = GraphParser.Parse(GraphPrinter.Print(graph), Names);

        Assert.That(parsed.Results.Select(Bits), Is.EqualTo(graph.Results.Select(Bits)));

        static object? Bits(Node node) => node.Attribute switch
        {
            double d => BitConverter.DoubleToInt64Bits(d),
            float f => BitConverter.SingleToInt32Bits(f),
            var other => other,
        };
    }

    [Test]
    public void Constants_are_one_node_each()
    {
        var graph = GraphParser.Parse("graph f(x: f64) -> (a: f64, b: f64) {\n return 1.5, 1.5\n}");

        Assert.That(graph.Results[0], Is.SameAs(graph.Results[1]));
    }

    [Test]
    public void Nothing_is_simplified()
    {
        const string Text = """
            graph f(x: f64) -> (value: f64) {
              %0 = mul x 1.0   : f64
              %1 = mul x 1.0   : f64
              %2 = add 1.0 2.0 : f64
              %3 = add %0 %2   : f64
              return %3
            }

            """;

        Assert.That(GraphPrinter.Print(GraphParser.Parse(Text)), Is.EqualTo(Text));
    }

    [TestCase(typeof(double[,][]), "f64[,][]")]
    [TestCase(typeof(List<float>[]), "list<f32>[]")]
    [TestCase(typeof(List<double[]>), "list<f64[]>")]
    [TestCase(typeof(ushort[][,,]), "u16[][,,]")]
    [TestCase(typeof(char[]), "char[]")]
    [TestCase(typeof(string[]), "obj<string>[]")]
    [TestCase(typeof(object), "obj<object>")]
    [TestCase(typeof(double[,,,]), "obj<double[,,,]>")]
    [TestCase(typeof(Rows[]), "obj<Rows>[]")]
    public void Types_have_names(Type clr, string name)
    {
        var type = IrType.Of(clr);

        Assert.That(type.ToString(), Is.EqualTo(name));
        Assert.That(GraphParser.Parse($"graph f(data x: {name}) -> () {{\n}}", Names).Inputs[0].Node.Type, Is.SameAs(type));
    }

    [TestCase("%0 = sine x : f64", "there is no operation 'sine'", 2, 6)]
    [TestCase("%0 = sin y : f64", "y is not defined", 2, 10)]
    [TestCase("%0 = sin %7 : f64", "%7 is not defined", 2, 11)]
    [TestCase("%0 = sin x : f65", "'f65' is not a type", 2, 14)]
    [TestCase("%0 = sin x : obj<Foo>", "the type 'Foo' is not known", 2, 18)]
    [TestCase("%0 = sin x", "gives one value if it has a type", 2, 10)]
    [TestCase("sin x : f64", "the value has no name", 2, 9)]
    [TestCase("%0 = sin 1.2.3 : f64", "'1.2.3' is not a number", 2, 10)]
    [TestCase("%0 = sin x [1 : f64", "']' is missing", 2, 13)]
    [TestCase("%0 = getmember x [string.Size] : f64", "there is no member 'string.Size'", 2, 19)]
    [TestCase("%0 = sin \"a : f64", "a text does not end", 2, 10)]
    [TestCase("%0 = sin x : f64 extra", "expected the end of the line", 2, 18)]
    [TestCase("%0 = if x : f64", "expected '{'", 2, 16)]
    [TestCase("%0 = if x {", "1 names for 0 values", 2, 11)]
    [TestCase("for 3 < x {", "expected '%'", 2, 5)]
    [TestCase("%0 = sin x : f64\n%0 = cos x : f64", "%0 is defined twice", 3, 14)]
    [TestCase("return x", "expected '}'", 3, 1)]
    [TestCase("}\nx", "expected the end", 3, 1)]
    public void Errors_tell_line_and_column(string body, string reason, int line, int column)
    {
        var error = Assert.Throws<GraphFormatException>(() => GraphParser.Parse($"graph f(x: f64) -> (value: f64) {{\n{body}\n"));

        Assert.That(error!.Message, Does.Contain(reason));
        Assert.That((error.Line, error.Column), Is.EqualTo((line, column)), error.Message);
    }
}
