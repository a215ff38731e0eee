using Conformance.Harness.Language;
using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Running;

/// <summary>Which scenarios with devices are at work together on the one mailbox of a foreign target.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class MailboxTurnsTests
{
    static readonly DeviceUse quiet = new(false, 1, false, []), inbox = new(false, 1, false, ["the Inbox"]), folders = new(false, 1, true, []);

    [Test]
    public void What_a_scenario_touches_is_read_from_its_file()
    {
        Assert.That(Say("given  box = a folder", needs: "subscribe"), Is.EqualTo("none"));
        Assert.That(Say("given  cal = the Calendar"), Is.EqualTo("0 held"));
        Assert.That(Say("given  inbox = the Inbox"), Is.EqualTo("0 held, the Inbox"));
        Assert.That(Say("given  cal = the Calendar\nwhen   an item is created in ${cal}"), Is.EqualTo("0 held, the Calendar"));
        Assert.That(Say("given  box   = the mailbox\n       other = a folder in ${box}"), Is.EqualTo("0 held, folders, the mailbox"));
        Assert.That(Say("given  d = a device at version 14.1\nd >>> FolderCreate"), Is.EqualTo("0 held, folders"));
        Assert.That(Say("given  d = a device at version 14.1\nd >>> Ping held as p\nd >>> Ping held as q"), Is.EqualTo("2 held"));
    }

    [Test]
    public async Task Those_that_only_wait_are_at_work_together_and_with_one_that_gets_mail()
    {
        var turns = new MailboxTurns(10, isOneByOne: false);

        using var first = await turns.TakeAsync(quiet, CancellationToken.None);
        using var second = await turns.TakeAsync(quiet, CancellationToken.None);
        using var third = await turns.TakeAsync(inbox, CancellationToken.None);
    }

    [Test]
    public async Task Two_that_get_mail_follow_each_other_and_who_makes_folders_is_alone()
    {
        var turns = new MailboxTurns(10, isOneByOne: false);
        var first = await turns.TakeAsync(inbox, CancellationToken.None);
        var second = turns.TakeAsync(inbox, CancellationToken.None).AsTask();
        var alone = turns.TakeAsync(folders, CancellationToken.None).AsTask();
        var behind = turns.TakeAsync(quiet, CancellationToken.None).AsTask();
        Assert.That(new[] { second, alone, behind }.Any(turn => turn.IsCompleted), Is.False);

        first.Dispose();
        (await second).Dispose();
        var held = await alone;
        Assert.That(behind.IsCompleted, Is.False, "who came later does not overtake");
        held.Dispose();
        (await behind).Dispose();
    }

    [Test]
    public async Task No_more_is_held_than_the_target_can_hold_but_one_scenario_always_goes()
    {
        var turns = new MailboxTurns(3, isOneByOne: false);
        var first = await turns.TakeAsync(quiet with { Held = 2 }, CancellationToken.None);
        var second = turns.TakeAsync(quiet with { Held = 2 }, CancellationToken.None).AsTask();
        Assert.That(second.IsCompleted, Is.False);
        first.Dispose();
        (await second).Dispose();

        (await turns.TakeAsync(quiet with { Held = 50 }, CancellationToken.None)).Dispose();
    }

    [Test]
    public async Task Those_that_share_device_ids_follow_each_other_and_a_stopped_run_leaves_the_row()
    {
        var turns = new MailboxTurns(10, isOneByOne: true);
        using var stop = new CancellationTokenSource();
        var first = await turns.TakeAsync(quiet, CancellationToken.None);
        var second = turns.TakeAsync(quiet, stop.Token).AsTask();
        var third = turns.TakeAsync(quiet, CancellationToken.None).AsTask();
        Assert.That(second.IsCompleted, Is.False);

        await stop.CancelAsync();
        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        first.Dispose();
        (await third).Dispose();
    }

    static string Say(string statements, string needs = "ping")
    {
        var text = $"scenario activesync.test.x\n  title    A title\n  source   here\n  needs    {needs}\n  catches  nothing yet\n\n{statements}\n";
        var use = DeviceUse.Of(ScenarioParser.Parse("x.scenario", text).File!);
        string[] said = [$"{use.Held} held", .. use.MakesFolders ? ["folders"] : Array.Empty<string>(), .. use.Touches];
        return use.IsNone ? "none" : string.Join(", ", said);
    }
}
