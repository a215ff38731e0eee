using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads a tree of elements, two blanks more for each level.</summary>
sealed class TreeReader(ParseContext context, LineCursor cursor)
{
    /// <summary>Deeper documents are not described by hand.</summary>
    const int DepthMax = 64;

    /// <param name="clause">The line that the tree belongs to, for the message when it is empty.</param>
    public ImmutableArray<Choice<Node>> Read(
        Scanner clause, int indent, TreeForm form, Tag? inherited, bool isRequest, bool mayBeEmpty = false)
    {
        var isEmpty = !cursor.InStatement || cursor.Peek.Indent < indent;
        if (isEmpty && !mayBeEmpty)
            clause.Error("tree", clause.End, "a tree stands below this line, two blanks deeper");
        return ReadLevel(indent, form, inherited, isRequest, depth: 0);
    }

    ImmutableArray<Choice<Node>> ReadLevel(int indent, TreeForm form, Tag? inherited, bool isRequest, int depth)
    {
        if (!cursor.InStatement || cursor.Peek.Indent < indent)
            return [];
        var nodes = new ChoiceBuilder<Node>();
        while (cursor.InStatement && cursor.Peek.Indent >= indent)
        {
            var line = cursor.Take();
            if (line.Indent > indent || depth >= DepthMax)
            {
                context.Error("indent", line, line.Indent, depth >= DepthMax
                    ? $"a tree has at most {DepthMax} levels"
                    : $"each level of a tree stands two blanks deeper than the one above; here {indent} were right");
                cursor.SkipDeeperThan(indent);
                continue;
            }
            var (scanner, own) = TagReader.Split(context, line, line.Indent);
            var isAlternative = scanner.Take("or");
            var tag = own ?? inherited;
            var head = ReadHead(scanner, form, isRequest);
            if (head is null)
            {
                cursor.SkipDeeperThan(indent);
                continue;
            }
            var children = ReadLevel(indent + 2, form, tag, isRequest, depth + 1);
            if (!nodes.Add(isAlternative, head with { Children = children, OwnTag = own, Tag = tag }))
                context.Error("or", line, line.Indent, "'or' has no tree line above it to be an alternative of");
            else if (isAlternative && isRequest)
                context.Error("or", line, line.Indent, "a request has no alternatives; we send one thing");
        }
        return nodes.ToImmutable();
    }

    Node? ReadHead(Scanner scanner, TreeForm form, bool isRequest)
    {
        var start = scanner.AtEnd ? scanner.End : scanner.Position;
        var word = scanner.Word();
        var quantifier = QuantifierOf(word);
        if (quantifier is not null && !scanner.AtEnd)
        {
            if (isRequest)
            {
                scanner.Error("quantifier", start, $"'{word}' judges an answer; a request says what is sent");
                return null;
            }
            start = scanner.Position;
            word = scanner.Word();
        }
        else
            quantifier = null;
        var name = word.AsSpan();
        var isAttribute = name.StartsWith("@");
        if (isAttribute)
            name = name[1..];
        string? prefix = null;
        var colon = name.IndexOf(':');
        if (colon >= 0)
        {
            prefix = name[..colon].ToString();
            name = name[(colon + 1)..];
            if (form == TreeForm.Xml && !context.Prefixes.Contains(prefix))
            {
                scanner.Error("prefix", start + (isAttribute ? 1 : 0), $"'{prefix}' is no prefix of this suite; the file may add it: prefix {prefix} = urn:...",
                    Suggest.Nearest(prefix, context.Prefixes));
                return null;
            }
        }
        if (!IsElementName(name))
        {
            scanner.Error("element", start, $"'{word}' is no name of an element",
                Suggest.Nearest(word, Words.Quantifiers));
            return null;
        }
        if (quantifier is null && !scanner.AtEnd && !isRequest && IsPrefixed(scanner.PeekSpan())
            && prefix is null && Suggest.Nearest(word, Words.Quantifiers) is { } meant)
        {
            scanner.Error("word", start, $"'{word}' is not one of {string.Join(", ", Words.Quantifiers)}", meant);
            return null;
        }
        var value = scanner.AtEnd ? null : scanner.Template();
        return new Node(scanner.Line.Number, quantifier ?? Quantifier.Some, isAttribute, prefix, name.ToString(), value, [], null, null);
    }

    /// <summary>A mistyped quantifier would otherwise pass for an element whose text is a name.</summary>
    bool IsPrefixed(ReadOnlySpan<char> word)
    {
        var colon = word.IndexOf(':');
        return colon > 0 && context.Prefixes.Contains(word[..colon].TrimStart('@').ToString());
    }

    static Quantifier? QuantifierOf(string word) => word switch
    {
        "no" => Quantifier.No,
        "one" => Quantifier.One,
        "each" => Quantifier.Each,
        "only" => Quantifier.Only,
        "exactly" => Quantifier.Exactly,
        _ => null,
    };

    static bool IsElementName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !(char.IsLetter(name[0]) || name[0] == '_'))
            return false;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return false;
        }
        return true;
    }
}
