using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Conformance.Harness.Targets;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Running;

/// <summary>A command of an ActiveSync device: a POST to the face's root with the command in its query.</summary>
/// <remarks>Source: MS-ASHTTP 2.2.1.1.1.</remarks>
static class DeviceRequest
{
    public const string Base64 = "base64";

    const string DeviceType = "Conformance";

    /// <summary>English as it is spoken in the United States, the low byte first.</summary>
    static readonly byte[] locale = [0x09, 0x04];

    /// <summary>Path and query, in the form in which the device speaks.</summary>
    /// <param name="policyKey">Stands in a base64 query, and in a header beside a plain one. Null for none.</param>
    public static string Path(Target target, string command, DeviceValue device, string? policyKey = null) =>
        $"{target.Roots.ActiveSync}?" + (device.Form == Base64
            ? Convert.ToBase64String(Bytes(command, device, policyKey))
            : PlainQuery(target, command, device));

    /// <summary>What a base64 query holds already stands in no header.</summary>
    public static ImmutableArray<Header> Headers(DeviceValue device, string? policyKey = null)
    {
        var type = new Header("Content-Type", "application/vnd.ms-sync.wbxml");
        if (device.Form == Base64)
            return [type];
        var version = new Header("MS-ASProtocolVersion", device.Version);
        return policyKey is null ? [type, version] : [type, version, new("X-MS-PolicyKey", policyKey)];
    }

    static string PlainQuery(Target target, string command, DeviceValue device)
    {
        var user = target[Account.First]?.MailboxName ?? "";
        return $"Cmd={command}&User={Uri.EscapeDataString(user)}&DeviceId={Uri.EscapeDataString(device.Id)}&DeviceType={DeviceType}";
    }

    static byte[] Bytes(string command, DeviceValue device, string? policyKey)
    {
        var version = byte.Parse(device.Version.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var code = CommandCodes.CodeOf(command) ?? throw new ArgumentException($"the command {command} has no code for a base64 query");
        return [version, code, .. locale, .. Counted(device.Id), .. Key(policyKey), .. Counted(DeviceType)];
    }

    /// <summary>Its length, then the number with the low byte first.</summary>
    static byte[] Key(string? policyKey)
    {
        if (policyKey is null)
            return [0];
        var key = new byte[5];
        key[0] = 4;
        BinaryPrimitives.WriteUInt32LittleEndian(key.AsSpan(1), uint.Parse(policyKey, CultureInfo.InvariantCulture));
        return key;
    }

    static IEnumerable<byte> Counted(string text) => Encoding.Latin1.GetBytes(text).Prepend((byte)text.Length);
}
