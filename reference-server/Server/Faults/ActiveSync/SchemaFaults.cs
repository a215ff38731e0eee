using Conformance.Engine.Devices;
using Conformance.Server.ActiveSync.Commands;
using Conformance.Server.ActiveSync.Documents;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>The document of a Ping is read too strictly, or not strictly enough.</summary>
static class SchemaFaults
{
    const string Interval = "Ping:HeartbeatInterval";
    const string Folders = "Ping:Folders";
    const string Id = "Ping:Id";
    const string Class = "Ping:Class";

    static readonly byte[] syntaxError = Seams.Inline(0x47, "4");
    static readonly byte[] tooMany = Seams.Inline(0x47, "6");

    public static readonly Fault[] All =
    [
        Seams.OfPing("ping.schema-is-not-checked", rules => rules with
        {
            ReadPing = (ping, version) => rules.ReadPing(ping, version) ?? new PingRequest(null, null),
        }),
        Seams.Reading("ping.same-id-twice", (ping, _) => WithFolders(ping, all => all.DistinctBy(folder => folder.One(Id)?.Text))),
        Seams.Reading("ping.empty-folders", (ping, _) => WithoutEmptyFolders(ping)),
        Seams.Reading("ping.no-class", (ping, _) => WithFolders(ping, all => all.Select(folder =>
            folder.Has(Class) ? folder : folder with { Children = folder.Children.Add(Element.Of(Class, "Email")) }))),
        Seams.Reading("ping.no-id", (ping, _) => WithoutEmptyFolders(WithFolders(ping, all => all.Where(folder => folder.Has(Id))))),
        Seams.Reading("ping.class-of-messages", (ping, _) => WithClass(ping, "SMS", "Email")),
        Seams.Reading("ping.broken-interval-is-none", (ping, _) => ping.All(Interval).Any(interval => !long.TryParse(interval.Text, out var _))
            ? ping with { Children = [.. ping.Children.Where(child => child.Tag != Interval)] }
            : ping),
        Seams.OfBytes("ping.schema-error-names-folders", syntaxError, [.. syntaxError, 0x49, .. Seams.Inline(0x4A, "1"), 0x01]),
        Seams.Reading("ping.interval-comes-first", (ping, _) => ping.Children.Length > 1 && ping.Children[0].Tag != Interval ? null : ping),
        Seams.Reading("ping.id-comes-first", (ping, _) =>
            ping.One(Folders)?.Children.Any(folder => folder.Children is [{ Tag: Class }, ..]) == true ? null : ping),
        Seams.Reading("ping.no-tasks-before-14", (ping, version) => version.Number < 140 ? WithClass(ping, "Tasks", "none") : ping),
        Seams.Reading("ping.notes-at-every-version", (ping, version) => version.Number < 140 ? WithClass(ping, "Notes", "Email") : ping),
        Seams.Reading("ping.no-notes", (ping, _) => WithClass(ping, "Notes", "none")),
        Seams.Reading("ping.ids-of-63", (ping, _) => ping.One(Folders)?.Children.Any(folder => folder.One(Id)?.Text.Length > 63) == true ? null : ping),
        Seams.OfBytes("ping.too-long-is-status-4", tooMany, syntaxError),
        Seams.EndingAfter("ping.limit-is-not-told", tooMany),
        Seams.EndingAfter("ping.limit-of-zero", tooMany, Seams.Inline(0x4D, "0")),
        Seams.OfPing("ping.limit-less-one", rules => rules with { IsTooLong = (limits, count) => count >= limits.PingFoldersMax }),
        Seams.OfPing("ping.no-folder-limit", rules => rules with { IsTooLong = (_, _) => false }),
        Seams.Reading("security.interval-of-other-digits", (ping, _) => ping with
        {
            Children = [.. ping.Children.Select(child => child.Tag == Interval ? child with { Text = InOurDigits(child.Text) } : child)],
        }),
        Seams.OfPing("security.interval-overflows", rules => rules with
        {
            NearestInterval = (limits, seconds) => seconds > int.MaxValue ? seconds : rules.NearestInterval(limits, seconds),
        }),
        Seams.OfPing("security.odd-id-is-500", rules => rules with
        {
            Find = (world, device, mailbox, watched) => watched.Any(IsOdd)
                ? throw new FormatException("An Id of odd marks.")
                : rules.Find(world, device, mailbox, watched),
        }),
        Seams.OfPing("security.odd-id-is-a-path", rules => rules with
        {
            Find = (world, device, mailbox, watched) => rules.Find(world, device, mailbox, [.. watched.Where(one => !IsOdd(one))]),
        }),
    ];

    static bool IsOdd(WatchedFolder folder) => folder.Id.Contains('/', StringComparison.Ordinal);

    static string InOurDigits(string text) =>
        string.Concat(text.Select(c => char.IsDigit(c) ? ((int)char.GetNumericValue(c)).ToString() : c.ToString()));

    static Element WithFolders(Element ping, Func<IEnumerable<Element>, IEnumerable<Element>> change) => ping with
    {
        Children = [.. ping.Children.Select(child => child.Tag == Folders ? child with { Children = [.. change(child.Children)] } : child)],
    };

    static Element WithoutEmptyFolders(Element ping) =>
        ping with { Children = [.. ping.Children.Where(child => child.Tag != Folders || !child.Children.IsEmpty)] };

    static Element WithClass(Element ping, string name, string other) => WithFolders(ping, all => all.Select(folder => folder with
    {
        Children = [.. folder.Children.Select(child => child.Tag == Class && child.Text == name ? child with { Text = other } : child)],
    }));
}
