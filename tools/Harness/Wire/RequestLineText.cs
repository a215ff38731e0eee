using System.Text;

namespace Conformance.Harness.Wire;

/// <summary>Takes a request line apart: <c>method SP target SP version</c>. Source: RFC 9112, section 3.</summary>
internal static class RequestLineText
{
    /// <returns>Null when there is no target.</returns>
    public static HttpMessage? Read(HttpMessage message, Flaws flaws)
    {
        var words = message.StartLine.Split(' ');
        if (words.Length < 2 || words[0].Length == 0)
            return null;
        if (!MessageHead.IsToken(Encoding.Latin1.GetBytes(words[0])))
            flaws.Add("The method is no token.");
        var hasVersion = words.Length > 2 && words[^1].StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase);
        var version = hasVersion ? words[^1] : "";
        if (!hasVersion)
            flaws.Add("The request line names no version.");
        else if (version is not ("HTTP/1.1" or "HTTP/1.0"))
            flaws.Add($"The request line says {version} instead of HTTP/1.1 or HTTP/1.0.");
        var target = string.Join(' ', words[1..(hasVersion ? ^1 : ^0)]);
        if (target.Trim().Length == 0)
            return null;
        if (target.Contains(' '))
            flaws.Add("The target holds a blank.");
        if (!Ascii.IsValid(target))
            flaws.Add("The target holds bytes beyond ASCII.");
        return message with { Method = words[0], Target = target, Version = version };
    }
}
