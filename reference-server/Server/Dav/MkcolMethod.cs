using System.Xml.Linq;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>MKCOL: makes a folder, with properties when its body is a propertyupdate. Source: RFC 4918, 9.3; Exchange SDK, "MKCOL Method".</summary>
/// <remarks>
/// 201; 207 with a body, where the response itself says 201 when the folder was made; 400 a body that is no XML; 403; 405
/// something is there (409 in profile exchange2003 and observed); 409 no folder to make it in; 412; 413; 415 any other
/// body; 423; 507.
/// </remarks>
static class MkcolMethod
{
    public static async Task Answer(WorldCall call)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call);
        if (refusal is not null && !XmlRequest.IsXml(call.Request.ContentType))
            refusal = StatusCodes.Status415UnsupportedMediaType;
        if (refusal is null && root is not null && !PropertyUpdate.IsOne(root))
            refusal = StatusCodes.Status415UnsupportedMediaType;
        if (refusal is not null)
        {
            await call.AnswerAsync(refusal.Value);
            return;
        }
        Task answer;
        lock (call.World.Gate)
            answer = Make(call, root);
        await answer;
    }

    static Task Make(WorldCall call, XElement? root)
    {
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is { } there)
            return !call.May(there, Rights.Read) ? call.AnswerAsync(StatusCodes.Status403Forbidden)
                : call.World.Readings.MkcolConflicts ? call.AnswerAsync(StatusCodes.Status409Conflict)
                : Refusals.MethodAsync(call);
        var steps = root is null ? [] : PropertyUpdate.Read(root);
        if (steps is null)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (NewPlace.Refuse(call, out var place) is { } refusal)
            return refusal;
        if (root is null)
        {
            NewPlace.Tell(call, Create(call, place));
            return call.AnswerAsync(StatusCodes.Status201Created);
        }
        return Creation.WithProperties(call, place, steps, () => Create(call, place), isFolder: true);
    }

    static Resource Create(WorldCall call, NewPlace place) => call.World.Store.Create(place.Folder, place.Name, true,
        place.Folder.ContentClass == ContentClasses.Mailbox ? ContentClasses.MailFolder : place.Folder.ContentClass);
}
