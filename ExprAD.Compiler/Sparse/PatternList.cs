using System.Collections;
using ExprAD.Sparsity;

namespace ExprAD.Sparse;

/// <summary>The places of a pattern, row by row.</summary>
internal sealed class PatternList(Pattern pattern) : IReadOnlyList<(int Row, int Column)>
{
    public int Count => pattern.NonZeros;

    public (int Row, int Column) this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));

            // The last row that starts there or before; those before it that start there too are empty.
            var found = Array.BinarySearch(pattern.Starts, index);
            var row = found < 0 ? ~found - 1 : found;
            while (pattern.Starts[row + 1] == index)
            {
                row++;
            }

            return (row, pattern.Columns[index]);
        }
    }

    public IEnumerator<(int Row, int Column)> GetEnumerator()
    {
        for (var row = 0; row < pattern.RowCount; row++)
        {
            for (var i = pattern.Starts[row]; i < pattern.Starts[row + 1]; i++)
            {
                yield return (row, pattern.Columns[i]);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
