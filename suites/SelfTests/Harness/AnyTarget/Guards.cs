using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.SelfTests.Harness.Wire.Authentication;
using Microsoft.AspNetCore.Http;

namespace Conformance.SelfTests.Harness.AnyTarget;

/// <summary>Kinds of log-on, written anew here: nothing of the harness helps to check the harness.</summary>
static class Guards
{
    public static Guard Header(string name, string value, string user) => http =>
        http.Request.Headers[name] == value ? Task.FromResult<string?>(user) : Refuse(http, "Bearer realm=\"test\"");

    public static Guard Basic(string password) => http =>
    {
        var given = http.Request.Headers.Authorization.ToString();
        var pair = given.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(given[6..])).Split(':') : [];
        return pair.Length == 2 && pair[1] == password ? Task.FromResult<string?>(pair[0]) : Refuse(http, "Basic realm=\"test\"");
    };

    /// <summary>Digest with MD5 and auth; a nonce serves so many requests, then it is stale; counts must rise.</summary>
    public static Guard Digest(string password, int usesOfANonce)
    {
        var nonces = new ConcurrentDictionary<string, HashSet<string>>();
        return http =>
        {
            var parts = Regex.Matches(http.Request.Headers.Authorization.ToString(), "(\\w+)=\"?([^\",]*)\"?")
                .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
            var isStale = false;
            if (parts.TryGetValue("nonce", out var nonce) && nonces.TryGetValue(nonce, out var counts))
            {
                var secret = Md5($"{parts["username"]}:test:{password}");
                var right = Md5($"{secret}:{nonce}:{parts["nc"]}:{parts["cnonce"]}:auth:{Md5($"{http.Request.Method}:{parts["uri"]}")}");
                lock (counts)
                    if (parts["response"] == right && parts["uri"] == http.Request.Path.Value)
                    {
                        isStale = counts.Count >= usesOfANonce;
                        if (!isStale && counts.Add(parts["nc"]))
                            return Task.FromResult<string?>(parts["username"]);
                    }
            }
            var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            nonces[fresh] = [];
            return Refuse(http, $"Digest realm=\"test\", qop=\"auth\", nonce=\"{fresh}\"{(isStale ? ", stale=true" : "")}");
        };
    }

    /// <summary>The three messages of NTLM, which prove a connection; the proof is looked at only for its name.</summary>
    public static Guard Ntlm(string user)
    {
        var proved = new ConcurrentDictionary<string, string>();
        return http =>
        {
            if (proved.TryGetValue(http.Connection.Id, out var known) && known != "challenged")
                return Task.FromResult<string?>(known);
            var given = http.Request.Headers.Authorization.ToString();
            var message = given.StartsWith("NTLM ", StringComparison.Ordinal) ? Convert.FromBase64String(given[5..]) : [];
            switch (message.Length > 8 ? message[8] : 0)
            {
                case 1:
                    proved[http.Connection.Id] = "challenged";
                    return Refuse(http, $"NTLM {Convert.ToBase64String(NtlmMessages.Challenge())}");
                case 3 when known == "challenged" && Encoding.Unicode.GetString(message[..(message.Length / 2 * 2)]).Contains(user, StringComparison.Ordinal)
                    || known == "challenged" && Encoding.Unicode.GetString(message[1..]).Contains(user, StringComparison.Ordinal):
                    proved[http.Connection.Id] = user;
                    return Task.FromResult<string?>(user);
                default:
                    return Refuse(http, "NTLM");
            }
        };
    }

    /// <summary>A form at /logon whose cookie opens the rest; without it everything leads to the form.</summary>
    /// <param name="refusals">How many sign-ins are refused first, whatever they say.</param>
    public static Guard Form(string password, int refusals = 0) => async http =>
    {
        if (http.Request.Path == "/logon")
        {
            var form = await http.Request.ReadFormAsync();
            if (form["who"] is [{ } who] && form["pass"] == password && form["flags"] == "0" && Interlocked.Decrement(ref refusals) < 0)
                http.Response.Headers.SetCookie = $"session={who}-1; path=/; HttpOnly";
            http.Response.StatusCode = 302;
            http.Response.Headers.Location = "/";
            return null;
        }
        var cookie = http.Request.Headers.Cookie.ToString();
        if (cookie.StartsWith("session=", StringComparison.Ordinal) && cookie.EndsWith("-1", StringComparison.Ordinal))
            return cookie[8..^2];
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = "/logon";
        return null;
    };

    static Task<string?> Refuse(HttpContext http, string challenge)
    {
        http.Response.StatusCode = 401;
        http.Response.Headers.WWWAuthenticate = challenge;
        return Task.FromResult<string?>(null);
    }

    // Digest as of RFC 2617 is MD5.
#pragma warning disable CA5351
    static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
