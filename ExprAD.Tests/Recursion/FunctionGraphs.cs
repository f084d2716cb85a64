using ExprAD.IR;
using ExprAD.Optimization;
using ExprAD.Text;

namespace ExprAD.Tests.Recursion;

/// <summary>Programs with functions of their own, as text, with arguments to run them on.</summary>
internal static class FunctionGraphs
{
    /// <summary>x, one call of a function that branches, loops and gives two results.</summary>
    public const string Straight = """
        graph straight(x: f64, y: f64) -> (value: f64) {
          %0, %1 = invoke rotate x y : f64, f64
          %2, %3 = invoke rotate %1 %0 : f64, f64
          %4 = mul %2 %3 : f64
          return %4
        }

        function rotate(a: f64, b: f64) -> (u: f64, v: f64) pure {
          %0 = sin a : f64
          %1 = mul %0 b : f64
          %2 = lt a b : bool
          %3 = if %2 : f64 {
            %4 = exp %0 : f64
            %5 = mul %4 a : f64
            yield %5
          } else {
            %6 = mul %1 %1 : f64
            yield %6
          }
          %7, %8 = for %9 < 3 with %10 = %3, %11 = %1 : f64, f64 {
            %12 = sin %10 : f64
            %13 = mul %12 %11 : f64
            yield %13, %10
          }
          return %7, %8
        }
        """;

    /// <summary>Two calls of itself in each call, with a product between.</summary>
    public const string Fibonacci = """
        graph fibonacci(x: f64) -> (value: f64) {
          %0 = invoke fib x 8 : f64
          return %0
        }

        function fib(x: f64, n: i32) -> (value: f64) pure {
          %0 = lt n 2 : bool
          %1 = if %0 : f64 {
            %2 = sin x : f64
            yield %2
          } else {
            %3 = add n -1 : i32
            %4 = invoke fib x %3 : f64
            %5 = add n -2 : i32
            %6 = invoke fib x %5 : f64
            %7 = mul %4 %6 : f64
            %8 = add %7 %4 : f64
            %9 = mul %8 x : f64
            yield %9
          }
          return %1
        }
        """;

    /// <summary>Two functions that call each other.</summary>
    public const string EvenOdd = """
        graph mutual(x: f64, data n: i32) -> (value: f64) {
          %0 = invoke even x n : f64
          return %0
        }

        function even(x: f64, n: i32) -> (value: f64) pure {
          %0 = le n 0 : bool
          %1 = if %0 : f64 {
            yield x
          } else {
            %2 = add n -1 : i32
            %3 = sin x : f64
            %4 = invoke odd %3 %2 : f64
            %5 = mul %4 x : f64
            yield %5
          }
          return %1
        }

        function odd(x: f64, n: i32) -> (value: f64) pure {
          %0 = le n 0 : bool
          %1 = if %0 : f64 {
            %2 = mul x x : f64
            yield %2
          } else {
            %3 = add n -1 : i32
            %4 = exp x : f64
            %5 = invoke even %4 %3 : f64
            %6 = add %5 x : f64
            yield %6
          }
          return %1
        }
        """;

    /// <summary>The sum of products over halves of an array.</summary>
    public const string Halves = """
        graph halves(a: f64[]) -> (value: f64) {
          %0 = length a : i32
          %1 = invoke sum a 0 %0 : f64
          return %1
        }

        function sum(a: f64[], from: i32, to: i32) -> (value: f64) reads {
          %0 = add from 1 : i32
          %1 = le to %0 : bool
          %2 = if %1 : f64 {
            %3 = load a from : f64
            %4 = mul %3 %3 : f64
            yield %4
          } else {
            %5 = add from to : i32
            %6 = idiv %5 2 : i32
            %7 = invoke sum a from %6 : f64
            %8 = invoke sum a %6 to : f64
            %9 = mul %7 %8 : f64
            %10 = sin %9 : f64
            %11 = add %10 %7 : f64
            yield %11
          }
          return %2
        }
        """;

    /// <summary>Each call makes an array, fills half of it from its argument and calls itself on that.</summary>
    public const string Shrinking = """
        graph shrinking(a: f64[]) -> (value: f64) {
          %0 = invoke shrink a : f64
          return %0
        }

        function shrink(a: f64[]) -> (value: f64) reads {
          %0 = length a : i32
          %1 = le %0 1 : bool
          %2 = if %1 : f64 {
            %3 = load a 0 : f64
            %4 = exp %3 : f64
            yield %4
          } else {
            %5 = idiv %0 2 : i32
            %6 = newarray %5 : f64[]
            for %7 < %5 {
              %8 = mul %7 2 : i32
              %9 = load a %8 : f64
              %10 = add %8 1 : i32
              %11 = load a %10 : f64
              %12 = mul %9 %11 : f64
              store %6 %7 %12
            }
            %13 = invoke shrink %6 : f64
            %14 = load %6 0 : f64
            %15 = mul %13 %14 : f64
            yield %15
          }
          return %2
        }
        """;

    /// <summary>An array is handed back: each level gives one made of what the next gives.</summary>
    public const string Returned = """
        graph returned(x: f64, y: f64) -> (value: f64) {
          %0 = invoke powers x y 5 : f64[]
          %1 = length %0 : i32
          %2 = for %3 < %1 with %4 = 0.0 : f64 {
            %5 = load %0 %3 : f64
            %6 = mul %5 %5 : f64
            %7 = add %4 %6 : f64
            yield %7
          }
          return %2
        }

        function powers(x: f64, y: f64, n: i32) -> (all: f64[]) writes {
          %0 = newarray n : f64[]
          %1 = lt 1 n : bool
          if %1 {
            %2 = add n -1 : i32
            %3 = mul x y : f64
            %4 = invoke powers %3 x %2 : f64[]
            for %5 < %2 {
              %6 = load %4 %5 : f64
              %7 = sin %6 : f64
              %8 = mul %7 x : f64
              store %0 %5 %8
            }
          } else {
          }
          %9 = add n -1 : i32
          store %0 %9 y
          return %0
        }
        """;

    /// <summary>Writes to its argument, in place, on the way down and on the way up.</summary>
    public const string InPlace = """
        graph inplace(a: f64[]) -> (value: f64) {
          %0 = length a : i32
          %1 = newarray %0 : f64[]
          for %2 < %0 {
            %3 = load a %2 : f64
            store %1 %2 %3
          }
          invoke sweep %1 0 %0
          %4 = for %5 < %0 with %6 = 0.0 : f64 {
            %7 = load %1 %5 : f64
            %8 = cos %7 : f64
            %9 = add %6 %8 : f64
            yield %9
          }
          return %4
        }

        function sweep(a: f64[], i: i32, n: i32) -> () reads writes {
          %0 = lt i n : bool
          if %0 {
            %1 = load a i : f64
            %2 = mul %1 %1 : f64
            store a i %2
            %3 = add i 1 : i32
            invoke sweep a %3 n
            %4 = load a 0 : f64
            %5 = load a i : f64
            %6 = mul %4 %5 : f64
            store a i %6
          } else {
          }
        }
        """;

    /// <summary>Minors over linked lists of rows and columns that are changed on the way down and restored on the way up.</summary>
    public const string Minors = """
        graph determinant(a: f64[], data m: i32) -> (value: f64) {
          %0 = add m 1 : i32
          %1 = newarray %0 : i32[]
          %2 = newarray %0 : i32[]
          for %3 < m {
            %4 = add %3 1 : i32
            store %1 %3 %4
            store %2 %3 %4
          }
          store %1 m 0
          store %2 m 0
          %5 = invoke minor a m m %1 %2 : f64
          return %5
        }

        function minor(a: f64[], m: i32, n: i32, r: i32[], c: i32[]) -> (value: f64) reads writes {
          %0 = load r m : i32
          %1 = load c m : i32
          %2 = eq n 1 : bool
          %3 = if %2 : f64 {
            %4 = mul %0 m : i32
            %5 = add %4 %1 : i32
            %6 = load a %5 : f64
            yield %6
          } else {
            %7 = load r %0 : i32
            store r m %7
            %8, %9, %10, %11 = for %12 < n with %13 = 0.0, %14 = %1, %15 = m, %16 = 1.0 : f64, i32, i32, f64 {
              %17 = mul %0 m : i32
              %18 = add %17 %14 : i32
              %19 = load a %18 : f64
              %20 = load c %14 : i32
              store c %15 %20
              %21 = add n -1 : i32
              %22 = invoke minor a m %21 r c : f64
              store c %15 %14
              %23 = mul %19 %22 : f64
              %24 = mul %23 %16 : f64
              %25 = add %13 %24 : f64
              %26 = load c %14 : i32
              %27 = neg %16 : f64
              yield %25, %26, %14, %27
            }
            store r m %0
            yield %8
          }
          return %3
        }
        """;

    /// <summary>A call in a loop of the graph, one in the condition of a loop of the function.</summary>
    public const string Looped = """
        graph looped(a: f64[], x: f64) -> (value: f64) {
          %0 = length a : i32
          %1 = for %2 < %0 with %3 = x : f64 {
            %4 = load a %2 : f64
            %5 = invoke grow %4 %3 : f64
            yield %5
          }
          return %1
        }

        function grow(x: f64, y: f64) -> (value: f64) pure {
          %0, %1 = while with %2 = x, %3 = 0 : f64, i32 {
            %4 = abs %2 : f64
            %5 = lt %4 4.0 : bool
            %6 = lt %3 6 : bool
            %7 = and %5 %6 : bool
            yield %7
          } do {
            %8 = mul %2 1.5 : f64
            %9 = sin %8 : f64
            %10 = add %9 %8 : f64
            %11 = add %3 1 : i32
            yield %10, %11
          }
          %12 = lt y 0.25 : bool
          %13 = if %12 : f64 {
            %14 = mul %0 y : f64
            yield %14
          } else {
            %15 = mul y 0.5 : f64
            %16 = invoke grow %0 %15 : f64
            %17 = mul %16 y : f64
            yield %17
          }
          return %13
        }
        """;

    public static IEnumerable<TestCaseData> Cases =>
    [
        Case(Straight, 0.7, -0.4), Case(Fibonacci, 0.6), Case(EvenOdd, 0.3, 5), Case(EvenOdd, 0.3, 4),
        Case(Halves, new[] { 0.5, -0.3, 0.8, 0.2, 0.9, -0.7, 0.4 }), Case(Shrinking, new[] { 0.5, -0.3, 0.8, 0.2, 0.9, -0.7, 0.4, 1.1 }),
        Case(Returned, 0.8, 0.6), Case(InPlace, new[] { 0.5, -0.3, 0.8, 0.2 }),
        Case(Minors, new[] { 2.0, 0.5, -1, 0.3, 1.5, 0.7, 0.2, -0.6, 0.9, 0.1, 1.2, 0.4, -0.8, 0.35, 0.65, 1.1 }, 4),
        Case(Looped, new[] { 0.5, -0.3, 0.8 }, 0.9),
    ];

    public static Graph Parse(string text) => GraphParser.Parse(text);

    /// <summary>Fresh copies of arrays, which a program may write to.</summary>
    public static object?[] Copy(object?[] inputs) => [.. inputs.Select(i => i is Array array ? array.Clone() : i)];

    /// <summary>Value and gradient with respect to all that can be differentiated.</summary>
    public static Graph Gradient(Graph graph) => Pipeline.Gradient(
        Pipeline.Primal(graph, GradOptions.Default),
        [.. Enumerable.Range(0, graph.Inputs.Count).Where(i => graph.Inputs[i].Differentiable)],
        GradOptions.Default);

    /// <summary>Inputs of the function with arrays for its gradient, which go to arrays of the caller's in the order of the arrays.</summary>
    public static object?[] Arguments(Graph gradient, object?[] inputs)
    {
        var arrays = new Queue<double[]>(inputs.OfType<double[]>());
        return [.. Copy(inputs), .. gradient.Inputs.Where(i => i.Role == InputRole.Destination).Select(_ => new double[arrays.Dequeue().Length])];
    }

    private static TestCaseData Case(string text, params object?[] inputs)
    {
        var graph = Parse(text);
        return new TestCaseData(graph, inputs).SetArgDisplayNames($"{graph.Name} {string.Join(' ', inputs.OfType<int>())}".TrimEnd());
    }
}
