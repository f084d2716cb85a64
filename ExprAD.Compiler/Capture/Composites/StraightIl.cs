using System.Buffers.Binary;
using System.Reflection;

namespace ExprAD.Capture;

/// <summary>The instructions that trivial accessors and constructors are made of.</summary>
internal enum Il
{
    LoadArgument,
    LoadConstant,
    LoadField,
    LoadStaticField,
    StoreField,
    Call,
    Return,
}

/// <summary>An instruction; <paramref name="Operand"/> is a field, a method, or a constant.</summary>
internal sealed record Instruction(Il Code, int Number = 0, object? Operand = null);

/// <summary>Reads the IL of methods that run straight from begin to end and do little.</summary>
internal static class StraightIl
{
    /// <summary>The instructions of <paramref name="method"/>; null where it is anything but straight and simple.</summary>
    public static List<Instruction>? Of(MethodBase method)
    {
        byte[]? il;
        try
        {
            il = method.GetMethodBody()?.GetILAsByteArray();
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            return null;
        }

        return il is null ? null : Read(method, il);
    }

    private static List<Instruction>? Read(MethodBase method, ReadOnlySpan<byte> il)
    {
        var instructions = new List<Instruction>();
        while (!il.IsEmpty)
        {
            var code = il[0];
            il = il[1..];
            switch (code)
            {
                case 0x00: // nop
                    break;
                case >= 0x02 and <= 0x05: // ldarg.0 … ldarg.3
                    instructions.Add(new(Il.LoadArgument, code - 0x02));
                    break;
                case 0x0E: // ldarg.s
                    instructions.Add(new(Il.LoadArgument, il[0]));
                    il = il[1..];
                    break;
                case 0x14: // ldnull
                    instructions.Add(new(Il.LoadConstant));
                    break;
                case >= 0x15 and <= 0x1E: // ldc.i4.m1 … ldc.i4.8
                    instructions.Add(new(Il.LoadConstant, Operand: code - 0x16));
                    break;
                case 0x1F: // ldc.i4.s
                    instructions.Add(new(Il.LoadConstant, Operand: (int)(sbyte)il[0]));
                    il = il[1..];
                    break;
                case 0x20: // ldc.i4
                    instructions.Add(new(Il.LoadConstant, Operand: BinaryPrimitives.ReadInt32LittleEndian(il)));
                    il = il[4..];
                    break;
                case 0x21: // ldc.i8
                    instructions.Add(new(Il.LoadConstant, Operand: BinaryPrimitives.ReadInt64LittleEndian(il)));
                    il = il[8..];
                    break;
                case 0x22: // ldc.r4
                    instructions.Add(new(Il.LoadConstant, Operand: BinaryPrimitives.ReadSingleLittleEndian(il)));
                    il = il[4..];
                    break;
                case 0x23: // ldc.r8
                    instructions.Add(new(Il.LoadConstant, Operand: BinaryPrimitives.ReadDoubleLittleEndian(il)));
                    il = il[8..];
                    break;
                case 0x0A when il is [0x2B, 0x00, 0x06, ..]: // stloc.0, a branch to the next instruction, ldloc.0: how unoptimised code returns
                    il = il[3..];
                    break;
                case 0x28: // call
                    instructions.Add(new(Il.Call, Operand: method.Module.ResolveMethod(Token(ref il), TypeArguments(method), MethodArguments(method))));
                    break;
                case 0x72: // ldstr
                    instructions.Add(new(Il.LoadConstant, Operand: method.Module.ResolveString(Token(ref il))));
                    break;
                case 0x7B: // ldfld
                    instructions.Add(new(Il.LoadField, Operand: method.Module.ResolveField(Token(ref il), TypeArguments(method), MethodArguments(method))));
                    break;
                case 0x7D: // stfld
                    instructions.Add(new(Il.StoreField, Operand: method.Module.ResolveField(Token(ref il), TypeArguments(method), MethodArguments(method))));
                    break;
                case 0x7E: // ldsfld
                    instructions.Add(new(Il.LoadStaticField, Operand: method.Module.ResolveField(Token(ref il), TypeArguments(method), MethodArguments(method))));
                    break;
                case 0x2A: // ret
                    instructions.Add(new(Il.Return));
                    break;
                default:
                    return null;
            }
        }

        return instructions;
    }

    private static int Token(ref ReadOnlySpan<byte> il)
    {
        var token = BinaryPrimitives.ReadInt32LittleEndian(il);
        il = il[4..];
        return token;
    }

    private static Type[]? TypeArguments(MethodBase method) => method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;

    private static Type[]? MethodArguments(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : null;
}
