using System.Linq.Expressions;
using ExprAD.Capture.Places;

namespace ExprAD.Capture.Text;

internal sealed partial class CSharpPrinter
{
    /// <summary>What hand-built trees hold beside expressions, each as one line.</summary>
    private void Statement(Expression expression)
    {
        switch (expression)
        {
            case BlockExpression e: Block(e); break;
            case LoopExpression e: text.Append("while (true) "); Body(e.Body); break;
            case GotoExpression e: Goto(e); break;
            case LabelExpression e: text.Append(e.Target.Name ?? "label").Append(": "); Write(e.DefaultValue); break;
            case SwitchExpression e: Switch(e); break;
            case TryExpression e: Try(e); break;
            case AddressExpression e: text.Append("ref "); Write(e.Place, Precedence.Primary); break;
            case AllocationExpression e: text.Append("new ").Append(CSharpText.NameOf(e.Type)).Append("()"); break;
            case { CanReduce: true }: Write(expression.Reduce()); break;
            default: text.Append(expression.NodeType.ToString()); break;
        }
    }

    private void Block(BlockExpression e)
    {
        text.Append("{ ");
        foreach (var variable in e.Variables)
        {
            text.Append(CSharpText.NameOf(variable.Type)).Append(' ').Append(NameOf(variable)).Append("; ");
        }

        foreach (var statement in e.Expressions)
        {
            if (IsFull)
            {
                return;
            }

            Write(statement);
            text.Append(text[^1] is '}' or ';' ? " " : "; ");
        }

        text.Append('}');
    }

    private void Body(Expression e)
    {
        Write(e);
        text.Append(e is BlockExpression || text[^1] is '}' or ';' ? "" : ";");
    }

    private void If(ConditionalExpression e)
    {
        text.Append("if (");
        Write(e.Test);
        text.Append(") ");
        Body(e.IfTrue);
        if (e.IfFalse is not DefaultExpression)
        {
            text.Append(" else ");
            Body(e.IfFalse);
        }
    }

    private void Goto(GotoExpression e)
    {
        text.Append(e.Kind switch
        {
            GotoExpressionKind.Break => "break",
            GotoExpressionKind.Continue => "continue",
            GotoExpressionKind.Return => "return",
            _ => $"goto {e.Target.Name ?? "label"}",
        });
        if (e.Value is not null)
        {
            text.Append(' ');
            Write(e.Value);
        }
    }

    private void Switch(SwitchExpression e)
    {
        Write(e.SwitchValue, Precedence.Primary);
        text.Append(" switch { ");
        foreach (var arm in e.Cases)
        {
            List("", arm.TestValues, " => ");
            Write(arm.Body);
            text.Append(", ");
        }

        if (e.DefaultBody is not null)
        {
            text.Append("_ => ");
            Write(e.DefaultBody);
            text.Append(' ');
        }

        text.Append('}');
    }

    private void Try(TryExpression e)
    {
        text.Append("try ");
        Braced(e.Body);
        foreach (var handler in e.Handlers)
        {
            text.Append(" catch (").Append(CSharpText.NameOf(handler.Test)).Append(") ");
            Braced(handler.Body);
        }

        if ((e.Finally ?? e.Fault) is { } last)
        {
            text.Append(e.Finally is null ? " fault " : " finally ");
            Braced(last);
        }
    }

    private void Braced(Expression e)
    {
        if (e is BlockExpression)
        {
            Write(e);
            return;
        }

        text.Append("{ ");
        Body(e);
        text.Append(" }");
    }
}
