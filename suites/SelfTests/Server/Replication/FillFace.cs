using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.SelfTests.Server.Replication;

/// <summary>Fills the folder of a request with as many items as the header Count says, which by PUT would take minutes.</summary>
sealed class FillFace : IFace
{
    static readonly HashSet<string> methods = ["FILL"];

    public IReadOnlySet<string> MethodsAt(string path) => methods;

    public Task ServeAsync(WorldCall call)
    {
        lock (call.World.Gate)
        {
            var folder = call.World.Store.Find(call.Path)!;
            for (var i = 0; i < int.Parse(call.Request.Headers["Count"]!); i++)
                call.World.Store.Create(folder, $"item{i:d6}", false, ContentClasses.Item);
        }
        return call.AnswerAsync(200);
    }
}
