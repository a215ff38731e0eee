using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class TargetReaderTests
{
    static readonly string[] lab = ["url http://mail.a.test/"];

    [Test]
    public void An_address_alone_makes_a_target_on_the_real_clock()
    {
        var target = TargetText.Read(lab);

        Assert.Multiple(() =>
        {
            Assert.That(target.Name, Is.EqualTo("mail.a.test"));
            Assert.That(target.IsReference, Is.False);
            Assert.That(target.HasControlClock, Is.False);
            Assert.That(target.Patience.Answer, Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(target.Stimuli["change"], Is.TypeOf<ProtocolStimulus>());
            Assert.That(target.Stimuli["mail"], Is.Null);
            Assert.That(target.Accounts, Is.Empty);
        });
    }

    [Test]
    public void The_bundled_server_is_the_default_and_has_three_accounts()
    {
        var settings = TargetLocator.Locate(null, TargetTextFlags.None, _ => null, Path.Combine(TargetText.Root, "fixtures", "targets"));

        var target = TargetReader.Read(settings, _ => null);

        Assert.Multiple(() =>
        {
            Assert.That(target.IsReference, Is.True);
            Assert.That(target.HasControlClock, Is.True);
            Assert.That(target.Url, Is.EqualTo(Target.NotStarted));
            Assert.That(target.Accounts.Select(a => $"{a.Role} {a.User} {a.Password!.Reveal()}"),
                Is.EqualTo(new[] { "alice user0 user0", "bob user1 user1", "powerless user2 user2" }));
            Assert.That(target.Stimuli["mail"], Is.TypeOf<ControlStimulus>());
            Assert.That(target.At(new Uri("http://127.0.0.1:81/"), null).Url.Port, Is.EqualTo(81));
        });
    }

    [Test]
    public void A_user_and_a_password_variable_are_enough_for_alice()
    {
        var target = TargetText.Read(lab, new Dictionary<string, string> { ["CONFORMANCE_PASSWORD"] = "geheim" }, ("user", "LAB\\ann"));

        Assert.That(target["alice"]!.Password!.Reveal(), Is.EqualTo("geheim"));
        Assert.That(target["alice"]!.MailboxName, Is.EqualTo("ann"));
        Assert.That(target.ToString(), Does.Not.Contain("geheim"));
        Assert.That(target.Redact("Authorization: Bearer geheim"), Is.EqualTo("Authorization: Bearer ***"));
    }

    [Test]
    public void A_password_file_is_found_beside_the_target_file_and_its_first_line_counts()
    {
        var folder = Directory.CreateTempSubdirectory("targets").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "alice.txt"), "geheim\nignored\n");
            File.WriteAllLines(Path.Combine(folder, "lab.target"), [.. lab, "account alice", "  user a", "  password-file alice.txt"]);

            var file = TargetFile.Read(Path.Combine(folder, "lab.target"));
            var target = TargetReader.Read(Settings.Resolve(TargetTextFlags.None, _ => null, file), _ => null);

            Assert.That(target["alice"]!.Password, Is.EqualTo(new Secret("geheim")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("account alice|  user a|  password x", "lab.target:4:3: a password does not stand in a target file or on the command line; use password-file or password-variable")]
    [TestCase("account alise|  user a", "lab.target:2:9: 'alise' is no role; roles are alice, bob, powerless; did you mean 'alice'?")]
    [TestCase("account alice|  password-variable NOT_SET", "lab.target:2:9: the account alice needs a part 'user'")]
    [TestCase("account alice|  user a|  password-variable NOT_SET", "lab.target:4:3: the variable NOT_SET is not set")]
    [TestCase("connect mail", "lab.target:2:9: 'mail' is no address to connect to; write host:port")]
    [TestCase("route a.test", "lab.target:2:7: 'a.test' is no route; write im.b.test=127.0.0.1:8081")]
    [TestCase("auth baisc", "lab.target:2:6: 'baisc' is none of none, basic, digest, ntlm, negotiate, bearer, certificate, forms, header; did you mean 'basic'?")]
    [TestCase("auth certificate", "lab.target:2:6: auth certificate needs the key client-certificate")]
    [TestCase("patience soon", "lab.target:2:10: 'soon' is no time; write seconds from 0.1 to 3600")]
    [TestCase("jobs 0", "lab.target:2:6: '0' is no number from 1 to 256")]
    [TestCase("clock control", "lab.target:2:7: a foreign target needs the address of its control port: clock http://127.0.0.1:8081/")]
    [TestCase("certificate 12:34", "lab.target:2:13: '12:34' is no SHA-256 fingerprint: 64 hex digits, colons allowed")]
    [TestCase("notification-root public", "lab.target:2:19: 'public' is no path; it starts with /")]
    [TestCase("header Authorization|  value Basic x", "lab.target:2:8: Authorization carries a secret: give it by value-file or value-variable, or write {password} in it")]
    [TestCase("header X-Key", "lab.target:2:8: the header X-Key needs a value, value-file or value-variable")]
    [TestCase("stimulus mial|  by control", "lab.target:2:10: 'mial' is no event; events are change, mail, read, access, restart, datagram; did you mean 'mail'?")]
    [TestCase("stimulus mail|  by protocol", "lab.target:3:3: no method of the protocol makes 'mail' happen; use a hook or a command")]
    [TestCase("stimulus mail|  by control", "lab.target:3:3: there is no control port: give its address by the key clock")]
    [TestCase("stimulus mail|  command newmail {folder}", "lab.target:3:3: {folder} stands for nothing here; known are action, path, url, to, user, subject, body")]
    [TestCase("stimulus mail|  hook /x", "lab.target:3:3: '/x' is no hook; write POST http://127.0.0.1:9000/{action}?path={path}")]
    [TestCase("deviation POLL-03|  expires soon|  reason r", "lab.target:3:3: 'soon' is no day; write 2027-01-31")]
    [TestCase("deviation POLL-03", "lab.target:2:11: the deviation from POLL-03 needs a reason")]
    public void A_value_that_cannot_be_used_is_named_with_its_place(string lines, string expected) =>
        Assert.That(TargetText.Errors(() => TargetText.Read([.. lab, .. lines.Split('|')])), Is.EqualTo(new[] { expected }));

    [Test]
    public void A_password_in_the_address_is_refused_without_being_repeated() =>
        Assert.That(TargetText.Errors(() => TargetText.Read(["url http://ann:geheim@a.test/"])).Single(),
            Does.StartWith("lab.target:1:5: ").And.Not.Contain("geheim"));

    [Test]
    public void A_known_deviation_explains_its_own_failure_until_it_expires()
    {
        var known = TargetText.Read([.. lab, "deviation POLL-03", "  reason r", "  expected s10", "  expires 2027-01-31"]).Deviations.Single();

        Assert.Multiple(() =>
        {
            Assert.That(known.Explains("POLL-03", "200 : s10", new DateOnly(2027, 1, 30)), Is.True);
            Assert.That(known.Explains("POLL-03", "200 : s10", new DateOnly(2027, 1, 31)), Is.False);
            Assert.That(known.Explains("POLL-03", "200 : s11", new DateOnly(2027, 1, 30)), Is.False);
            Assert.That(known.Explains("POLL-04", "200 : s10", new DateOnly(2027, 1, 30)), Is.False);
        });
    }

    [Test]
    public void A_header_by_variable_is_secret_and_one_by_value_is_not()
    {
        var target = TargetText.Read([.. lab, "header X-Tenant: lab", "header X-Key", "  value-variable KEY"],
            new Dictionary<string, string> { ["KEY"] = "geheim" });

        Assert.That(target.Headers.Select(h => $"{h.Name} {h.Value.Reveal()} {h.IsSecret}"),
            Is.EqualTo(new[] { "X-Tenant lab False", "X-Key geheim True" }));
    }

    [Test]
    public void A_target_that_does_not_exist_lists_those_that_do()
    {
        var folder = Path.Combine(TargetText.Root, "fixtures", "targets");

        Assert.That(TargetText.Errors(() => TargetLocator.Locate("referense", TargetTextFlags.None, _ => null, folder)).Single(),
            Does.StartWith("--target: 'referense' is no").And.EndWith("did you mean 'reference'?"));
    }

    [TestCase("ftp://mail.a.test/", "is no address")]
    [TestCase("http://ann:secret@mail.a.test/", "does not belong into the address")]
    public void A_wrong_address_is_told_of_the_word_that_said_it(string url, string sentence) =>
        Assert.That(
            TargetText.Errors(() => TargetReader.Read(TargetLocator.Locate(url, TargetTextFlags.None, _ => null, ""), _ => null)).Single(),
            Does.StartWith("--target: ").And.Contain(sentence));
}
