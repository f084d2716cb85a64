namespace ExprAD.Optimizers;

/// <summary>
/// A matrix A of m rows and n columns with a vector b, brought by reflections to an upper triangle R and the first elements of Qᵀb (A. S. Householder, 1958):
/// |A·x − b|² is |R·x − Qᵀb|² and what no x changes.
/// </summary>
internal sealed class OrthogonalFactors
{
    private readonly int rows;
    private readonly int columns;

    /// <summary>By columns, b the last.</summary>
    private readonly double[][] data;

    private OrthogonalFactors(double[][] data, int rows)
    {
        (this.data, this.rows, columns) = (data, rows, data.Length - 1);
        Factor();
    }

    /// <summary>Rows of zeros are added where there are fewer than columns.</summary>
    public static OrthogonalFactors Of(double[,] matrix, double[] right)
    {
        var rows = Math.Max(matrix.GetLength(0), matrix.GetLength(1));
        var data = new double[matrix.GetLength(1) + 1][];
        for (var j = 0; j < data.Length; j++)
        {
            data[j] = new double[rows];
            for (var i = 0; i < right.Length; i++)
            {
                data[j][i] = j < data.Length - 1 ? matrix[i, j] : right[i];
            }
        }

        return new(data, rows);
    }

    /// <summary>The factors of this matrix with the diagonal matrix <paramref name="diagonal"/> below it.</summary>
    public OrthogonalFactors WithBelow(double[] diagonal)
    {
        var stacked = new double[columns + 1][];
        for (var j = 0; j <= columns; j++)
        {
            stacked[j] = new double[2 * columns];
            data[j].AsSpan(0, Math.Min(j + 1, columns)).CopyTo(stacked[j]);
            if (j < columns)
            {
                stacked[j][columns + j] = diagonal[j];
            }
        }

        return new(stacked, 2 * columns);
    }

    /// <summary>The least squares solution; an unknown of which the triangle's diagonal says nothing is 0.</summary>
    public double[] Solve()
    {
        var x = new double[columns];
        for (var i = columns - 1; i >= 0; i--)
        {
            var sum = data[columns][i];
            for (var j = i + 1; j < columns; j++)
            {
                sum -= data[j][i] * x[j];
            }

            x[i] = data[i][i] == 0 ? 0 : sum / data[i][i];
        }

        return x;
    }

    /// <summary>(RᵀR)⁻¹ = (AᵀA)⁻¹; infinite or not a number where the columns depend on each other.</summary>
    public double[,] InverseOfNormal()
    {
        var inverse = new double[columns, columns];
        for (var k = 0; k < columns; k++)
        {
            var y = new double[columns];
            for (var i = 0; i < columns; i++)
            {
                var sum = i == k ? 1.0 : 0;
                for (var j = 0; j < i; j++)
                {
                    sum -= data[i][j] * y[j];
                }

                y[i] = sum / data[i][i];
            }

            for (var i = columns - 1; i >= 0; i--)
            {
                for (var j = i + 1; j < columns; j++)
                {
                    y[i] -= data[j][i] * inverse[j, k];
                }

                inverse[i, k] = y[i] / data[i][i];
            }
        }

        return inverse;
    }

    private void Factor()
    {
        for (var k = 0; k < columns; k++)
        {
            var column = data[k].AsSpan(k, rows - k);
            var norm = DenseVectors.Norm(column);
            if (norm == 0)
            {
                continue;
            }

            // v = a + sign(a₁)·|a|·e₁; I − 2·v·vᵀ/vᵀv takes a to a multiple of e₁.
            var first = column[0] + Math.CopySign(norm, column[0]);
            var scale = 1 / (norm * Math.Abs(first));
            column[0] = first;
            for (var j = k + 1; j <= columns; j++)
            {
                var other = data[j].AsSpan(k, rows - k);
                DenseVectors.AddScaled(other, -scale * DenseVectors.Dot(column, other), column, other);
            }

            column.Clear();
            column[0] = -Math.CopySign(norm, first);
        }
    }
}
