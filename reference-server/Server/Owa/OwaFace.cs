using Conformance.Engine;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Owa;

/// <summary>The mailbox page: a client of the other faces that runs in a browser, and the form by which it signs in.</summary>
/// <remarks>
/// <c>GET FOLDER?cmd=contents</c> and its like give the page; what it needs lies below <c>/exchweb/</c>, open to everybody since
/// it says nothing of anybody. Source: "Setting OWA Mail and Calendar Notifications"; all that the article leaves open (sign-in,
/// options by name, new messages) is our own.
/// </remarks>
public sealed class OwaFace : IFace
{
    public const string Root = "/exchweb/";

    static readonly HashSet<string> none = [];
    static readonly HashSet<string> reading = ["GET", "HEAD"];
    static readonly HashSet<string> posting = ["POST"];
    static readonly HashSet<string> both = ["GET", "HEAD", "POST"];

    public IReadOnlySet<string> MethodsAt(string path) =>
        !Owns(path) ? none : path == SignIn.LogOnPath ? both : path == SignIn.LogOffPath ? posting : reading;

    public bool Owns(string path) => path.StartsWith(Root, StringComparison.Ordinal);

    public bool Takes(WorldCall call) => Owns(call.Path) || IsPage(call);

    public Task ServeAsync(WorldCall call) => IsPage(call) ? PageAnswer.Answer(call) : ServeOpen(call);

    public Task? ServeStranger(WorldCall call) => IsPage(call) ? SignIn.SendThere(call) : ServeOpen(call);

    static bool IsPage(WorldCall call) =>
        reading.Contains(call.Request.Method)
        && call.Request.Query.ContainsKey("cmd")
        && call.Path.StartsWith($"/{Population.Exchange}/", StringComparison.OrdinalIgnoreCase);

    Task ServeOpen(WorldCall call)
    {
        if (!MethodsAt(call.Path).Contains(call.Request.Method))
        {
            call.Response.Headers.Allow = call.Allowed;
            return call.AnswerAsync(StatusCodes.Status405MethodNotAllowed);
        }
        return call.Path switch
        {
            SignIn.LogOnPath => SignIn.LogOn(call),
            SignIn.LogOffPath => SignIn.LogOff(call),
            _ => PageFiles.Answer(call, call.Path[Root.Length..]),
        };
    }
}
