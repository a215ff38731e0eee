using System.Buffers.Binary;
using System.Text;
using Conformance.Protocol;

namespace Conformance.Server.ActiveSync.Query;

/// <summary>The whole query as base64 of a few bytes: version, command, locale, device id, policy key, device type, parameters.</summary>
/// <remarks>The device id is the text that its bytes spell, so that a device is the same in both forms. Source: MS-ASHTTP 2.2.1.1.1.2.</remarks>
static class Base64Query
{
    const int LocaleBytes = 2;
    const int PolicyKeyBytes = 4;
    const byte OptionsTag = 7;
    const byte SaveInSent = 0x01;
    const byte UserTag = 8;

    /// <param name="query">Without the question mark.</param>
    /// <returns>Null when the bytes are fewer than their lengths promise, a length is none that may be, or the version is not served.</returns>
    public static CommandQuery? Read(string query)
    {
        var buffer = new byte[query.Length];
        return Convert.TryFromBase64String(query, buffer, out var count) ? Read(buffer.AsSpan(0, count)) : null;
    }

    static CommandQuery? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 + LocaleBytes || ProtocolVersion.Find(bytes[0]) is not { } version)
            return null;
        var command = CommandCodes.NameOf(bytes[1]);
        bytes = bytes[(2 + LocaleBytes)..];
        if (!TryTake(ref bytes, out var id) || id.IsEmpty
            || !TryTake(ref bytes, out var key) || key.Length is not (0 or PolicyKeyBytes)
            || !TryTake(ref bytes, out var type))
            return null;
        var query = new CommandQuery(
            version, command, Text(id), Text(type), key.IsEmpty ? null : BinaryPrimitives.ReadUInt32LittleEndian(key), null);
        while (!bytes.IsEmpty)
        {
            // A parameter is a tag and a value with its length; the others concern no command that is served.
            var tag = bytes[0];
            bytes = bytes[1..];
            if (!TryTake(ref bytes, out var value))
                return null;
            query = tag switch
            {
                OptionsTag => query with { SavesInSent = !value.IsEmpty && (value[0] & SaveInSent) != 0 },
                UserTag => query with { User = Text(value) },
                _ => query,
            };
        }
        return query;
    }

    static bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (bytes.IsEmpty || bytes[0] > bytes.Length - 1)
            return false;
        value = bytes.Slice(1, bytes[0]);
        bytes = bytes[(1 + bytes[0])..];
        return true;
    }

    static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
