using System.Reflection;
using ExprAD.Text;

namespace ExprAD.IR;

/// <summary>A field or property as a node's attribute, with what is known of reading it.</summary>
internal sealed record Member(MemberInfo Info, bool ReadOnly, bool NeverNull)
{
    public Traits Narrow(Traits traits)
    {
        if (ReadOnly)
        {
            traits = (traits & ~Traits.Reads) | Traits.Pure;
        }

        return NeverNull ? traits & ~Traits.Traps : traits;
    }

    public override string ToString() => $"{AttributeText.Declared(Info)}{(ReadOnly ? " readonly" : "")}{(NeverNull ? " nevernull" : "")}";
}
