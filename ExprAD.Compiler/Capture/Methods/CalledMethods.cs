using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Methods;

/// <summary>The methods that an expression calls, as far as it names them.</summary>
internal static class CalledMethods
{
    public static IEnumerable<MethodBase> Of(Expression expression)
    {
        MethodBase? method = expression switch
        {
            MethodCallExpression call => call.Method,
            BinaryExpression binary => binary.Method,
            UnaryExpression unary => unary.Method,
            MemberExpression { Member: PropertyInfo property } => property.GetMethod,
            IndexExpression { Indexer: { } indexer } => indexer.GetMethod,
            _ => null,
        };
        return method is null ? [] : [method];
    }
}
