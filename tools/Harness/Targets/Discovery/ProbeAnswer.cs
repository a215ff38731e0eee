using System.Collections.Immutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>What came back for one probe, read as far as a probe needs it.</summary>
/// <param name="Question">Method and path, for reasons.</param>
public sealed record ProbeAnswer(string Question, Reply Reply)
{
    /// <summary>Largest answer that a probe reads as XML.</summary>
    const int XmlCharactersMax = 1024 * 1024;

    public HttpMessage? Message => (Reply as Answered)?.Message;

    /// <summary>0 when there is no answer.</summary>
    public int Status => Message?.Status ?? 0;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The answers by which a server says that it does not do this here.</summary>
    public bool IsRefusal => Status is 400 or 403 or 404 or 405 or 501;

    public string? this[string header] => Message?[header];

    /// <summary><c>POLL /x/ was answered 405</c>, the start of a reason.</summary>
    public string Says => Reply switch
    {
        Answered { LogOn.Fault: { Length: > 0 } fault } refused => $"{Question} was answered {refused.Message.Status}: {fault.TrimEnd('.')}",
        Answered answered => $"{Question} was answered {answered.Message.Status}",
        NoAnswer none => $"{Question} was not answered: {none.Detail}",
        _ => Question,
    };

    /// <summary>Members of a list header, such as Allow.</summary>
    public ImmutableArray<string> List(string header) =>
        [.. (this[header] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The root element of the body; null when it is no XML, has a DTD, or is too large.</summary>
    public XElement? Xml()
    {
        if (Message is null || Message.Body.IsEmpty)
            return null;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = XmlCharactersMax,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(Message.Body.ToArray()), settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The root of a multi-status answer: status 207 and <c>DAV:multistatus</c>; else null.</summary>
    public XElement? MultiStatus() => Status == 207 && Xml() is { } root && root.Name == Dav + "multistatus" ? root : null;

    /// <summary>The status that a POLL-like answer gives an id; 0 when the id is not in it.</summary>
    public int StatusOfId(string id) => MultiStatus()?.Elements(Dav + "response")
        .Where(r => r.Descendants("li").Any(li => li.Value.Trim() == id))
        .Select(r => r.Element(Dav + "status")?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var code, ..]
            && int.TryParse(code, out var number) ? number : 0)
        .FirstOrDefault() ?? 0;

    public static readonly XNamespace Dav = "DAV:";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
