using System.Text;
using Conformance.Harness.Targets.Discovery;
using Conformance.Harness.Wire;

namespace Conformance.SelfTests.Harness.Targets.Discovery;

/// <summary>The least store that offers folder, items, COPY, MOVE, PROPFIND, SUBSCRIBE, POLL and UNSUBSCRIBE.</summary>
sealed class ScriptedStore
{
    const string Exchange = "http://schemas.microsoft.com/Exchange/";

    public Dictionary<string, string> Resources { get; } = new() { ["/public/subtest/"] = "" };

    public HashSet<string> Subscriptions { get; } = [];

    /// <summary>Methods answered 501 although OPTIONS lists them.</summary>
    public HashSet<string> Broken { get; } = [];

    public Reply Answer(ProbeRequest request)
    {
        var path = request.Url.AbsolutePath;
        var id = request.Headers.FirstOrDefault(h => h.Name == "Subscription-ID")?.Value ?? "";
        if (Broken.Contains(request.Method))
            return ScriptedTarget.Answer(501);
        if (request.Role == "powerless")
            return ScriptedTarget.Answer(403);
        switch (request.Method)
        {
            case "OPTIONS":
                return ScriptedTarget.Answer(200, "", "Allow: OPTIONS, GET, PUT, SUBSCRIBE, POLL, UNSUBSCRIBE, COPY, MOVE, PROPFIND");
            case "MKCOL" or "PUT":
                Resources[path] = Encoding.UTF8.GetString(request.Body.Span);
                return ScriptedTarget.Answer(201);
            case "GET":
                return Resources.TryGetValue(path, out var body) ? ScriptedTarget.Answer(200, body) : ScriptedTarget.Answer(404);
            case "DELETE":
                foreach (var below in Resources.Keys.Where(k => k.StartsWith(path, StringComparison.Ordinal)).ToArray())
                    Resources.Remove(below);
                return ScriptedTarget.Answer(204);
            case "COPY" or "MOVE":
                Resources[new Uri(request.Headers.First(h => h.Name == "Destination").Value).AbsolutePath] = Resources[path];
                if (request.Method == "MOVE")
                    Resources.Remove(path);
                return ScriptedTarget.Answer(201);
            case "PROPFIND":
                return ScriptedTarget.Answer(207, """<D:multistatus xmlns:D="DAV:"><D:response/></D:multistatus>""");
            case "SUBSCRIBE":
                id = $"{Subscriptions.Count + 8}";
                Subscriptions.Add(id);
                return ScriptedTarget.Answer(
                    200, "", $"Subscription-ID: {id}", $"Content-Location: {request.Url}", "Subscription-Lifetime: 60");
            case "POLL" when Subscriptions.Contains(id):
                return ScriptedTarget.Answer(207, $"""
                    <a:multistatus xmlns:a="DAV:" xmlns:b="{Exchange}"><a:response><a:href>x</a:href>
                    <a:status>HTTP/1.1 204 No Content</a:status><b:subscriptionID><li>{id}</li></b:subscriptionID></a:response></a:multistatus>
                    """);
            case "POLL":
                return ScriptedTarget.Answer(412);
            case "UNSUBSCRIBE":
                return ScriptedTarget.Answer(Subscriptions.Remove(id) ? 200 : 412);
            default:
                return ScriptedTarget.Answer(501);
        }
    }
}
