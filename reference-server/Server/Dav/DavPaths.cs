using System.Buffers;
using System.Text;
using System.Xml;
using Conformance.Engine.Storage;

namespace Conformance.Server.Dav;

/// <summary>Store paths and URL paths.</summary>
public static class DavPaths
{
    /// <summary>What RFC 3986 lets stand in a path segment as it is.</summary>
    const string Plain = "-._~!$'()*+,;=:@";

    static readonly SearchValues<char> clear = SearchValues.Create(
        "/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + Plain);

    /// <summary>Whether a path can name something: no encoded slash, and no character that XML cannot hold.</summary>
    /// <param name="raw">As it was sent.</param>
    /// <remarks>A name with a slash in it would be told as another path than it was made under.</remarks>
    public static bool IsServable(string raw, string decoded)
    {
        if (raw.Contains("%2F", StringComparison.OrdinalIgnoreCase))
            return false;
        for (var at = 0; at < decoded.Length; at++)
            if (char.IsHighSurrogate(decoded[at]) && at + 1 < decoded.Length && XmlConvert.IsXmlSurrogatePair(decoded[at + 1], decoded[at]))
                at++;
            else if (!XmlConvert.IsXmlChar(decoded[at]) || decoded[at] < ' ')
                return false;
        return true;
    }

    public static string Of(Resource resource) => Encode(resource.Path, resource.IsFolder);

    /// <summary>Percent-encodes a decoded path; a folder gets a final slash.</summary>
    public static string Encode(string path, bool isFolder)
    {
        if (path.AsSpan().IndexOfAnyExcept(clear) < 0)
            return isFolder && !path.EndsWith('/') ? path + "/" : path;
        var encoded = new StringBuilder(path.Length + 1);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.IsAscii && clear.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                encoded.Append('%').Append(value.ToString("X2"));
        }
        if (isFolder && encoded[^1] != '/')
            encoded.Append('/');
        return encoded.ToString();
    }
}
