using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.ActiveSync.Query;
using Conformance.Server.Hosting;

namespace Conformance.Server.ActiveSync;

/// <summary>One command of a device.</summary>
/// <param name="Body">Of the request, as it came.</param>
/// <param name="Document">Root of the request's document; null when the request has none.</param>
/// <param name="StatusTag">The Status of the command's answers, as <c>Ping:Status</c>.</param>
/// <param name="RootTag">The root of its documents, as <c>Ping:Ping</c>.</param>
sealed record CommandCall(
    WorldCall Http, CommandQuery Query, Device Device, Resource Mailbox, byte[] Body, Element? Document, string RootTag, string StatusTag)
{
    public World World => Http.World;

    public ProtocolVersion Version => Query.Version;

    public Task AnswerAsync(Element document) => WbxmlAnswer.WriteAsync(Http, document);

    /// <summary>A document that holds a Status, and what goes with it.</summary>
    public Task AnswerStatusAsync(int status, params IEnumerable<Element?> more) =>
        AnswerAsync(new Element(RootTag, more.Prepend(Element.Of(StatusTag, status))));

    /// <summary>An error that any command can meet, in the form that the version demands.</summary>
    public Task RefuseAsync(GlobalStatus status) => GlobalStatuses.RefuseAsync(Http, Query.Version, RootTag, StatusTag, status);
}
