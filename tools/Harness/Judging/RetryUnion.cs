using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Judging;

/// <summary>Makes one observation of several tries of a POLL, for <c>eventually</c>.</summary>
/// <remarks>
/// Reporting 200 clears the flag, so a POLL that is asked again would hide what an earlier try was told. The last answer is kept and
/// each id that any try found under 200 is moved there. <see cref="HttpMessage.Raw"/> stays that of the last answer.
/// </remarks>
public static class RetryUnion
{
    /// <param name="tries">In the order they were made; at least one.</param>
    public static Observation Of(IReadOnlyList<Observation> tries)
    {
        var last = tries[^1];
        if (tries.Count == 1 || last.Reply is not Answered answered)
            return last;
        var now = Multistatus.Read(XmlMarkup.Read(answered.Message.Body), PartitionOf.Ids);
        if (now.Problem.Length > 0)
            return last;
        var fired = tries.SelectMany(Fired).Distinct().ToImmutableHashSet();
        var late = fired.Except(now.Entries.Where(entry => entry.Status == 200).Select(entry => entry.Key));
        return late.IsEmpty
            ? last
            : last with { Reply = answered with { Message = answered.Message with { Body = Merged(answered.Message.Body, late) } } };
    }

    static IEnumerable<string> Fired(Observation one) => one.Reply is Answered answered
        ? Multistatus.Read(XmlMarkup.Read(answered.Message.Body), PartitionOf.Ids).Entries
            .Where(entry => entry.Status == 200).Select(entry => entry.Key)
        : [];

    // The body was read within every bound just before, so it can be loaded whole.
    static byte[] Merged(ReadOnlyMemory<byte> body, ImmutableHashSet<string> fired)
    {
        using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var document = XDocument.Load(reader);
        var responses = document.Root!.Elements(DavNames.Response).ToArray();
        var ids = Lists(responses).Elements(ExchangeNames.Li).Where(li => fired.Contains(li.Value.Trim())).ToArray();
        var template = responses.FirstOrDefault();
        ids.Remove();
        foreach (var emptied in responses.Where(response => Lists([response]).Any() && !Lists([response]).Elements().Any()))
            emptied.Remove();
        var under200 = responses.FirstOrDefault(response => response.Parent is not null
            && Multistatus.StatusOf(response.Element(DavNames.Status)?.Value) == 200);
        if (under200 is null)
            document.Root.Add(under200 = new XElement(DavNames.Response,
                new XElement(DavNames.Href, template?.Element(DavNames.Href)?.Value ?? ""),
                new XElement(DavNames.Status, "HTTP/1.1 200 OK"),
                new XElement(Lists(responses).FirstOrDefault()?.Name ?? ExchangeNames.SubscriptionId)));
        Lists([under200]).First().Add(fired.Order(StringComparer.Ordinal).Select(id => new XElement(ExchangeNames.Li, id)));
        using var merged = new MemoryStream();
        document.Save(merged, SaveOptions.DisableFormatting);
        return merged.ToArray();
    }

    static IEnumerable<XElement> Lists(IEnumerable<XElement> responses) => responses.Elements()
        .Where(element => Markup.Canonical(element.Name.NamespaceName, element.Name.LocalName).Name == ExchangeNames.SubscriptionId);
}
