using ExprAD.IR;
using ExprAD.Tests.Text;
using ExprAD.Text;
using ExprAD.Verification;

namespace ExprAD.Tests.Verification;

internal sealed class VerifierTests
{
    private static readonly NameResolver Names = NameResolver.Of(typeof(Rows), typeof(InvalidOperationException));

    [Test]
    public void Every_operation_has_a_check() =>
        Assert.That(Ops.All.Where(op => !TypeChecks.Covers(op)), Is.Empty);

    // Types and counts of operands.
    [TestCase("%0 = add x n : f64", "or (f64, f64) to f64; given (f64, i32) to f64")]
    [TestCase("%0 = add x x : f32", "given (f64, f64) to f32")]
    [TestCase("%0 = sin x x : f64", "or (f64) to f64; given (f64, f64) to f64")]
    [TestCase("%0 = lt x x : f64", "given (f64, f64) to f64")]
    [TestCase("%0 = idiv x x : f64", "idiv takes (i32, i32) to i32 or (i64, i64) to i64")]
    [TestCase("%0 = select n x x : f64", "select takes a bool")]
    [TestCase("%0 = isnull x : bool", "isnull takes a reference")]
    [TestCase("%0 = convert x x : f64", "convert takes a value")]
    [TestCase("%0 = stopgradient n : f64", "stopgradient takes")]
    [TestCase("%0 = length w [1] : i32", "an array with that dimension")]
    [TestCase("%0 = length x : i32", "length takes an array")]
    [TestCase("%0 = load w x : f64", "load takes an array and an index")]
    [TestCase("%0 = load w n n : f64", "load takes an array and an index")]
    [TestCase("%0 = load w n : f32", "to its element")]
    [TestCase("%0 = load x n : f64", "load takes an array")]
    [TestCase("store w n n", "store takes an array, an index")]
    [TestCase("%0 = newarray x : f64[]", "newarray takes a length for each dimension")]
    [TestCase("%0 = newarray n : f64[,]", "newarray takes a length for each dimension")]
    [TestCase("addto ints n n", "addto takes an array of floats")]
    [TestCase("%0 = zeroslike ints : i32[]", "zeroslike takes an array of floats")]
    [TestCase("clear x", "clear takes an array")]
    [TestCase("%0 = newtape x : tape<f64>", "newtape takes a capacity")]
    [TestCase("%0 = newtape n : tape<f64>\ntapestore %0 0 n", "tapestore takes")]
    [TestCase("%0 = newtape n : tape<f64>\n%1 = tapeload %0 0 : f32", "tapeload takes")]
    [TestCase("%0 = newtape n : tape<f64>\ntapepush %0 n", "tapepush takes")]
    [TestCase("%0 = newtape n : tape<f64>\n%1 = tapepop %0 : f32", "tapepop takes")]
    [TestCase("%0 = getmember rows [Rows.Y] : f32[]", "getmember takes an object, to f64[]")]
    [TestCase("%0 = getmember w [Rows.Y] : f64[]", "Y is a member of Rows, not of f64[]")]
    [TestCase("%0 = getmember rows [3] : f64[]", "getmember has no member")]
    [TestCase("setmember rows x [Rows.Y]", "setmember takes the object, if any, and a f64[]")]
    [TestCase("%0 = call x [Rows.Scale(double, int)] : f64", "call takes 2 arguments")]
    [TestCase("%0 = call x x [Rows.Scale(double, int)] : f64", "argument n of Scale is a Int32, not f64")]
    [TestCase("%0 = call x n : f64", "call has no method")]
    [TestCase("throw rows", "throw takes an exception")]
    [TestCase("%0 = add 1.0 null:obj<string> : f64", "given (f64, obj<string>)")]

    // Values and where they are seen.
    [TestCase("%0 = for %1 < n with %2 = x : f64 {\n yield x\n}\n%3 = sin %2 : f64", "operand 0, %")]
    [TestCase("if true {\n%0 = sin x : f64\n} else {\n%1 = sin %0 : f64\n}", "is in a region that has ended")]
    [TestCase("%0 = while with %1 = x : f64 {\n%2 = sin %1 : f64\nyield true\n} do {\nyield %2\n}\n%3 = sin %2 : f64", "is in a region that has ended")]
    [TestCase("%0 = if true : f64 {\n%1 = sin x : f64\nyield %1\n} else {\nyield %1\n}", "result 0, %")]

    // Branches and loops.
    [TestCase("if n {\n} else {\n}", "if takes a bool")]
    [TestCase("%0 = if true : f64 {\nyield x\n} else {\nyield n\n}", "the values of the else branch are (f64), not (i32)")]
    [TestCase("%0 = if true : f64 {\nyield x\n} else {\n}", "the values of the else branch are (f64), not ()")]
    [TestCase("%0 = if true : f32 {\nyield x\n} else {\nyield x\n}", "the values of if are (f64), not (f32)")]
    [TestCase("if true {\nyield x\n} else {\nyield x\n}", "the values of if are (f64), not ()")]
    [TestCase("for %0 < x {\n}", "for takes a count")]
    [TestCase("%0 = for %1 < n with %2 = x : f64 {\nyield n\n}", "the values carried on are (f64), not (i32)")]
    [TestCase("%0 = while with %1 = x : f64 {\nyield x\n} do {\nyield x\n}", "the values of the condition are (bool), not (f64)")]
    [TestCase("%0 = while with %1 = x : f64 {\nyield true\n} do {\nyield n\n}", "the values carried on are (f64), not (i32)")]
    [TestCase("try {\n} fault {\nyield x\n}", "the values of the handler are (), not (f64)")]

    // Memory that is said to be read only.
    [TestCase("store w n x\n%0 = load w n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = load w n [readonly] : f64\nclear w", "the load is said to be read-only")]
    [TestCase("%0 = newarray n : f64[]\n%1 = select true %0 w : f64[]\nstore %1 n x\n%2 = load w n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = for %1 < n with %2 = w : f64[] {\naddto %2 n x\nyield %2\n}\n%3 = load %0 n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = newarray n : f64[]\n%1 = while with %2 = %0 : f64[] {\nyield true\n} do {\nyield w\n}\nstore %1 n x\n%3 = load w n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = if true : f64[] {\nyield w\n} else {\n%1 = newarray n : f64[]\nyield %1\n}\nstore %0 n x\n%2 = load w n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = load jagged 1 : f64[]\nstore %0 n x\n%1 = load jagged 2 : f64[]\n%2 = load %1 n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = newarray n : f64[][]\nstore %0 1 w\n%1 = load %0 1 : f64[]\nstore %1 n x\n%2 = load w n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = getmember rows [Rows.Y] : f64[]\nstore %0 n x\n%1 = getmember rows [Rows.Y readonly] : f64[]\n%2 = load %1 n [readonly] : f64", "the load is said to be read-only")]
    [TestCase("%0 = getmember rows [Rows.Y readonly] : f64[]\nsetmember rows w [Rows.Y]", "the member is said to be read-only")]
    public void What_is_not_well_formed_is_refused(string body, string reason)
    {
        var graph = Parse(body);

        Assert.That(() => Verifier.Verify(graph), Throws.TypeOf<InvalidGraphException>().With.Message.Contains(reason));
    }

    [TestCase("%0 = newarray n : f64[]\nstore %0 n x\n%1 = load w n [readonly] : f64")]
    [TestCase("%0 = newarray n : f64[]\n%1 = select true %0 w : f64[]\nstore %0 n x\n%2 = load w n [readonly] : f64")]
    [TestCase("%0 = newarray n : f64[][]\nstore %0 1 w\n%1 = load w n [readonly] : f64")]
    [TestCase("%0 = load jagged n [readonly] : f64[]\nstore %0 n x")]
    [TestCase("%0 = while with %1 = x : f64 {\n%2 = sin %1 : f64\nyield true\n} do {\nyield %2\n}")]
    [TestCase("%0 = for %1 < 10L with %2 = w : f64[] {\n%3 = load %2 %1 : f64\nyield %2\n}")]
    public void What_is_well_formed_passes(string body) => Assert.That(() => Verifier.Verify(Parse(body)), Throws.Nothing);

    [Test]
    public void The_message_marks_the_line()
    {
        var graph = Parse("%0 = sin x : f64\n%1 = add %0 n : f64\n%2 = cos %0 : f64");

        Assert.That(() => Verifier.Verify(graph), Throws.TypeOf<InvalidGraphException>().With.Message.Contains("%1 = add %0 n : f64  // <== here\n"));
    }

    [Test]
    public void Results_stand_right_behind_their_loop()
    {
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var value = b.For(b.Constant(3), [x], (_, c) => [b.Apply(Ops.Sin, c[0])])[0];
        b.Current.Append(new Node(Ops.Result, IrType.F64, [value.Operands[0]], 0, []) { Region = b.Current });

        Assert.That(() => Verifier.Verify(b.Build("f", [value], ["value"])), Throws.TypeOf<InvalidGraphException>().With.Message.Contains("a result is not one of its owner's values"));
    }

    [Test]
    public void Constants_are_of_their_type()
    {
        var b = new GraphBuilder();

        Assert.That(() => Verifier.Verify(b.Build("f", [b.Constant(1.0, IrType.F32)], ["value"])), Throws.TypeOf<InvalidGraphException>().With.Message.Contains("the constant 1 is not of type f32"));
        Assert.That(() => Verifier.Verify(b.Build("f", [b.Constant(null, IrType.Of(typeof(decimal)))], ["value"])), Throws.TypeOf<InvalidGraphException>());
    }

    [Test]
    public void Inputs_are_the_parameters_of_the_body()
    {
        var graph = Parse("");

        Assert.That(() => Verifier.Verify(new Graph("f", graph.Body, [.. graph.Inputs.Skip(1)], graph.ResultNames)), Throws.TypeOf<InvalidGraphException>());
        Assert.That(() => Verifier.Verify(new Graph("f", graph.Body, graph.Inputs, [])), Throws.TypeOf<InvalidGraphException>().With.Message.Contains("0 names for 1 results"));
    }

    [Test]
    public void Big_graphs_take_linear_time()
    {
        // Quadratic, this would take minutes.
        var b = new GraphBuilder();
        var x = b.Input(IrType.F64, "x", InputRole.Parameter, true);
        var a = b.NewArray(IrType.Of(typeof(double[])), b.Constant(10));
        var sum = x;
        for (var i = 0; i < 50_000; i++)
        {
            b.Store(a, [b.Constant(3)], sum);
            sum = b.If(b.Apply(Ops.Lt, sum, b.Constant((double)i)), () => [b.Apply(Ops.Sin, sum)], () => [b.Load(a, [b.Constant(3)], readOnly: false)])[0];
        }

        Assert.That(() => Verifier.Verify(b.Build("big", [sum], ["value"])), Throws.Nothing);
    }

    private static Graph Parse(string body) => GraphParser.Parse(
        $"graph f(x: f64, n: i32, w: f64[], jagged: f64[][], data ints: i32[], data rows: obj<Rows>) -> (value: f64) {{\n{body}\nreturn x\n}}", Names);
}
