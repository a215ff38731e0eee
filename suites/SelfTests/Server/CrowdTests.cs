using System.Collections.Concurrent;
using Conformance.Engine.Subscriptions;
using Conformance.SelfTests.Engine;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

/// <summary>Many writers and many pollers on one folder: no event is lost, and none is made up.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CrowdTests
{
    const int Events = 20_000;
    const int Writers = 4;
    const int Pollers = 4;

    /// <remarks>
    /// In each round some writers write while every poller polls, in any order; then all polls again. Of both polls one must
    /// report the round, and a third none: no write is lost and none is told of that was not.
    /// </remarks>
    [Test]
    public async Task Every_write_is_told_and_nothing_else_is()
    {
        var world = Worlds.New();
        var subscriptions = Enumerable.Range(0, Pollers).Select(_ => world.Watch(world.Subtest(), NotificationType.Update)).ToArray();
        var wrong = new ConcurrentQueue<string>();
        using var together = new Barrier(Writers + Pollers);

        await Task.WhenAll(
        [
            .. Enumerable.Range(0, Writers).Select(writer => OnThread(() => Rounds(round =>
            {
                // From one writer alone to all of them, so that no lost write hides behind another.
                if (writer <= round % Writers)
                    lock (world.Gate)
                        world.Item(world.Subtest(), $"m{round}-{writer}");
            }, _ => { }))),
            .. subscriptions.Select(subscription => OnThread(() =>
            {
                var early = IdStatus.Quiet;
                Rounds(_ => early = world.Poll(subscription), round =>
                {
                    var late = world.Poll(subscription);
                    if (early != IdStatus.Fired && late != IdStatus.Fired)
                        wrong.Enqueue($"round {round} was not told to {subscription.Id}");
                    if (world.Poll(subscription) != IdStatus.Quiet)
                        wrong.Enqueue($"round {round} was told to {subscription.Id} after its end");
                });
            })),
        ]);

        Assert.That(wrong, Is.Empty);

        void Rounds(Action<int> atOnce, Action<int> afterwards)
        {
            for (var (round, events) = (0, 0); events < Events; events += round++ % Writers + 1)
            {
                together.SignalAndWait();
                atOnce(round);
                together.SignalAndWait();
                afterwards(round);
            }
        }
    }

    static Task OnThread(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The same over the wire, with connections that are kept; fewer events, since each is a request.</summary>
    [Test]
    public async Task Over_the_wire_no_round_of_writes_is_lost_or_told_again()
    {
        const int rounds = 200;
        await using var host = await Host.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, Pollers).Select(_ => host.Alice.SubscribeAsync("/public/subtest/")));
        for (var round = 0; round < rounds; round++)
        {
            // From one write alone to all of them, so that no lost write hides behind another.
            var writes = Enumerable.Range(0, round % Writers + 1)
                .Select(w => host.Alice.AskAsync("PUT", $"/public/subtest/m{w}", $"{round}")).ToArray();
            var early = ids.Select(id => host.Alice.PollAsync("/public/subtest/", id)).ToArray();
            await Task.WhenAll(writes);
            var polls = (await Task.WhenAll(early)).Zip(await Task.WhenAll(ids.Select(id => host.Alice.PollAsync("/public/subtest/", id))));
            // Which of the two tells of a write is chance; that one of them does is not.
            Assert.That(polls.Select(both => $"{both.First.Ids} {both.Second.Ids}"), Is.All.Contains("200:"));
            Assert.That(
                (await host.Alice.PollAsync("/public/subtest/", ids)).Ids, Is.EqualTo($"204:{string.Join(",", ids)}"),
                "what was told twice was told of nothing");
        }
    }
}
