using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Harness.Wire;
using Conformance.SelfTests.Harness.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.AnyTarget;

[TestFixture, Parallelizable(ParallelScope.All)]
public class LogOnTests
{
    const string Split = "notification.poll.splits-fired-from-quiet";

    [Test]
    public async Task Basic_goes_out_before_any_challenge()
    {
        await using var server = await GuardedServer.StartAsync(Guards.Basic("secret"));

        await Passes(At(server, AuthenticationKind.Basic, "secret"));

        Assert.That(server.Seen, Has.All.EndsWith(" Basic"));
        await Lacks(At(server, AuthenticationKind.Basic, "wrong"), "was answered 401");
    }

    [Test]
    public async Task Bearer_sends_the_token()
    {
        await using var server = await GuardedServer.StartAsync(Guards.Header("Authorization", "Bearer tok", "user0"));

        await Passes(At(server, AuthenticationKind.Bearer, "tok"));
        await Lacks(At(server, AuthenticationKind.Bearer, "other"), "was answered 401");
    }

    [Test]
    public async Task A_free_header_goes_with_every_request()
    {
        await using var server = await GuardedServer.StartAsync(Guards.Header("X-Api-Key", "k", "user0"));
        var target = At(server, AuthenticationKind.Header, "");

        await Passes(target with { Headers = [new TargetHeader("X-Api-Key", new Secret("k"), true)] });
        await Lacks(target, "was answered 401");
    }

    [Test]
    public async Task Digest_answers_the_challenge_and_a_stale_nonce()
    {
        await using var server = await GuardedServer.StartAsync(Guards.Digest("secret", usesOfANonce: 5));

        await Passes(At(server, AuthenticationKind.Digest, "secret"));

        Assert.That(server.Seen.Count(s => !s.EndsWith(" Digest", StringComparison.Ordinal)), Is.EqualTo(1), "the nonce in force goes out unasked");
        await Lacks(At(server, AuthenticationKind.Digest, "wrong"), "The target does not accept Digest as user0");
    }

    [Test]
    public async Task A_target_that_offers_another_kind_is_told_so()
    {
        await using var server = await GuardedServer.StartAsync(Guards.Basic("secret"));

        await Lacks(At(server, AuthenticationKind.Digest, "secret"), "The target offers no Digest: it asks with 'Basic realm=\"test\"'");
    }

    [Test]
    public async Task Ntlm_proves_each_connection_once()
    {
        await using var server = await GuardedServer.StartAsync(Guards.Ntlm("user0"));

        await Passes(At(server, AuthenticationKind.Ntlm, "secret") with { Patience = new Patience { Jobs = 1 } });

        Assert.That(server.Seen.Count(s => s.EndsWith(" NTLM", StringComparison.Ordinal)), Is.EqualTo(2), "one connection, two messages of ours");
        await Lacks(At(server, AuthenticationKind.Ntlm, "secret", user: "other"), "The target does not accept NTLM as other");
    }

    [Test]
    public async Task A_form_is_signed_in_to_once_for_each_account()
    {
        await using var server = await GuardedServer.StartAsync(Guards.Form("secret"));

        await Passes(At(server, AuthenticationKind.Forms, "secret"));

        Assert.That(server.Seen.Count(s => s == "POST /logon"), Is.EqualTo(1));
        await Lacks(At(server, AuthenticationKind.Forms, "wrong"), "The log-on form at /logon answers 302 and sets 0 cookies: user0 is not signed in");
    }

    [TestCase(1, 2, TestName = "A_log_on_that_failed_once_is_tried_again_and_then_kept")]
    [TestCase(9, 3, TestName = "A_log_on_that_always_fails_is_tried_three_times_in_a_run")]
    public async Task A_failed_log_on(int refusals, int tries)
    {
        await using var server = await GuardedServer.StartAsync(Guards.Form("secret", refusals));
        var target = At(server, AuthenticationKind.Forms, "secret");
        var logOns = new LogOns(target);
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var request = RequestBytes.Build("GET", "/", "HTTP/1.1", [new Header("Host", "h")], default);
        var faults = new List<bool>();
        for (var i = 0; i < 5; i++)
            faults.Add((await logOns.OfAsync(
                target.Accounts[0], request, pool, Endpoint.Of(server.Url),
                TimeSpan.FromSeconds(5), CancellationToken.None))!.Fault.Length > 0);

        Assert.That(server.Seen.Count(s => s == "POST /logon"), Is.EqualTo(tries));
        Assert.That(faults, Is.EqualTo(Enumerable.Range(0, 5).Select(i => i < refusals).ToArray()));
    }

    [Test]
    public async Task A_client_certificate_opens_the_connection()
    {
        await using var server = await GuardedServer.StartAsync(_ => Task.FromResult<string?>("user0"), new HttpsConnectionAdapterOptions
        {
            ServerCertificate = TestCertificates.Server,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == TestCertificates.Client.Thumbprint,
        });
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"client-{Guid.NewGuid():N}.pfx");
        await File.WriteAllBytesAsync(file, TestCertificates.Client.Export(X509ContentType.Pkcs12, "pw"));
        try
        {
            var target = At(server, AuthenticationKind.Certificate, "") with
            {
                Trust = new Trust(null, TestCertificates.Server.GetCertHashString(HashAlgorithmName.SHA256)),
            };

            await Passes(target with
            {
                Authentication = new Authentication(AuthenticationKind.Certificate, null, new ClientCertificate(file, new Secret("pw"))),
            });
            await IsSilentTo(target, "was not answered");
            Assert.That(() => Conformance.Harness.Running.TargetTls.Of(target with
            {
                Authentication = new Authentication(AuthenticationKind.Certificate, null, new ClientCertificate(file, new Secret("no"))),
            }), Throws.InstanceOf<SettingsException>().With.Message.Contains(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task Another_fingerprint_than_the_one_accepted_reaches_nobody()
    {
        await using var server = await GuardedServer.StartAsync(
            _ => Task.FromResult<string?>("user0"), new HttpsConnectionAdapterOptions { ServerCertificate = TestCertificates.Server });
        var target = At(server, AuthenticationKind.None, "") with { Trust = new Trust(null, new string('A', 64)) };

        await Assert.ThatAsync(() => Foreign.RunAsync(target, s => s.File.Id == Split),
            Throws.InstanceOf<Conformance.Harness.Running.TargetUnreachableException>().With.Message.Contains("fingerprint"));
    }

    static Target At(GuardedServer server, AuthenticationKind kind, string password, string user = "user0") => Foreign.At(server.Url) with
    {
        Accounts = [new Account(Account.First, user, new Secret(password))],
        Authentication = new Authentication(
            kind, kind == AuthenticationKind.Forms ? new LogOnForm("/logon", "who", "pass", "flags=0") : null),
    };

    static async Task Passes(Target target)
    {
        var report = await Foreign.RunAsync(target, s => s.File.Id == Split);
        Assert.That(report.Of(Split).Verdict, Is.EqualTo(Verdict.Passed), report.Of(Split).Reason);
    }

    /// <summary>Who cannot log on learns why before anything is judged.</summary>
    static Task Lacks(Target target, string why)
    {
        Assert.That(
            () => Foreign.RunAsync(target, s => s.File.Id == Split),
            Throws.TypeOf<LogOnRefusedException>().With.Message.Contains(why).And.Message.Contains(" refuses the log-on of "));
        return Task.CompletedTask;
    }

    /// <summary>A server that hangs up on strangers says no word about a log-on.</summary>
    static async Task IsSilentTo(Target target, string why)
    {
        var report = await Foreign.RunAsync(target, s => s.File.Id == Split);
        Assert.That(report.Of(Split).Verdict, Is.EqualTo(Verdict.NotApplicable));
        Assert.That(report.Of(Split).Reason, Does.Contain(why));
        Assert.That(ExitCode.Of(report), Is.EqualTo(ExitCode.NothingVerified));
    }
}
