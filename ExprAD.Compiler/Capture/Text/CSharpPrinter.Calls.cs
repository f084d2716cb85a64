using System.Linq.Expressions;
using System.Reflection;

namespace ExprAD.Capture.Text;

internal sealed partial class CSharpPrinter
{
    private void Call(MethodCallExpression e)
    {
        var method = e.Method;
        if (method.IsSpecialName && OperatorText.OfMethod(method.Name) is { } kind)
        {
            Infix(OperatorText.Of(kind)!.Value, e.Arguments[0], e.Arguments[1]);
        }
        else if (method.Name == "CreateDelegate" && e.Object is ConstantExpression { Value: MethodInfo group })
        {
            // How a method group arrives.
            text.Append(group.Name);
        }
        else if (method.Name == "op_Implicit")
        {
            Write(e.Arguments[0], Precedence.Primary);
        }
        else if (e.Object is not null && (method.Name is "get_Item" or "get_Chars" || (method.Name == "Get" && e.Object.Type.IsArray)))
        {
            Write(e.Object, Precedence.Primary);
            List("[", e.Arguments, "]");
        }
        else if (e.Object is null && IsExtension(method))
        {
            Write(e.Arguments[0], Precedence.Primary);
            Method(method, e.Arguments.Skip(1));
        }
        else
        {
            if (e.Object is null && method.Name.Contains(">g__", StringComparison.Ordinal))
            {
                text.Append(CSharpText.NameOf(method));
                List("(", Spread(method, e.Arguments), ")");
            }
            else if (e.Object is null)
            {
                text.Append(CSharpText.NameOf(method.DeclaringType!));
                Method(method, e.Arguments);
            }
            else if (IsUnnamed(e.Object))
            {
                text.Append(CSharpText.NameOf(method));
                List("(", Spread(method, e.Arguments), ")");
            }
            else
            {
                Write(e.Object, Precedence.Primary);
                Method(method, e.Arguments);
            }
        }
    }

    private void Method(MethodInfo method, IEnumerable<Expression> arguments)
    {
        text.Append('.').Append(CSharpText.NameOf(method));
        List("(", Spread(method, arguments), ")");
    }

    /// <summary>The arguments with those of <c>params</c> one by one.</summary>
    private static IEnumerable<Expression> Spread(MethodInfo method, IEnumerable<Expression> arguments) =>
        method.GetParameters() is [.., var last] && last.IsDefined(typeof(ParamArrayAttribute), inherit: false)
            ? arguments.SelectMany(a => a is NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array && array.Type == last.ParameterType ? array.Expressions : Enumerable.Repeat(a, 1))
            : arguments;

    private void Lambda(LambdaExpression e)
    {
        text.Append(e.Parameters.Count == 1 ? NameOf(e.Parameters[0]) : $"({string.Join(", ", e.Parameters.Select(NameOf))})").Append(" => ");
        Write(e.Body);
    }

    private void New(NewExpression e)
    {
        if (e.Members is { } members && IsGenerated(e.Type.Name))
        {
            text.Append("new { ");
            for (var i = 0; i < members.Count && !IsFull; i++)
            {
                text.Append(i > 0 ? ", " : "");
                var name = Written(e.Arguments[i]) switch
                {
                    MemberExpression { Member: var member } => member.Name,
                    ParameterExpression parameter => parameter.Name,
                    _ => null,
                };
                if (name != members[i].Name)
                {
                    text.Append(members[i].Name).Append(" = ");
                }

                Write(e.Arguments[i]);
            }

            text.Append(" }");
            return;
        }

        text.Append(IsValueTuple(e.Type) ? "" : $"new {CSharpText.NameOf(e.Type)}");
        List("(", e.Arguments, ")");
    }

    private static bool IsValueTuple(Type type) => type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    private void NewArray(NewArrayExpression e)
    {
        var element = e.Type.GetElementType()!;
        if (e.NodeType == ExpressionType.NewArrayBounds)
        {
            List($"new {CSharpText.NameOf(element)}[", e.Expressions, "]");
        }
        else if (e.Expressions.Count == 0)
        {
            text.Append("new ").Append(CSharpText.NameOf(element)).Append("[0]");
        }
        else
        {
            List(e.Expressions.All(x => Written(x).Type == element) ? "new[] { " : $"new {CSharpText.NameOf(element)}[] {{ ", e.Expressions, " }");
        }
    }

    private void Bindings(IEnumerable<MemberBinding> bindings)
    {
        text.Append(" { ");
        var first = true;
        foreach (var binding in bindings)
        {
            text.Append(first ? "" : ", ").Append(binding.Member.Name).Append(" =");
            switch (binding)
            {
                case MemberAssignment b: text.Append(' '); Write(b.Expression); break;
                case MemberMemberBinding b: Bindings(b.Bindings); break;
                case MemberListBinding b: Initializers(b.Initializers); break;
            }

            first = false;
        }

        text.Append(" }");
    }

    private void Initializers(IEnumerable<ElementInit> initializers)
    {
        text.Append(" { ");
        var first = true;
        foreach (var initializer in initializers)
        {
            text.Append(first ? "" : ", ");
            if (initializer.Arguments.Count == 1)
            {
                Write(initializer.Arguments[0]);
            }
            else
            {
                List("{ ", initializer.Arguments, " }");
            }

            first = false;
        }

        text.Append(" }");
    }
}
