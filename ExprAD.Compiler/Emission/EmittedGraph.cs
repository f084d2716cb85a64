using System.Linq.Expressions;
using ExprAD.Emission.Runtime;

namespace ExprAD.Emission;

/// <summary>
/// A graph as expressions: declare <paramref name="Variables"/>, run <paramref name="Statements"/> in order, then read <paramref name="Results"/>,
/// each as often as wanted: none of them computes or changes anything. At run time the workspace comes from a <see cref="WorkspacePool"/>
/// with this <paramref name="Layout"/>. What was too long for one method is compiled already, by <paramref name="ChunkCompilers"/>.
/// </summary>
internal sealed record EmittedGraph(
    IReadOnlyList<ParameterExpression> Variables,
    IReadOnlyList<Expression> Statements,
    IReadOnlyList<Expression> Results,
    WorkspaceLayout Layout,
    IReadOnlyList<CompilerUsed> ChunkCompilers);
