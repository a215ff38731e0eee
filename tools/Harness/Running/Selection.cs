using System.Collections.Immutable;
using System.IO.Enumeration;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>Which scenarios a run is about: ids given one by one, filters that keep, filters that leave out.</summary>
/// <remarks>
/// A filter is one or more conditions joined by commas, all of which must hold; of several filters one must hold.
/// <code>
/// notification.poll           ids by glob; without * also every id below the words
/// POLL-03                     scenarios that verify the requirement; a glob too
/// level=must                  at least one line of that level: must, should, may, observed
/// need=clock  fault=poll.*  side=client  id=...  requirement=...
/// </code>
/// </remarks>
public sealed record Selection(ImmutableArray<string> Ids, ImmutableArray<Filter> Keep, ImmutableArray<Filter> LeaveOut)
{
    public static readonly Selection Everything = new([], [], []);

    /// <exception cref="FormatException">A filter has an unknown word; the message says which.</exception>
    public static Selection Parse(IEnumerable<string> ids, IEnumerable<string> filters, IEnumerable<string> excludes) =>
        new([.. ids], [.. filters.Select(Filter.Parse)], [.. excludes.Select(Filter.Parse)]);

    public bool Includes(SelectionFacts scenario) =>
        (Ids.IsEmpty || Ids.Any(id => Filter.IsId(id, scenario.Id)))
        && (Keep.IsEmpty || Keep.Any(f => f.Holds(scenario)))
        && !LeaveOut.Any(f => f.Holds(scenario));

    /// <summary>The ids of scenarios and requirements that are asked for, as written.</summary>
    public IEnumerable<string> Named =>
        Ids.Concat(Keep.SelectMany(f => f.Conditions).Where(c => c.Word is "id" or "requirement").Select(c => c.Glob));

    /// <summary>Ids that were given and name nothing: a slip of the pen, to be told instead of running less.</summary>
    public ImmutableArray<string> Unmatched(IEnumerable<SelectionFacts> scenarios)
    {
        var known = scenarios.Select(s => s.Id).ToArray();
        return [.. Ids.Where(id => !known.Any(k => Filter.IsId(id, k)))];
    }
}

/// <summary>What a selection asks about a scenario.</summary>
public sealed record SelectionFacts(
    string Id,
    string Side,
    ImmutableArray<string> Needs,
    ImmutableArray<string> Faults,
    ImmutableHashSet<string> Requirements,
    ImmutableHashSet<string> Levels)
{
    /// <param name="tags">Every tag that stands in the file.</param>
    public static SelectionFacts Of(ScenarioFile file, IEnumerable<Tag> tags)
    {
        var judgements = tags.SelectMany(t => t.Judgements).ToArray();
        return new SelectionFacts(
            file.Id,
            file.IsClientSide ? "client" : "server",
            file.Needs,
            file.Catches,
            [.. judgements.SelectMany(j => j.Requirements)],
            [.. judgements.Select(j => j.Level.ToString().ToLowerInvariant())]);
    }
}

/// <summary>Conditions that must all hold.</summary>
public sealed record Filter(ImmutableArray<Condition> Conditions)
{
    static readonly string[] words = ["id", "requirement", "level", "need", "fault", "side"];

    /// <exception cref="FormatException">A word before = is unknown, or a condition is empty.</exception>
    public static Filter Parse(string text)
    {
        var conditions = text.Split(',', StringSplitOptions.TrimEntries);
        return conditions.Any(c => c.Length == 0)
            ? throw new FormatException($"the filter '{text}' has an empty condition")
            : new Filter([.. conditions.Select(ParseCondition)]);
    }

    public bool Holds(SelectionFacts scenario) => Conditions.All(c => c.Word switch
    {
        "id" => IsId(c.Glob, scenario.Id),
        "requirement" => scenario.Requirements.Any(r => Matches(c.Glob, r)),
        "level" => scenario.Levels.Contains(c.Glob),
        "need" => scenario.Needs.Any(n => Matches(c.Glob, n)),
        "fault" => scenario.Faults.Any(f => Matches(c.Glob, f)),
        _ => scenario.Side == c.Glob,
    });

    /// <summary>True when the glob matches, or, having no star, names a word of the id and all below it.</summary>
    public static bool IsId(string glob, string id) =>
        Matches(glob, id) || (!glob.Contains('*') && id.StartsWith(glob + ".", StringComparison.Ordinal));

    static bool Matches(string glob, string text) => FileSystemName.MatchesSimpleExpression(glob, text, ignoreCase: false);

    static Condition ParseCondition(string text)
    {
        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [var word, var glob])
            return new Condition(text.Any(char.IsAsciiLetterUpper) ? "requirement" : "id", text);
        if (!words.Contains(word))
            throw new FormatException($"'{word}' in the filter '{text}' is unknown; known are {string.Join(", ", words)}");
        if (word == "level" && !Enum.TryParse<Level>(glob, ignoreCase: true, out _))
            throw new FormatException($"'{glob}' in the filter '{text}' is no level; levels are must, should, may, observed");
        return new Condition(word, word == "level" ? glob.ToLowerInvariant() : glob);
    }
}

/// <param name="Word">id, requirement, level, need, fault or side.</param>
public sealed record Condition(string Word, string Glob);
