using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class DevicePoolTests
{
    static readonly string[] lab = ["url http://mail.a.test/"];

    [Test]
    public void A_star_makes_up_ids_that_no_device_of_this_or_another_run_had()
    {
        var pool = new DevicePool(["SUITE*"], "0123456789abcdef");
        var other = new DevicePool(["SUITE*"], "fedcba9876543210");

        string?[] ids = [pool.Next(1), pool.Next(2), pool.Next(1), other.Next(1)];

        Assert.That(ids, Is.EqualTo(new[] { "SUITE012345670001", "SUITE012345670002", "SUITE012345670003", "SUITEfedcba980001" }));
        Assert.That(pool.Given, Is.EquivalentTo(ids.SkipLast(1)));
        Assert.That(pool.IsShared, Is.False);
    }

    [Test]
    public void In_worlds_of_their_own_all_cases_use_the_same_ids()
    {
        var pool = new DevicePool(["SUITE*"], null);

        Assert.That(new[] { pool.Next(1), pool.Next(2), pool.Next(1) }, Is.EqualTo(new[] { "SUITE01", "SUITE02", "SUITE01" }));
        Assert.That(pool.IsShared, Is.False);
    }

    [Test]
    public void A_list_is_used_from_its_beginning_and_ends()
    {
        var pool = new DevicePool(["ONE", "TWO"], "0123456789abcdef");

        Assert.That(new[] { pool.Next(1), pool.Next(2), pool.Next(3), pool.Next(1) }, Is.EqualTo(new[] { "ONE", "TWO", null, "ONE" }));
        Assert.That(pool.IsShared, Is.True);
    }

    [Test]
    public void A_target_has_as_many_ids_as_are_needed_unless_its_file_lists_them()
    {
        Assert.That(TargetText.Read(lab).Devices, Is.EqualTo(new[] { "CONFORMANCE*" }));
        Assert.That(TargetText.Read([.. lab, "device A1, A2, A3, A4"]).Devices, Is.EqualTo(new[] { "A1", "A2", "A3", "A4" }));
    }

    [TestCase("device A1, A2", "a scenario takes up to 4 devices and here are 2: name more, or one with a * in it, such as CONFORMANCE*, for as many as are needed")]
    [TestCase("device A1, A2, A1, A3", "a device id stands twice")]
    [TestCase("device A*, B1", "'A*' makes ids up, as many as are needed: it stands alone")]
    [TestCase("device A-1, B1, C1, D1", "'A-1' is no device id; write letters and digits, 32 at most, or one * that stands for 12 of them")]
    [TestCase("device A123456789012345678901*", "'A123456789012345678901*' is no device id; write letters and digits, 32 at most, or one * that stands for 12 of them")]
    public void A_list_that_would_leave_scenarios_without_a_device_is_refused_where_it_stands(string line, string expected) =>
        Assert.That(TargetText.Errors(() => TargetText.Read([.. lab, line])), Is.EqualTo(new[] { $"lab.target:2:8: {expected}" }));

    [Test]
    public void Heartbeats_are_known_when_the_file_says_them()
    {
        Assert.That(TargetText.Read(lab).Heartbeats, Is.EqualTo(new HeartbeatRange(null, null)));
        Assert.That(TargetText.Read([.. lab, "heartbeat-min 60", "heartbeat-max 3540"]).Heartbeats, Is.EqualTo(new HeartbeatRange(60, 3540)));
        Assert.That(TargetText.Read([.. lab, "poll-interval 5"]).Patience.PollInterval, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(TargetText.Errors(() => TargetText.Read([.. lab, "heartbeat-min 60", "heartbeat-max 60"])),
            Is.EqualTo(new[] { "lab.target:3:15: '60' is no more than heartbeat-min, which is 60" }));
    }

    [Test]
    public void A_hook_for_mail_is_told_where_it_goes_and_to_whom()
    {
        var target = TargetText.Read([.. lab, "user LAB\\ann", "stimulus mail", "  command newmail {action} {path} {url} {to} {subject}"]);

        var told = ((CommandStimulus)target.Stimuli["mail"]!).Fill(StimulusValues.Mail(target, "/exchange/ann/Inbox/", "s", "b"));

        Assert.That(told.ToArray(), Is.EqualTo(new[] { "newmail", "mail", "/exchange/ann/Inbox/", "http://mail.a.test/exchange/ann/Inbox/", "ann", "s" }));
    }
}
