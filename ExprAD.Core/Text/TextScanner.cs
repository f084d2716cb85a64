namespace ExprAD.Text;

/// <summary>Reads a text from left to right. Blanks are skipped, ends of lines count; what follows <c>//</c> on a line is its note.</summary>
internal sealed class TextScanner(string text)
{
    private int at;

    /// <summary>Where the last thing read began.</summary>
    private int start;

    public bool AtEnd
    {
        get
        {
            SkipBlanks();
            return at == text.Length;
        }
    }

    /// <summary>The next character that is no blank; 0 at the end.</summary>
    public char Peek()
    {
        SkipBlanks();
        return at < text.Length ? text[at] : '\0';
    }

    /// <summary>Reads <paramref name="token"/> if it comes next; a word only where it ends there.</summary>
    public bool Accept(string token)
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, at, token, 0, token.Length) != 0
            || (PrintedNames.IsPart(token[^1]) && at + token.Length < text.Length && PrintedNames.IsPart(text[at + token.Length])))
        {
            return false;
        }

        start = at;
        at += token.Length;
        return true;
    }

    /// <summary>Reads what <paramref name="read"/> reads, unless that is null: then nothing.</summary>
    public T? Attempt<T>(Func<T?> read)
        where T : class
    {
        var before = (at, start);
        var result = read();
        if (result is null)
        {
            (at, start) = before;
        }

        return result;
    }

    public void Expect(string token)
    {
        if (!Accept(token))
        {
            throw Unexpected($"'{token}'");
        }
    }

    /// <summary>Reads while <paramref name="belongs"/>.</summary>
    public string While(Func<char, bool> belongs)
    {
        SkipBlanks();
        start = at;
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    /// <summary>Reads up to <paramref name="end"/>, which is read too, or to the bracket that closes one that was opened before; not past the line.</summary>
    public string Until(char end)
    {
        SkipBlanks();
        start = at;
        for (var depth = 0; at < text.Length && text[at] != '\n'; at++)
        {
            var c = text[at];
            if (c == end && depth == 0)
            {
                return text[start..at++];
            }

            if (c == '"')
            {
                SkipString();
            }
            else
            {
                depth += c is '(' or '[' or '<' ? 1 : c is ')' or ']' or '>' ? -1 : 0;
            }
        }

        throw Error($"'{end}' is missing");
    }

    /// <summary>A text between quotes.</summary>
    public string String()
    {
        Expect("\"");
        at = start;
        SkipString();
        at++;
        var read = new System.Text.StringBuilder();
        for (var i = start + 1; i < at - 1; i++)
        {
            if (text[i] != '\\')
            {
                read.Append(text[i]);
            }
            else if (text[++i] != 'u')
            {
                read.Append(text[i]);
            }
            else
            {
                read.Append((char)Convert.ToInt32(text.Substring(i + 1, 4), 16));
                i += 4;
            }
        }

        return read.ToString();
    }

    /// <summary>Reads the end of a line, with the note before it, and the empty lines after it.</summary>
    public string? EndOfLine()
    {
        var note = Accept("//") ? While(c => c != '\n').Trim() : null;
        if (!AtEnd && text[at] != '\n')
        {
            throw Unexpected("the end of the line");
        }

        SkipLines();
        return note;
    }

    /// <summary>Skips empty lines.</summary>
    public void SkipLines()
    {
        while (Peek() == '\n')
        {
            at++;
        }
    }

    /// <summary>An error at the last thing read.</summary>
    public GraphFormatException Error(string reason)
    {
        var line = text.AsSpan(0, start).Count('\n') + 1;
        return new GraphFormatException(reason, line, start - text.LastIndexOf('\n', Math.Max(start - 1, 0)));
    }

    /// <summary>An error at what comes next.</summary>
    public GraphFormatException Unexpected(string expected)
    {
        SkipBlanks();
        start = at;
        return Error($"expected {expected}");
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r')
        {
            at++;
        }
    }

    /// <summary>From the opening quote to the closing one.</summary>
    private void SkipString()
    {
        for (at++; at < text.Length && text[at] is not ('"' or '\n'); at++)
        {
            at += text[at] == '\\' ? 1 : 0;
        }

        if (at >= text.Length || text[at] == '\n')
        {
            throw Error("a text does not end");
        }
    }
}
