using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Judging;

/// <summary>The body of an observed message, read as a tree at most once for each form.</summary>
sealed class MessageBody(Observation actual)
{
    readonly Lazy<MarkupDocument> xml = new(() => XmlMarkup.Read(Bytes(actual)));
    readonly Lazy<MarkupDocument> wbxml = new(() => WbxmlMarkup.Read(Bytes(actual)));

    public MarkupDocument Xml => xml.Value;

    public MarkupDocument Wbxml => wbxml.Value;

    public Uri BaseUri => actual.BaseUri;

    static ReadOnlyMemory<byte> Bytes(Observation actual) =>
        actual.Reply is Answered answered ? answered.Message.Body : ReadOnlyMemory<byte>.Empty;
}
