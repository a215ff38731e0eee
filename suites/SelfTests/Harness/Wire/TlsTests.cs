using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

[Parallelizable(ParallelScope.All)]
public sealed class TlsTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static string Fingerprint => TestCertificates.Server.GetCertHashString(HashAlgorithmName.SHA256);

    [Test]
    public async Task A_pinned_certificate_is_trusted_and_answers_come_byte_for_byte()
    {
        var pinned = TlsOptions.Default.WithFingerprint(string.Join(':', Fingerprint.Chunk(2).Select(p => new string(p))).ToLowerInvariant());

        var reply = await ExchangeAsync(pinned);

        Assert.That((reply as Answered)?.Message.Status, Is.EqualTo(204), (reply as NoAnswer)?.Detail);
    }

    [Test]
    public async Task Another_certificate_than_the_pinned_one_is_told_with_both_fingerprints()
    {
        var other = new string('A', 64);

        var reply = await ExchangeAsync(TlsOptions.Default.WithFingerprint(other));

        Assert.That(((NoAnswer)reply).Cause, Is.EqualTo(NoAnswerCause.NotReached));
        Assert.That(((NoAnswer)reply).Detail, Is.EqualTo(
            $"The certificate of 127.0.0.1 has the SHA-256 fingerprint {Fingerprint}; {other} was expected."));
    }

    [Test]
    public async Task A_certificate_that_leads_to_the_given_authority_is_trusted()
    {
        var reply = await ExchangeAsync(WithAuthorityFile(TestCertificates.Authority) with { ServerName = "server.test" });

        Assert.That(reply, Is.TypeOf<Answered>(), (reply as NoAnswer)?.Detail);
    }

    [Test]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        var reply = await ExchangeAsync(WithAuthorityFile(TestCertificates.Client) with { ServerName = "server.test" });

        Assert.That((reply as NoAnswer)?.Detail, Does.Contain("does not lead to a given authority"));
    }

    [Test]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        var reply = await ExchangeAsync(WithAuthorityFile(TestCertificates.Authority) with { ServerName = "other.test" });

        Assert.That((reply as NoAnswer)?.Detail, Does.Contain("does not name this host"));
    }

    [Test]
    public async Task A_client_certificate_is_shown()
    {
        string? shown = null;
        var options = TlsOptions.Default.WithFingerprint(Fingerprint) with { ClientCertificate = TestCertificates.Client };

        var reply = await ExchangeAsync(options, c => shown = c?.GetCertHashString());

        Assert.That(reply, Is.TypeOf<Answered>(), (reply as NoAnswer)?.Detail);
        Assert.That(shown, Is.EqualTo(TestCertificates.Client.GetCertHashString()));
    }

    [Test]
    public async Task A_server_that_speaks_no_TLS_is_told()
    {
        using var peer = new RawPeer();
        var opening = Connection.OpenAsync(peer.Endpoint with { Tls = TlsOptions.Default }).AsTask();
        using var theirs = await peer.AcceptAsync();
        await theirs.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

        var failure = (await opening).Failure!;

        Assert.That(failure.Cause, Is.EqualTo(NoAnswerCause.NotReached));
        Assert.That(failure.Detail, Does.StartWith("TLS with https://127.0.0.1:"));
    }

    [Test]
    public void A_fingerprint_of_another_length_is_refused() =>
        Assert.That(() => TlsOptions.Default.WithFingerprint("AB:CD"), Throws.TypeOf<FormatException>().With.Message.Contains("64 hexadecimal digits"));

    [Test]
    public void A_file_without_a_certificate_is_refused()
    {
        using var folder = new Folder();
        var path = folder.Write("none.pem", "nothing here");

        Assert.That(() => TlsOptions.Default.WithAuthorityFile(path), Throws.TypeOf<FormatException>().With.Message.Contains("none.pem"));
    }

    static async Task<Reply> ExchangeAsync(TlsOptions options, Action<X509Certificate?>? seen = null)
    {
        using var peer = new RawPeer();
        var serving = ServeAsync(peer, seen);
        var opening = await Connection.OpenAsync(peer.Endpoint with { Tls = options });
        if (!opening.IsOpen)
        {
            await serving;
            return opening.Failure;
        }

        await using var connection = opening.Connection;
        var reply = await connection.ExchangeAsync(RequestBytes.Build("GET", "/", "HTTP/1.1", []), Patience);
        await serving;
        return reply;
    }

    static async Task ServeAsync(RawPeer peer, Action<X509Certificate?>? seen)
    {
        using var socket = await peer.AcceptAsync();
        await using var stream = new SslStream(new NetworkStream(socket));
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await stream.AuthenticateAsServerAsync(
                new()
                {
                    ServerCertificate = TestCertificates.Server,
                    ClientCertificateRequired = seen is not null,
                    RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    {
                        seen?.Invoke(certificate);
                        return true;
                    },
                },
                patience.Token);
            var buffer = new byte[1024];
            if (await stream.ReadAsync(buffer, patience.Token) > 0)
                await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), patience.Token);
        }
        catch (Exception cause) when (cause is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not trust us, which some of the tests want.
        }
    }

    static TlsOptions WithAuthorityFile(X509Certificate2 authority)
    {
        using var folder = new Folder();
        var path = folder.Write("authority.pem", authority.ExportCertificatePem());
        return TlsOptions.Default.WithAuthorityFile(path);
    }

    /// <summary>A temporary folder of its own.</summary>
    sealed class Folder : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conformance-tls-");

        public string Write(string name, string text)
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, text);
            return path;
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
