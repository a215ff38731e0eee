using System.Collections.Frozen;
using Conformance.Server.Dav.Batch;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>WebDAV, classes 1 and 2, with what Exchange adds to it.</summary>
/// <remarks>Source: RFC 4918 and RFC 9110; Exchange SDK. Shared by the faces that speak through folders and items.</remarks>
public sealed class DavFace : IFace
{
    static readonly FrozenDictionary<string, Func<WorldCall, Task>> methods = new Dictionary<string, Func<WorldCall, Task>>
    {
        ["OPTIONS"] = OptionsMethod.Answer,
        ["GET"] = GetMethod.Answer,
        ["HEAD"] = GetMethod.Answer,
        ["PUT"] = PutMethod.Answer,
        ["POST"] = PostMethod.Answer,
        ["DELETE"] = DeleteMethod.Answer,
        ["MKCOL"] = MkcolMethod.Answer,
        ["COPY"] = TransferMethod.Answer,
        ["MOVE"] = TransferMethod.Answer,
        ["PROPFIND"] = PropfindMethod.Answer,
        ["PROPPATCH"] = ProppatchMethod.Answer,
        ["LOCK"] = LockMethod.Answer,
        ["UNLOCK"] = UnlockMethod.Answer,
        ["BPROPFIND"] = BatchMethods.Find,
        ["BPROPPATCH"] = BatchMethods.Patch,
        ["BCOPY"] = BatchMethods.Copy,
        ["BMOVE"] = BatchMethods.Move,
        ["BDELETE"] = BatchMethods.Delete,
    }.ToFrozenDictionary();

    static readonly HashSet<string> names = [.. methods.Keys];

    public IReadOnlySet<string> MethodsAt(string path) => names;

    public Task ServeAsync(WorldCall call) => DavPaths.IsServable(call.RawPath, call.Path)
        ? methods[call.Request.Method](call)
        : call.AnswerAsync(StatusCodes.Status400BadRequest);
}
