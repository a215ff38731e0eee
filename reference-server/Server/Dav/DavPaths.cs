using System.Text;
using Conformance.Engine.Storage;

namespace Conformance.Server.Dav;

/// <summary>Turns store paths into URL paths.</summary>
public static class DavPaths
{
    /// <summary>What RFC 3986 lets stand in a path segment as it is.</summary>
    const string Plain = "-._~!$'()*+,;=:@";

    public static string Of(Resource resource) => Encode(resource.Path, resource.IsFolder);

    /// <summary>Percent-encodes a decoded path; a folder gets a final slash.</summary>
    public static string Encode(string path, bool isFolder)
    {
        var encoded = new StringBuilder(path.Length + 1);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.Value == '/' || (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Plain.Contains((char)rune.Value))))
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
