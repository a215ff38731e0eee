using System.Collections.Immutable;
using Conformance.Harness.Judging;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>Makes requests: what the file says, with values put in, and what the harness adds.</summary>
public sealed class RequestComposer(Target target, Uri baseUri, string scenario)
{
    const string userAgent = "conformance";

    readonly ImmutableArray<Header> ownHeaders =
        [.. target.Headers.Select(h => new Header(h.Name, h.Value.Reveal()))];

    /// <summary>A request of the file.</summary>
    /// <param name="holdName">By which the control port knows it while the server holds it; null where nobody asks.</param>
    /// <exception cref="MissingValueException">A hole has no value.</exception>
    /// <exception cref="SetupException">The message is nothing that can be sent to a target.</exception>
    public OutgoingRequest Compose(Scope scope, Sent sent, string? holdName)
    {
        var actor = sent.Actor ?? Actors.Default;
        var body = sent.Clauses.Select(c => c.First).OfType<TreeClause>().FirstOrDefault() is { } tree
            ? WbxmlRequest.Of(tree, scope)
            : sent.Body is { } lines ? BodyBytes.Of(lines, scope) : null;
        if (sent.What is Raw)
            return new OutgoingRequest(actor, RequestBytes.Raw(body ?? []), null);
        if (sent.What is Command command)
            return Compose(scope, actor, command, sent, body ?? [], holdName);
        if (sent.What is not RequestLine line)
            throw new SetupException($"line {sent.Line} is no request that this target could take");
        return Compose(
            scope, actor, line.Methods[0], RequestBytes.Text(scope.Render(line.Target)), line.Version ?? "HTTP/1.1",
            WrittenHeaders(scope, sent), RemovedHeaders(sent), body, holdName);
    }

    /// <summary>An ActiveSync command: a POST to the face's root, the command in the device's form of query, the tree as WBXML.</summary>
    OutgoingRequest Compose(Scope scope, string actor, Command command, Sent sent, byte[] body, string? holdName)
    {
        var value = scope.Find(actor) ?? throw new MissingValueException(actor, "no device was made under this name");
        var device = value as DeviceValue ?? new DeviceValue(value.Text, value.Attribute("version") ?? "14.1", target.Roots.ActiveSync, "plain");
        var path = DeviceRequest.Path(target, command.Name, device);
        var written = WrittenHeaders(scope, sent);
        var own = DeviceRequest.Headers(device);
        var removed = RemovedHeaders(sent);
        return Compose(
            scope, actor, "POST", path, "HTTP/1.1",
            [.. own.Where(h => !written.Any(w => Same(w, h.Name)) && !removed.Contains(h.Name, StringComparer.OrdinalIgnoreCase)), .. written],
            removed, body, holdName);
    }

    /// <summary>A request of the harness itself.</summary>
    public OutgoingRequest Compose(
        Scope scope, string actor, string method, string path, IEnumerable<Header> headers, byte[]? body, string? holdName = null) =>
        Compose(scope, actor, method, path, "HTTP/1.1", [.. headers], [], body, holdName);

    OutgoingRequest Compose(
        Scope scope, string actor, string method, string path, string version, IReadOnlyList<Header> written,
        IReadOnlyCollection<string> removed, byte[]? body, string? holdName)
    {
        var principal = scope.Find(actor) as PrincipalValue;
        var account = principal?.Account ?? AccountOf(scope, actor);
        var added = new AddedHeaders
        {
            Host = baseUri.Authority,
            UserAgent = userAgent,
            Authorization = account is { Authorization.Length: > 0 } ? account.Authorization : null,
            Scenario = holdName is null ? scenario : $"{scenario}; hold={holdName}",
            Others = ownHeaders,
        };
        var complete = RequestHeaders.Complete(method, written, removed, added, body?.Length ?? 0);
        var speaksForItself = written.Any(h => Same(h, "Authorization")) || removed.Contains("Authorization", StringComparer.OrdinalIgnoreCase);
        return new OutgoingRequest(
            actor, RequestBytes.Build(method, path, version, complete, body), speaksForItself ? null : account?.Account)
        {
            Proof = speaksForItself ? null : principal?.Proof,
        };
    }

    /// <summary>Who stands before the arrow; a name that is no account speaks with alice's credentials on a connection of its own.</summary>
    static AccountValue? AccountOf(Scope scope, string actor) =>
        scope.Find(actor) as AccountValue ?? scope.Find(Actors.Default) as AccountValue;

    internal static List<Header> WrittenHeaders(Scope scope, Sent sent) =>
    [
        .. sent.Headers.Select(h => h.First)
            .Where(h => h.Form == HeaderForm.Is)
            .Select(h => new Header(h.Name, RequestBytes.Text(scope.Render(h.Value)))),
    ];

    internal static List<string> RemovedHeaders(Sent sent) =>
        [.. sent.Headers.Select(h => h.First).Where(h => h.Form == HeaderForm.Absent).Select(h => h.Name)];

    static bool Same(Header header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
