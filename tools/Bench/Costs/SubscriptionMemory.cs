using Conformance.Engine;
using Conformance.Engine.Notifying;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Bench.Costs;

/// <summary>How many bytes a world keeps for each subscription that it holds, with all it has of it: tables, lease, what is to be told.</summary>
/// <remarks>Bytes that live after a full collection, so a figure depends on the runtime and not on the machine's load.</remarks>
static class SubscriptionMemory
{
    const int Folders = 1000;

    public static int Run(BenchOptions options, TextWriter output)
    {
        var many = options.Requests;
        var table = new Table("subscriptions", "bytes each");
        table.Add("in the poll model", Figures.Of(Measure(many, callsBack: false, isFired: false), "0"));
        table.Add("with a call-back", Figures.Of(Measure(many, callsBack: true, isFired: false), "0"));
        table.Add("with a call-back and something to tell", Figures.Of(Measure(many, callsBack: true, isFired: true), "0"));
        output.WriteLine($"{many} subscriptions on {Folders} folders");
        table.Write(output);
        return 0;
    }

    static double Measure(int many, bool callsBack, bool isFired)
    {
        var world = new World(new WorldSettings
        {
            Limits = new Limits { SubscriptionsPerAccountMax = many, CallBackSubscriptionsPerHostMax = many },
        });
        var inbox = world.Store.Find("/exchange/user0/Inbox/")!;
        var folders = Enumerable.Range(0, Folders)
            .Select(i => world.Store.Create(inbox, $"Folder {i}", true, ContentClasses.MailFolder)).ToArray();
        var before = Live();
        for (var i = 0; i < many; i++)
        {
            var callBack = callsBack ? new CallBack($"httpu://127.0.0.1:40001/{i}", "127.0.0.1", 40001) : null;
            var request = new SubscriptionRequest(NotificationType.Update, null, null, callBack, callsBack ? 60 : null);
            if (world.Subscriptions.Subscribe(folders[i % Folders], "user0", request) is null)
                throw new InvalidOperationException($"The world took {i} subscriptions of {many}.");
        }
        if (isFired)
            foreach (var folder in folders)
                world.Store.SetProperties(folder, []);
        var after = Live();
        GC.KeepAlive(world);
        return (double)(after - before) / many;
    }

    static long Live() => GC.GetTotalMemory(forceFullCollection: true);
}
