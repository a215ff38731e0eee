using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>What a scenario with ActiveSync devices does to the one mailbox that all such scenarios share on a foreign target.</summary>
/// <remarks>
/// A folder that comes or goes ends every Ping of the mailbox with Status 7, an item only those that watch its folder. By custom of the
/// suite the Calendar is where nothing is delivered: scenarios that only wait there are at work together.
/// </remarks>
/// <param name="Held">Requests that it holds open, at most, at a time.</param>
/// <param name="MakesFolders">Whether folders come or go in the mailbox.</param>
/// <param name="Touches">Folders of the mailbox whose items it may change, by the words that name them.</param>
public sealed record DeviceUse(bool IsNone, int Held, bool MakesFolders, ImmutableArray<string> Touches)
{
    const string Quiet = "the Calendar";

    static readonly DeviceUse none = new(true, 0, false, []);

    static readonly ImmutableArray<string> folderCommands = ["FolderCreate", "FolderDelete", "FolderUpdate"];

    static readonly ImmutableArray<string> needs = ["ping", "sync"];

    public static DeviceUse Of(ScenarioFile file)
    {
        if (!file.Needs.Any(needs.Contains))
            return none;
        var setups = file.Statements.OfType<Given>().SelectMany(given => given.Bindings)
            .ToDictionary(binding => binding.Name, binding => binding.Sentence.Source);
        string[] events = [.. file.Statements.OfType<When>().SelectMany(when => when.Events).Select(happening => happening.Sentence.Source)];
        var sent = file.Statements.OfType<Sent>().ToArray();
        var makes = setups.Values.Concat(events).Any(SpeaksOfFolders)
            || sent.Any(one => one.What is Command command && folderCommands.Contains(command.Name));
        // Whoever names a folder may have items come to it, unless it is the quiet one and nothing happens in it.
        var touched = setups.Where(setup => setup.Value.StartsWith("the ", StringComparison.Ordinal)
            && (setup.Value != Quiet || events.Any(happening => happening.Contains($"${{{setup.Key}}}", StringComparison.Ordinal))));
        return new DeviceUse(false, sent.Count(one => one.HeldAs is not null), makes, [.. touched.Select(setup => setup.Value).Distinct()]);
    }

    static bool SpeaksOfFolders(string sentence) =>
        sentence.Contains("folder in ", StringComparison.Ordinal) || sentence.StartsWith("a folder is ", StringComparison.Ordinal)
        || sentence.Contains(" creates ", StringComparison.Ordinal) || sentence.Contains("made again", StringComparison.Ordinal);
}
