using ExprAD.Export;

namespace ExprAD;

/// <summary>What all compiled functions have in common, whatever their parameters.</summary>
public abstract class GradientFunction
{
    private readonly Engine engine;

    private protected GradientFunction(Engine engine) => this.engine = engine;

    /// <summary>The function and what is made of it, in a line: <c>x * Math.Sin(x)  ->  (value, gradient)</c>.</summary>
    public override string ToString() => $"{engine.Source}  ->  (value, gradient)";

    /// <summary>
    /// How the function was compiled: the passes with the size of the graph after each and their times, what is stored for the reverse sweep,
    /// which compiler made the delegate, what is zero in the gradient and why, and the final graph. Text for people; it changes between versions.
    /// </summary>
    /// <returns>Some lines of text.</returns>
    /// <example><code>
    /// Console.WriteLine(Grad.Of(x => x * Math.Sin(x)).Explain());
    /// </code></example>
    public string Explain() => engine.Explain();

    /// <summary>
    /// The function that gives value and gradient, as a C# file that compiles without ExprAD. Its parameters are the numbers and arrays that the
    /// arguments consist of, and the objects that the lambda captured.
    /// </summary>
    /// <returns>The text of a file.</returns>
    /// <exception cref="NotSupportedException">The function uses what no other file can name; the message says what.</exception>
    /// <example><code>
    /// File.WriteAllText("Rosenbrock.cs", f.ToCSharp());
    /// </code></example>
    public string ToCSharp() => CSharpWriter.Write(engine.Graph);

    /// <summary>The graph of value and gradient in the language of Graphviz: a box for each operation, a cluster for each branch and loop.</summary>
    /// <returns>The text of a <c>.dot</c> file.</returns>
    /// <example><code>
    /// File.WriteAllText("f.dot", f.ToDot());   // dot -Tsvg f.dot -o f.svg
    /// </code></example>
    public string ToDot() => DotWriter.Write(engine.Graph);

    /// <summary>The graph of value and gradient as a Mermaid flowchart, which many Markdown viewers show as a picture.</summary>
    /// <returns>What goes between <c>```mermaid</c> and <c>```</c>.</returns>
    public string ToMermaid() => MermaidWriter.Write(engine.Graph);
}
