using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Conformance.Harness.Wire.Authentication;

/// <summary>Signs in with a form and keeps the cookies, as the web client does.</summary>
/// <param name="Path">Where the form is posted to.</param>
public sealed record FormsLogOn(string Path, string User, string Password)
{
    public string UserField { get; init; } = "username";

    public string PasswordField { get; init; } = "password";

    /// <summary>Further fields of the form, such as <c>destination</c> and <c>flags</c>.</summary>
    public ImmutableArray<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>Posts the form.</summary>
    /// <param name="headers">Of the request; its length and type are added.</param>
    /// <returns>The proof for further requests, or null with a sentence; the exchange in any case.</returns>
    public async Task<(IAuthenticator? Proof, string Fault, HttpMessage Request, Reply Reply)> SignInAsync(
        ConnectionPool pool,
        Endpoint endpoint,
        string actor,
        AddedHeaders headers,
        TimeSpan patience,
        CancellationToken cancel = default)
    {
        var body = Encoding.ASCII.GetBytes(string.Join('&', Fields
            .Concat([(UserField, User), (PasswordField, Password)])
            .Select(f => $"{WebUtility.UrlEncode(f.Item1)}={WebUtility.UrlEncode(f.Item2)}")));
        Header[] written = [new("Content-Type", "application/x-www-form-urlencoded")];
        var request = RequestBytes.Build(
            "POST", Path, "HTTP/1.1", RequestHeaders.Complete("POST", written, [], headers, body.Length), body);
        var reply = await pool.ExchangeAsync(endpoint, actor, request, patience, cancel).ConfigureAwait(false);
        if (reply is not Answered { Message: var answer })
            return (null, $"The log-on form at {Path} got no answer: {((NoAnswer)reply).Detail}", request, reply);
        var cookies = Cookies(answer);
        if (answer.Status >= 400 || cookies.Length == 0)
            return (null, $"The log-on form at {Path} answers {answer.Status} and sets {cookies.Length} cookies: {User} is not signed in.", request, reply);
        return (FixedHeader.Cookie(string.Join("; ", cookies), User), "", request, reply);
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"forms log-on at {Path} as {User}";

    /// <summary>Name and value of each cookie that is set; one that is set twice counts with its last value.</summary>
    static string[] Cookies(HttpMessage answer) =>
    [
        .. answer.Headers
            .Where(h => h.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value.Split(';')[0].Trim())
            .Where(c => c.IndexOf('=') > 0 && !c.EndsWith('='))
            .GroupBy(c => c[..c.IndexOf('=')])
            .Select(g => g.Last()),
    ];
}
