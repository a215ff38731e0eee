using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Bench.Load;

/// <summary>FILL makes a folder with as many items as the header Count says: by PUT a million would take an hour.</summary>
sealed class FillFace : IFace
{
    public const string Method = "FILL";

    static readonly HashSet<string> methods = [Method];

    public IReadOnlySet<string> MethodsAt(string path) => methods;

    /// <summary>The name of an item; all are of one length, so that answers about some of them are too.</summary>
    public static string NameOf(int item) => string.Create(CultureInfo.InvariantCulture, $"item{item:d7}");

    public Task ServeAsync(WorldCall call)
    {
        lock (call.World.Gate)
        {
            var store = call.World.Store;
            var folder = store.Create(store.Find("/public/subtest")!, call.Path.Trim('/').Split('/')[^1], true, ContentClasses.MailFolder);
            for (var i = 0; i < int.Parse(call.Request.Headers["Count"]!, CultureInfo.InvariantCulture); i++)
                store.Create(folder, NameOf(i), false, ContentClasses.Item);
        }
        return call.AnswerAsync(200);
    }
}
