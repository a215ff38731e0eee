using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Engine.Storage;
using Conformance.Server.Faults.Dav;
using Conformance.Server.Hosting;

namespace Conformance.Server.Faults.Replication;

/// <summary>Identities and states that are made of the wrong things.</summary>
static partial class IdentityFaults
{
    public static readonly Fault[] All =
    [
        OfAddress("tokens.uid-is-the-address", address => address),
        OfAddress("tokens.uid-is-the-name", address => address.TrimEnd('/').Split('/')[^1]),
        AlwaysNew("tokens.tag-is-always-new"),
        OfTheOriginal("tokens.copy-keeps-the-uid"),
        LiveFaults.Live("tokens.tag-is-of-the-body", live => live with
        {
            ResourceTag = (call, resource) => "rt:" + BodyChangeOf(call, resource).ToString("x88", CultureInfo.InvariantCulture),
        }),
        Property("tokens.tag-without-scheme", xml => xml.Replace(">rt:", ">", StringComparison.Ordinal)),
    ];

    static Fault Property(string id, Func<string, string> change) =>
        Fault.OfWire(id, answer => answer.Answers("PROPFIND", 207) ? answer.WithText(change(answer.Text)) : answer);

    static Fault AlwaysNew(string id)
    {
        var asked = 0;
        return Property(id, xml => Tag().Replace(xml, tag =>
            tag.Groups[1].Value + Interlocked.Increment(ref asked).ToString("x12", CultureInfo.InvariantCulture) + "<"));
    }

    static long BodyChangeOf(WorldCall call, Resource resource) => call.World.Log.After(0)
        .Where(change => change.Resource == resource.Id && change.Kind is not (ChangeKind.Properties or ChangeKind.ReadFlag))
        .Max(change => change.Number);

    /// <summary>A copy is who its original was.</summary>
    static Fault OfTheOriginal(string id)
    {
        var originals = new ConditionalWeakTable<Resource, Resource>();
        return Fault.OfFace(id, rules => rules with
        {
            Dav = rules.Dav with
            {
                Copy = (store, source, place, includes) =>
                {
                    var copy = rules.Dav.Copy(store, source, place, includes);
                    originals.Add(copy, source);
                    return copy;
                },
                Live = rules.Dav.Live with
                {
                    ReplUid = (call, resource) =>
                        rules.Dav.Live.ReplUid(call, originals.TryGetValue(resource, out var original) ? original : resource),
                },
            },
        });
    }

    /// <summary>The identity in a response is made of its address.</summary>
    static Fault OfAddress(string id, Func<string, string> part) => Fault.OfWire(id, answer =>
        answer.Answers("PROPFIND", 207) || answer.Answers("SEARCH", 207)
            ? answer.WithText(Response().Replace(answer.Text, response =>
                Uid().Replace(response.Value, $">rid:{Digits(part(response.Groups[1].Value))}<")))
            : answer);

    static string Digits(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..44];

    [GeneratedRegex("<a:response><a:href>([^<]*)</a:href>.*?</a:response>", RegexOptions.Singleline)]
    private static partial Regex Response();

    [GeneratedRegex(">rid:[0-9a-f]{44}<")]
    private static partial Regex Uid();

    [GeneratedRegex("(rt:[0-9a-f]{76})[0-9a-f]{12}<")]
    private static partial Regex Tag();
}
