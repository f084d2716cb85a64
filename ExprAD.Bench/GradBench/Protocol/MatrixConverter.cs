using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExprAD.Bench.GradBench.Protocol;

/// <summary>Writes a matrix as an array of its rows.</summary>
internal sealed class MatrixConverter : JsonConverter<double[,]>
{
    public override double[,] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Matrices are written only.");

    public override void Write(Utf8JsonWriter writer, double[,] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var i = 0; i < value.GetLength(0); i++)
        {
            writer.WriteStartArray();
            for (var j = 0; j < value.GetLength(1); j++)
            {
                writer.WriteNumberValue(value[i, j]);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
