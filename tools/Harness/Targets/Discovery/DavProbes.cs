using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Probes of WebDAV itself: each is believed by its content or effect, never by a status alone.</summary>
static class DavProbes
{
    /// <summary>What the probe of the folder leaves in it.</summary>
    public const string Item = "probe.txt";
    const string Content = "conformance probe\n";

    static readonly byte[] propFind = ProbeAnswer.Utf8(
        """<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:prop><D:displayname/></D:prop></D:propfind>""");

    static readonly byte[] permanentUrl = ProbeAnswer.Utf8(
        """<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:prop><E:permanenturl xmlns:E="http://schemas.microsoft.com/exchange/"/></D:prop></D:propfind>""");

    static readonly byte[] batch = ProbeAnswer.Utf8(
        $"""<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:target><D:href>{Item}</D:href></D:target><D:prop><D:displayname/></D:prop></D:propfind>""");

    static readonly byte[] propPatch = ProbeAnswer.Utf8(
        """<?xml version="1.0"?><D:propertyupdate xmlns:D="DAV:" xmlns:P="urn:conformance:probe"><D:set><D:prop><P:mark>1</P:mark></D:prop></D:set></D:propertyupdate>""");

    static readonly string[] xml = ["Content-Type: text/xml"];

    /// <summary>A folder can be made below the root, found, and an item put into it and read back.</summary>
    public static async Task<ProbeOutcome> WritableFolder(ProbeSession session, CancellationToken cancellation)
    {
        var made = await session.AskAsync("MKCOL", session.Folder, cancellation);
        session.OwnsFolder = made.IsSuccess;
        if (!made.IsSuccess)
        {
            session.Folder = session.Root(session.Target.Roots.Notification);
            return ProbeOutcome.No($"{made.Says}, so there is no folder to work in.");
        }
        return await PutAndRead(session, new Uri(session.Folder, Item), cancellation);
    }

    public static async Task<ProbeOutcome> PropFind(ProbeSession session, CancellationToken cancellation)
    {
        var answer = await session.AskAsync("PROPFIND", session.Folder, cancellation, [.. xml, "Depth: 0"], propFind);
        return answer.MultiStatus()?.Elements(ProbeAnswer.Dav + "response").Any() == true
            ? ProbeOutcome.Yes($"{answer.Says} with a multi-status.")
            : ProbeOutcome.No($"{answer.Says}{NoMultiStatus(answer)}.");
    }

    /// <summary>An Exchange store knows a thing by a second URL, which stays when the thing is moved.</summary>
    public static async Task<ProbeOutcome> PermanentUrl(ProbeSession session, CancellationToken cancellation)
    {
        var answer = await session.AskAsync("PROPFIND", session.Folder, cancellation, [.. xml, "Depth: 0"], permanentUrl);
        var url = answer.MultiStatus()?.Descendants().FirstOrDefault(e => e.Name.LocalName == "permanenturl")?.Value;
        return !string.IsNullOrWhiteSpace(url)
            ? ProbeOutcome.Yes($"{answer.Says}: {url}.")
            : ProbeOutcome.No($"{answer.Says} without a permanenturl.");
    }

    public static async Task<ProbeOutcome> PropPatch(ProbeSession session, CancellationToken cancellation)
    {
        var answer = await session.AskAsync("PROPPATCH", new Uri(session.Folder, Item), cancellation, xml, propPatch);
        return answer.MultiStatus()?.Descendants(ProbeAnswer.Dav + "status").Any(s => s.Value.Contains(" 200", StringComparison.Ordinal)) == true
            ? ProbeOutcome.Yes($"{answer.Says} and the property was set.")
            : ProbeOutcome.No($"{answer.Says}{NoMultiStatus(answer)}.");
    }

    /// <summary>A batch that finds one member describes this member.</summary>
    public static async Task<ProbeOutcome> Batch(ProbeSession session, CancellationToken cancellation)
    {
        var answer = await session.AskAsync("BPROPFIND", session.Folder, cancellation, [.. xml, "Depth: 0"], batch);
        return answer.MultiStatus()?.Descendants(ProbeAnswer.Dav + "href").Any(h => h.Value.EndsWith(Item, StringComparison.Ordinal)) == true
            ? ProbeOutcome.Yes($"{answer.Says} with the member that was asked for.")
            : ProbeOutcome.No($"{answer.Says}{NoMultiStatus(answer)}.");
    }

    public static Task<ProbeOutcome> Copy(ProbeSession session, CancellationToken cancellation) =>
        Transfer(session, "COPY", "probe-copied.txt", sourceStays: true, cancellation);

    public static Task<ProbeOutcome> Move(ProbeSession session, CancellationToken cancellation) =>
        Transfer(session, "MOVE", "probe-moved.txt", sourceStays: false, cancellation);

    static async Task<ProbeOutcome> PutAndRead(ProbeSession session, Uri item, CancellationToken cancellation)
    {
        var put = await session.AskAsync("PUT", item, cancellation, ["Content-Type: text/plain"], ProbeAnswer.Utf8(Content));
        if (!put.IsSuccess)
            return ProbeOutcome.No($"{put.Says}, so no item can be made.");
        var read = await session.AskAsync("GET", item, cancellation, ["Translate: f"]);
        return read.Status == 200 && Holds(read.Message!)
            ? ProbeOutcome.Yes($"{put.Says}, and what was put is read back.")
            : ProbeOutcome.No($"{read.Says}, which is not what had been put there.");
    }

    static async Task<ProbeOutcome> Transfer(
        ProbeSession session, string method, string name, bool sourceStays, CancellationToken cancellation)
    {
        var source = new Uri(session.Folder, sourceStays ? Item : "probe-source.txt");
        var destination = new Uri(session.Folder, name);
        if (!sourceStays && await PutAndRead(session, source, cancellation) is { Offered: false } refused)
            return refused;
        var answer = await session.AskAsync(method, source, cancellation, [$"Destination: {destination.AbsoluteUri}"]);
        if (!answer.IsSuccess)
            return ProbeOutcome.No($"{answer.Says}.");
        var there = await session.AskAsync("GET", destination, cancellation, ["Translate: f"]);
        var left = await session.AskAsync("GET", source, cancellation, ["Translate: f"]);
        return there.Status == 200 && Holds(there.Message!) && (left.Status == 200) == sourceStays
            ? ProbeOutcome.Yes($"{answer.Says}, and the item is where it should be.")
            : ProbeOutcome.No($"{answer.Says}, but then {there.Says} and {left.Says}.");
    }

    // An Exchange store may render an item with headers of its own around the text.
    static bool Holds(HttpMessage message) =>
        System.Text.Encoding.Latin1.GetString(message.Body.Span).Contains(Content.Trim(), StringComparison.Ordinal);

    static string NoMultiStatus(ProbeAnswer answer) => answer.Status == 207 ? " without a multi-status that says so" : "";
}
