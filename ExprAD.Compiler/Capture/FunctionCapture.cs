using System.Linq.Expressions;
using ExprAD.Analyses;
using ExprAD.Capture.Collections;
using ExprAD.Capture.Methods;
using ExprAD.Capture.Parameters;
using ExprAD.Capture.Text;
using ExprAD.IR;

namespace ExprAD.Capture;

/// <summary>From a lambda to a graph.</summary>
internal static class FunctionCapture
{
    /// <summary>The graph of <paramref name="lambda"/>, whose results make up its value.</summary>
    /// <param name="lambda">The user's function.</param>
    /// <param name="strict">Whether the graph is to keep every bit of every value.</param>
    public static CapturedFunction Capture(LambdaExpression lambda, bool strict)
    {
        // What turns out while a function is captured may overturn what it was captured by: then all is captured anew.
        var methods = new MethodChoice();
        for (var callsOut = false; ;)
        {
            try
            {
                return Capture(lambda, new ExpressionScan(lambda, callsOut, methods), strict);
            }
            catch (CallsOutException)
            {
                callsOut = true;
            }
            catch (UnassumedException found)
            {
                methods.Assumptions.Add(found.Assumption);
            }
            catch (UndiscoveredException found)
            {
                foreach (var method in StandIns.Family(found.Method))
                {
                    methods.Discover(method);
                }
            }
            catch (RecursionException found)
            {
                methods.MakeFunction(found.Method);
            }
            catch (RefusedCallException refused)
            {
                methods.LeaveAlone(refused.Method, refused.Refusal);
            }
        }
    }

    private static CapturedFunction Capture(LambdaExpression lambda, ExpressionScan scan, bool strict)
    {
        var builder = new GraphBuilder(strict);
        var capture = new ExpressionCapture(builder, scan);
        var scope = new Scope(null);
        var (parameters, diagnostics) = ParameterShapes.Declare(lambda, builder, capture, scope);
        var constants = CapturedConstants.Of(lambda);
        var data = capture.DeclareData(constants);
        if (!builder.Inputs.Any(i => i.Differentiable))
        {
            throw new NotDifferentiableException(CSharpText.Of(lambda), "none of its parameters holds floating-point numbers.", "Take a double, a float, or an array or record of them.");
        }

        foreach (var parameter in lambda.Parameters.Where(scan.IsInMemory))
        {
            capture.Declare(scope, parameter, scope.Find(parameter)!);
        }

        capture.DeclareAssumptions(constants.Values);
        capture.DeclareStates(scope);
        var (result, results, names) = ResultShapes.Of(capture.Visit(lambda.Body, scope), lambda, capture);
        var graph = FunctionTraits.Infer(builder.Build("value", results, names, CSharpText.Of(lambda.Body)));
        return new CapturedFunction(graph, parameters, result, data) { Diagnostics = [.. diagnostics, .. capture.Settle(graph)], Assumptions = [.. scan.Methods.Assumptions] };
    }
}
