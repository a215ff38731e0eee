using System.Collections.Immutable;
using System.Net.Http.Headers;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Judging;

/// <summary>Judges one header line; what counts as equal follows from the header's kind.</summary>
static class HeaderJudge
{
    public static Findings Of(Findings found, HeaderLine line, HttpMessage message, Uri baseUri)
    {
        var text = LineText.Of(line, found.Scope);
        var value = message[line.Name]?.Trim();
        var came = value is null ? $"no {line.Name}" : $"{line.Name}: {LineText.Visible(value)}";
        switch (line.Form)
        {
            case HeaderForm.Absent:
                return found.Decide(line, value is null, text, came);
            case HeaderForm.IsIfPresent when value is null:
            case HeaderForm.Lacks when value is null || !Member(line.Value, value, found.Scope).Holds:
                return found.Held(line, text);
            case HeaderForm.Lacks:
                return found.Missed(line, text, came);
            default:
                ImmutableArray<string> notes = [];
                if (value is null && IssuedId.InsteadOf(line.Name, message) is { } instead)
                {
                    (value, notes) = instead;
                    came = $"no {line.Name}, but {LineText.Visible(value)} in the body";
                }
                if (value is null)
                    return found.Missed(line, text, came);
                var match = line.Form switch
                {
                    HeaderForm.Has => Member(line.Value, value, found.Scope),
                    HeaderForm.Exactly => TextMatch.Of(line.Value, value, found.Scope, TextMatch.Wire),
                    _ => Compare(line.Name, line.Value, value, found.Scope, baseUri),
                };
                return (match.Holds ? found.Held(line, text, notes) : found.Missed(line, text, came + Reason(value, match)))
                    .Capture(match.Captures);
        }
    }

    /// <summary>Compares a value by the kind of its header.</summary>
    /// <exception cref="MissingValueException">A use has no value.</exception>
    public static TextMatch Compare(string name, Template expected, string value, Scope scope, Uri baseUri)
    {
        var kind = HeaderKinds.Of(name);
        if (kind == HeaderKind.List)
            return Sets(expected, value, scope);
        var exact = TextMatch.Of(expected, value, scope, TextMatch.Wire);
        if (exact.Holds || expected.Captures.Any() || kind == HeaderKind.Exact)
            return exact;
        var wanted = TextMatch.Wire.GetString(scope.Render(expected)).Trim();
        var same = kind switch
        {
            HeaderKind.MediaType => IsMediaType(wanted, value),
            HeaderKind.Location => Hrefs.Same(wanted, value, baseUri),
            _ => wanted == value,
        };
        return same ? TextMatch.Yes : exact;
    }

    // Each wanted member must be there, and each member must be wanted; a capture takes what no literal member claims.
    static TextMatch Sets(Template expected, string value, Scope scope)
    {
        var rest = HeaderKinds.Members(value).Distinct(StringComparer.Ordinal).ToList();
        var captures = ImmutableArray.CreateBuilder<KeyValuePair<string, IValue>>();
        var used = new HashSet<string>();
        foreach (var member in Members(expected, scope).OrderBy(member => member.Captures.Any()))
        {
            if (!member.Captures.Any())
            {
                var wanted = TextMatch.Wire.GetString(scope.Render(member)).Trim();
                if (!rest.Contains(wanted) && !used.Contains(wanted))
                    return TextMatch.No($"{wanted} is not in the list");
                used.Add(wanted);
                rest.Remove(wanted);
                continue;
            }
            if (rest.Count == 0)
                return TextMatch.No("no member is left to capture");
            var taken = rest.Select(candidate => (candidate, match: TextMatch.Of(member, candidate, scope, TextMatch.Wire))).ToList();
            var index = taken.FindIndex(one => one.match.Holds);
            if (index < 0)
                return taken[0].match;
            captures.AddRange(taken[index].match.Captures);
            rest.RemoveAt(index);
        }
        return rest.Count == 0
            ? new TextMatch(true, "", captures.ToImmutable())
            : TextMatch.No($"{LineText.Visible(string.Join(", ", rest))} was not asked for");
    }

    /// <summary>Says whether a list holds a member, and what that gives.</summary>
    public static TextMatch Member(Template expected, string value, Scope scope)
    {
        foreach (var member in HeaderKinds.Members(value))
            if (TextMatch.Of(expected, member, scope, TextMatch.Wire) is { Holds: true } match)
                return match;
        return TextMatch.No("no member of the list is this");
    }

    // A hole may stand for a list itself, so what it stands for is put in before splitting.
    static IEnumerable<Template> Members(Template expected, Scope scope)
    {
        var member = ImmutableArray.CreateBuilder<TemplatePart>();
        foreach (var part in expected.Parts)
        {
            if (part is CapturePart)
            {
                member.Add(part);
                continue;
            }
            var text = TextMatch.Wire.GetString(scope.Render(new Template("", [part])));
            var pieces = text.Split(',');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0 && member.Count > 0)
                {
                    yield return new Template(expected.Source, member.ToImmutable());
                    member.Clear();
                }
                if (pieces[i].Trim() is { Length: > 0 } piece)
                    member.Add(new LiteralPart([.. TextMatch.Wire.GetBytes(piece)]));
            }
        }
        if (member.Count > 0)
            yield return new Template(expected.Source, member.ToImmutable());
    }

    /// <summary>The same type, with each parameter that is asked for; further ones are free.</summary>
    static bool IsMediaType(string wanted, string value) =>
        MediaTypeHeaderValue.TryParse(wanted, out var asked)
        && MediaTypeHeaderValue.TryParse(value, out var given)
        && string.Equals(asked.MediaType, given.MediaType, StringComparison.OrdinalIgnoreCase)
        && asked.Parameters.All(one => given.Parameters.Any(other =>
            one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)
            && string.Equals(one.Value?.Trim('"'), other.Value?.Trim('"'), StringComparison.OrdinalIgnoreCase)));

    // The value itself is shown already.
    static string Reason(string value, TextMatch match) =>
        match.Holds || match.Why == $"'{LineText.Visible(value)}'" ? "" : $" ({match.Why})";
}
