using System.Collections.Immutable;
using System.Net;
using Conformance.Harness.Targets;
using Conformance.Harness.Wire;
using Conformance.Harness.Wire.Authentication;

namespace Conformance.Harness.Running;

/// <summary>How each account of a target proves who it is, kept for a whole run: a form is signed in to once.</summary>
/// <remarks>
/// Basic and Bearer stand in a request from the start, a free header in every request and a client certificate in the TLS
/// handshake: nothing is left to do for them here.
/// </remarks>
public sealed class LogOns(Target target)
{
    /// <summary>A log-on that failed is tried again, but not so often that a server locks the account.</summary>
    const int TriesMax = 3;

    readonly Lock gate = new();
    readonly Dictionary<string, (Task<LogOnProof?> Proof, int Tries)> proofs = [];

    /// <summary>The proof for a request of an account; null when it needs none, or already carries its own.</summary>
    /// <param name="example">A request of the account: the log-on form is asked for with its headers.</param>
    public async Task<LogOnProof?> OfAsync(
        Account account, HttpMessage example, ConnectionPool pool, Endpoint endpoint, TimeSpan patience, CancellationToken cancel)
    {
        var kind = target.Authentication.Kind;
        if (kind is not (AuthenticationKind.Digest or AuthenticationKind.Ntlm or AuthenticationKind.Negotiate or AuthenticationKind.Forms)
            || (kind == AuthenticationKind.Forms && example["Cookie"] is not null))
            return null;
        Task<LogOnProof?> proof;
        lock (gate)
        {
            var (made, tries) = proofs.GetValueOrDefault(account.User);
            proof = made is null || IsOver(made, tries) ? MakeAsync(account, example, pool, endpoint, patience, cancel) : made;
            if (proof != made)
                proofs[account.User] = (proof, tries + 1);
        }
        return await proof;
    }

    /// <summary>True for an attempt that came to nothing and may be made again.</summary>
    static bool IsOver(Task<LogOnProof?> made, int tries) =>
        made.IsCanceled || made.IsFaulted || (tries < TriesMax && made.IsCompletedSuccessfully && made.Result is { Fault.Length: > 0 });

    async Task<LogOnProof?> MakeAsync(
        Account account, HttpMessage example, ConnectionPool pool, Endpoint endpoint, TimeSpan patience, CancellationToken cancel)
    {
        var password = account.Password?.Reveal() ?? "";
        switch (target.Authentication.Kind)
        {
            case AuthenticationKind.Digest:
                return new LogOnProof(new DigestAuthenticator(account.User, password), "");
            case AuthenticationKind.Ntlm or AuthenticationKind.Negotiate:
                var (domain, user) = account.User.Split('\\', 2) is [var before, var after] ? (before, after) : ("", account.User);
                var scheme = target.Authentication.Kind == AuthenticationKind.Ntlm ? "NTLM" : "Negotiate";
                return new LogOnProof(new NegotiateAuthenticator(scheme, user, password, domain), "");
            default:
                var form = target.Authentication.Form
                    ?? throw new InvalidOperationException("Log-on by form without a form: the settings must refuse that.");
                var (proof, fault, _, _) = await FormOf(form, account.User, password).SignInAsync(
                    pool, endpoint, $"log-on of {account.User}",
                    new AddedHeaders { Host = example["Host"], UserAgent = example["User-Agent"] }, patience, cancel);
                return new LogOnProof(proof, fault);
        }
    }

    static FormsLogOn FormOf(LogOnForm form, string user, string password) => new(form.Path, user, password)
    {
        UserField = form.UserField,
        PasswordField = form.PasswordField,
        Fields = ReadFields(form.Fields),
    };

    static ImmutableArray<(string, string)> ReadFields(string fields) =>
    [
        .. fields.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2)).Select(parts =>
            (WebUtility.UrlDecode(parts[0]), parts.Length > 1 ? WebUtility.UrlDecode(parts[1]) : "")),
    ];
}

/// <summary>What an account adds to its requests.</summary>
/// <param name="Authenticator">Null when the log-on failed.</param>
/// <param name="Fault">Why it failed, a sentence; empty when it did not.</param>
public sealed record LogOnProof(IAuthenticator? Authenticator, string Fault)
{
    /// <summary>The request with the proof that can be given before any challenge.</summary>
    public HttpMessage Prove(HttpMessage message, Endpoint endpoint)
    {
        using var proof = Authenticator?.Begin(endpoint.Tls?.ServerName ?? endpoint.Host);
        return With(message, proof?.First(message.Method, message.Target));
    }

    /// <summary>The request with one more header, where the harness puts Authorization: before the scenario's own.</summary>
    public static HttpMessage With(HttpMessage message, Header? proof)
    {
        if (proof is null)
            return message;
        var place = Math.Min(message.Headers.Length, message.Headers.TakeWhile(h =>
            h.Name.Equals("Host", StringComparison.OrdinalIgnoreCase) || h.Name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)).Count());
        return RequestBytes.Build(
            message.Method, message.Target, message.Version, message.Headers.Insert(place, proof), message.Body);
    }
}
