using System.Runtime.CompilerServices;
using Conformance.Engine.Devices;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>The right outcome in the wrong HTTP or the wrong WBXML, and bodies that are taken for what they are not.</summary>
static class TransportFaults
{
    const int ImpatienceMax = 3;

    /// <summary>Version 1.3, public identifier unknown, UTF-8, no string table, and the page of Ping.</summary>
    static readonly byte[] start = [0x03, 0x01, 0x6A, 0x00, 0x00, 0x0D];
    static readonly byte[] folder = [0x4A, 0x4B];
    static readonly byte[] outOfRange = Seams.Inline(0x47, "5");

    public static readonly Fault[] All =
    [
        Seams.OfStatus("http.malformed-is-500", "POST", 400, 500),
        Seams.OfStatus("http.unknown-command-is-400", "POST", 501, 400),
        Seams.OfStatus("http.refusal-is-403", "POST", 401, 403),
        Seams.OfStatus("http.disabled-is-401", "POST", 403, 401),
        Seams.OfStatus("http.everywhere", "POST", 404, 200),
        Fault.OfWire("http.other-methods-are-200", answer => answer.Method is "PUT" or "GET" or "PATCH" && answer.Status == 501
            ? answer.WithStatus(200, "OK")
            : answer),
        Fault.OfWire("http.empty-is-html", answer => answer.Answers("POST", 200) && answer.Body.Length == 0
            ? answer.With("Content-Type", "text/html")
            : answer),
        Fault.OfWire("http.says-gzip-without-leave", answer => answer.Answers("POST", 200) && answer.Body.Length > 0
            ? answer.With("Content-Encoding", "gzip")
            : answer),
        Fault.OfWire("http.anyone-may-store", answer => answer.Method == "POST" ? answer.With("Cache-Control", "public, max-age=60") : answer),
        Options("options.no-versions", answer => answer.Without("MS-ASProtocolVersions")),
        Options("options.no-commands", answer => answer.Without("MS-ASProtocolCommands")),
        Options("options.versions-by-blanks", answer => Replaced(answer, "MS-ASProtocolVersions", versions => versions.Replace(',', ' '))),
        Options("options.without-provision", answer => Replaced(answer, "MS-ASProtocolCommands", commands => commands.Replace("Provision,", ""))),
        Options("options.with-a-body", answer => answer.WithText("See MS-ASHTTP.")),
        Seams.OfStatus("options.refusal-is-403", "OPTIONS", 401, 403),
        Seams.OfBytes("wbxml.string-table", start, [0x03, 0x01, 0x6A, 0x01, 0x00, 0x00, 0x0D]),
        Seams.OfBytes("wbxml.page-12", start, [0x03, 0x01, 0x6A, 0x00, 0x00, 0x0C]),
        Seams.OfBytes("wbxml.opaque-numbers", outOfRange, [0x47, 0xC3, 0x01, (byte)'5', 0x01]),
        Seams.OfBytes("wbxml.entities", outOfRange, [0x47, 0x02, (byte)'5', 0x01]),
        Fault.OfWire("wbxml.trailing-bytes", answer => answer.Answers("POST", 200) && answer.Body.AsSpan().StartsWith(start)
            ? answer.WithBody([.. answer.Body, 0x01])
            : answer),
        Seams.OfBytes("wbxml.empty-with-end", [0x01, 0x14], [0x01, 0x54, 0x01]),
        Seams.Taking("wbxml.one-switch-only", body => Count(body, [0x00, 0x0D]) > 1 ? [] : body),
        Seams.Taking("wbxml.foreign-root-is-an-empty-ping", body => body.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x53]) ? [] : body),
        Seams.Taking("security.deep-is-500", body => Count(body, [0x49]) > 10_000 ? throw new InvalidOperationException("Too deep.") : body),
        Seams.Taking("security.stated-length-is-500", body => body.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF, 0x7F]) >= 0
            ? throw new OutOfMemoryException("Nobody has so much.")
            : body),
        Seams.Taking("security.long-list-is-500", body => Count(body, folder) > 5000 ? throw new InvalidOperationException("Too many.") : body),
        Seams.Taking("security.repeated-id-is-500", body => Count(body, [.. folder, 0x03, (byte)'f', (byte)'1', 0x00]) > 500
            ? throw new InvalidOperationException("The same over and over.")
            : body),
        Seams.Taking("security.xml-counts-as-nothing", body => body.AsSpan().StartsWith("<"u8) ? [] : body),
        Seams.OfStatus("security.full-is-500", "POST", 503, 500),
        Seams.OfStatus("security.compressed-is-500", "POST", 415, 500),
        Fault.OfFace("security.two-lengths-are-served", rules => rules with { Refuse = _ => null }),
        Impatient("security.impatience-is-500"),
    ];

    static Fault Options(string id, WireFault change) => Fault.OfWire(id, answer => answer.Answers("OPTIONS", 200) ? change(answer) : answer);

    static WireAnswer Replaced(WireAnswer answer, string header, Func<string, string> change) =>
        answer[header] is { } value ? answer.With(header, change(value)) : answer;

    static int Count(ReadOnlySpan<byte> body, ReadOnlySpan<byte> what) => body.Count(what);

    /// <summary>Whoever is told the same again and again is told no more.</summary>
    static Fault Impatient(string id)
    {
        var told = new ConditionalWeakTable<Device, StrongBox<int>>();
        return Seams.OfPing(id, rules => rules with
        {
            Tell = (device, finding) => finding.News == PingNews.Additions && ++told.GetOrCreateValue(device).Value > ImpatienceMax
                ? throw new InvalidOperationException("It was told.")
                : rules.Tell(device, finding),
        });
    }
}
