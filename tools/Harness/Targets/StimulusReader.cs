using Conformance.Harness.Language;

namespace Conformance.Harness.Targets;

/// <summary>Reads how events are made to happen; what a file does not say is by protocol, or by control where there is a port.</summary>
static class StimulusReader
{
    static readonly string[] hookMethods = ["GET", "POST", "PUT", "DELETE"];

    public static StimulusTable Read(SettingValues values, bool hasControl)
    {
        var table = hasControl ? StimulusTable.WithControl : StimulusTable.ByProtocol;
        foreach (var entry in values["stimulus"])
        {
            if (!StimulusEvents.All.Contains(entry.Head))
                values.Error(entry.Origin, $"'{entry.Head}' is no event; events are {string.Join(", ", StimulusEvents.All)}"
                    + Suggest.Hint(entry.Head, StimulusEvents.All));
            else if (Means(values, entry, hasControl) is { } means)
                table = new StimulusTable(table.Means.SetItem(entry.Head, means));
        }
        return table;
    }

    static Stimulus? Means(SettingValues values, SettingEntry entry, bool hasControl)
    {
        if (entry.Parts is not [var part])
            values.Error(entry.Origin, "a stimulus has one part: 'by protocol', 'by control', 'hook METHOD URL' or 'command PROGRAM ARGUMENTS'");
        else if (part.Word != "by" && StimulusTemplate.Unknown(part.Text) is { } unknown)
            values.Error(part.Origin, $"{{{unknown}}} stands for nothing here; known are {string.Join(", ", StimulusTemplate.Names)}");
        else
            return part.Word switch
            {
                "hook" => Hook(values, part),
                "command" => new CommandStimulus(StimulusTemplate.Split(part.Text)),
                _ => By(values, entry, part, hasControl),
            };
        return null;
    }

    static Stimulus? By(SettingValues values, SettingEntry entry, SettingPart part, bool hasControl)
    {
        if (part.Text == "control" && hasControl)
            return new ControlStimulus();
        if (part.Text == "protocol" && StimulusTable.ByProtocol[entry.Head] is { } protocol)
            return protocol;
        values.Error(part.Origin, part.Text switch
        {
            "control" => "there is no control port: give its address by the key clock",
            "protocol" => $"no method of the protocol makes '{entry.Head}' happen; use a hook or a command",
            _ => $"'{part.Text}' is no way to make an event happen; write protocol or control",
        });
        return null;
    }

    static HookStimulus? Hook(SettingValues values, SettingPart part)
    {
        var words = part.Text.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (words.Length == 2 && hookMethods.Contains(words[0])
            && Uri.TryCreate(StimulusTemplate.Fill(words[1], new Dictionary<string, string>(), v => v), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https")
            return new HookStimulus(words[0], words[1]);
        values.Error(part.Origin, $"'{part.Text}' is no hook; write POST http://127.0.0.1:9000/{{action}}?path={{path}}");
        return null;
    }
}
