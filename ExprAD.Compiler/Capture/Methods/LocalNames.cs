using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace ExprAD.Capture.Methods;

/// <summary>
/// The names that locals have in the source: from the symbols beside the assembly or within it. Code in memory, and code without symbols, has none.
/// </summary>
internal static class LocalNames
{
    private static readonly ConditionalWeakTable<Module, Symbols> Known = new();

    /// <summary>The names by slot; slots that the compiler made for itself have none.</summary>
    public static IReadOnlyDictionary<int, string> Of(MethodBase method)
    {
        var names = new Dictionary<int, string>();
        if (Known.GetValue(method.Module, m => new Symbols(Open(m))).Provider?.GetMetadataReader() is not { } reader)
        {
            return names;
        }

        // Not for two threads at once: it reads as it goes.
        lock (reader)
        {
            var handle = MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0x00FFFFFF);
            foreach (var scope in reader.GetLocalScopes(handle))
            {
                foreach (var variable in reader.GetLocalScope(scope).GetLocalVariables().Select(reader.GetLocalVariable))
                {
                    if ((variable.Attributes & LocalVariableAttributes.DebuggerHidden) == 0)
                    {
                        // A slot that several variables share in turn goes by the name of the first.
                        names.TryAdd(variable.Index, reader.GetString(variable.Name));
                    }
                }
            }
        }

        return names;
    }

    private static MetadataReaderProvider? Open(Module module)
    {
        try
        {
            var path = module.Assembly.Location;
            if (path.Length == 0 || !File.Exists(path))
            {
                return null;
            }

            // Symbols of another build are none.
            using var image = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
            return image.TryOpenAssociatedPortablePdb(path, Beside, out var provider, out _) ? provider : null;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    private static MemoryStream? Beside(string path) => File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null;

    /// <summary>The provider owns the memory that its reader reads.</summary>
    private sealed record Symbols(MetadataReaderProvider? Provider);
}
