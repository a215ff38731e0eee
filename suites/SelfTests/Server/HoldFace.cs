using System.Globalization;
using Conformance.Engine.Waiting;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.SelfTests.Server;

/// <summary>A face for tests: HOLD answers after so many seconds of world time, or when its resource changes.</summary>
sealed class HoldFace : IFace
{
    static readonly HashSet<string> methods = ["HOLD"];

    public IReadOnlySet<string> MethodsAt(string path) => methods;

    public async Task ServeAsync(WorldCall call)
    {
        var seconds = double.Parse(call.Request.Headers["Seconds"]!, CultureInfo.InvariantCulture);
        var resource = call.World.Store.Find(call.Path)!;
        var end = await call.HoldAsync([Ground.ItemsOf(resource.Id)], TimeSpan.FromSeconds(seconds));
        call.Response.Headers["Ended-By"] = end.ToString();
        call.Response.Headers["Answered-At"] = call.World.Now.ToString("O");
        if (end is not WaitEnd.Closed)
            await call.AnswerAsync(StatusCodes.Status200OK);
    }
}
