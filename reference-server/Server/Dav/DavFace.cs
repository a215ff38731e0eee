using System.Collections.Frozen;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>WebDAV as far as it is needed to make, look at and change resources: class 1, no locks.</summary>
/// <remarks>Source: RFC 4918 and RFC 9110. Shared by the faces that speak through folders and items.</remarks>
public sealed class DavFace : IFace
{
    static readonly FrozenDictionary<string, Func<WorldCall, Task>> methods = new Dictionary<string, Func<WorldCall, Task>>
    {
        ["OPTIONS"] = OptionsMethod.Answer,
        ["GET"] = GetMethod.Answer,
        ["HEAD"] = GetMethod.Answer,
        ["PUT"] = PutMethod.Answer,
        ["DELETE"] = DeleteMethod.Answer,
        ["MKCOL"] = MkcolMethod.Answer,
        ["COPY"] = TransferMethod.Answer,
        ["MOVE"] = TransferMethod.Answer,
        ["PROPFIND"] = PropfindMethod.Answer,
        ["PROPPATCH"] = ProppatchMethod.Answer,
    }.ToFrozenDictionary();

    public IReadOnlyCollection<string> MethodsAt(string path) => methods.Keys;

    public Task ServeAsync(WorldCall call) => methods[call.Request.Method](call);
}
