using System.Text;

namespace Conformance.SelfTests.Harness.Wire.Authentication;

/// <summary>What a server that asks for NTLM says.</summary>
static class NtlmMessages
{
    /// <summary>A CHALLENGE_MESSAGE: the server DOMAIN, its challenge, and its names. Source: MS-NLMP, 2.2.1.2.</summary>
    public static byte[] Challenge()
    {
        var name = Encoding.Unicode.GetBytes("DOMAIN");
        byte[] names = [2, 0, (byte)name.Length, 0, .. name, 1, 0, (byte)name.Length, 0, .. name, 0, 0, 0, 0];
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("NTLMSSP\0"u8);
        writer.Write(2);
        writer.Write((short)name.Length);
        writer.Write((short)name.Length);
        writer.Write(56);
        writer.Write(0xE28A8215);
        writer.Write(0x0123456789ABCDEF);
        writer.Write(0L);
        writer.Write((short)names.Length);
        writer.Write((short)names.Length);
        writer.Write(56 + name.Length);
        writer.Write(0x0F00000023F0000A);
        writer.Write(name);
        writer.Write(names);
        return bytes.ToArray();
    }
}
