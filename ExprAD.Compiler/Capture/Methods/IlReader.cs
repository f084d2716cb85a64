using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace ExprAD.Capture.Methods;

/// <summary>Reads the IL of a method through reflection, so that it may lie in any assembly, in memory or on disk.</summary>
internal ref struct IlReader
{
    private static readonly Dictionary<ushort, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => (ushort)c.Value);

    private readonly MethodBase method;
    private readonly Type[]? typeArguments;
    private readonly Type[]? methodArguments;
    private readonly ReadOnlySpan<byte> il;
    private int at;

    private IlReader(MethodBase method, ReadOnlySpan<byte> il)
    {
        this.method = method;
        this.il = il;
        typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
    }

    public static List<IlInstruction> Read(MethodBase method, byte[] il)
    {
        var reader = new IlReader(method, il);
        var instructions = new List<IlInstruction>();
        while (reader.at < il.Length)
        {
            instructions.Add(reader.Next());
        }

        return instructions;
    }

    private IlInstruction Next()
    {
        var offset = at;
        var value = (ushort)Byte();
        var code = Codes[value == 0xFE ? (ushort)(0xFE00 | Byte()) : value];
        var operand = Operand(code);
        var (name, number) = SpelledOut(code.Name!);
        return new(offset, at, name, number ?? operand);
    }

    private object? Operand(OpCode code)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return null;
            case OperandType.ShortInlineI:
                return code == OpCodes.Unaligned ? Byte() : (int)(sbyte)Byte();
            case OperandType.InlineI:
                return Int32();
            case OperandType.InlineI8:
                return Int64();
            case OperandType.ShortInlineR:
                return BitConverter.Int32BitsToSingle(Int32());
            case OperandType.InlineR:
                return BitConverter.Int64BitsToDouble(Int64());
            case OperandType.ShortInlineVar:
                return (int)Byte();
            case OperandType.InlineVar:
                return (int)BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
            case OperandType.ShortInlineBrTarget:
                var near = (sbyte)Byte();
                return new IlTarget(at + near);
            case OperandType.InlineBrTarget:
                var far = Int32();
                return new IlTarget(at + far);
            case OperandType.InlineSwitch:
                return Switch();
            case OperandType.InlineString:
                return method.Module.ResolveString(Int32());
            case OperandType.InlineSig:
                return Int32();
            default:
                return Member(Int32());
        }
    }

    private object? Member(int token) => method.Module.ResolveMember(token, typeArguments, methodArguments);

    private int[] Switch()
    {
        var targets = new int[Int32()];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = Int32();
        }

        var end = at;
        return Array.ConvertAll(targets, t => end + t);
    }

    /// <summary>The name without what says how long the operand is, and the operand that is part of the name.</summary>
    private static (string Name, int? Number) SpelledOut(string name)
    {
        if (name.EndsWith(".s", StringComparison.Ordinal))
        {
            return (name[..^2], null);
        }

        var dot = name.LastIndexOf('.');
        return name.StartsWith("ld", StringComparison.Ordinal) || name.StartsWith("st", StringComparison.Ordinal)
            ? name[(dot + 1)..] == "m1" ? ("ldc.i4", -1)
            : int.TryParse(name[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (name[..dot], number)
            : (name, null)
            : (name, null);
    }

    private byte Byte() => il[at++];

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    private ReadOnlySpan<byte> Take(int count)
    {
        at += count;
        return il.Slice(at - count, count);
    }
}
