using System.Text;

namespace Conformance.Server.Dav.Properties;

/// <summary>Reads what the properties of a message need from its bytes: fields of the head, and the text. Source: RFC 5322, 2.2.</summary>
/// <remarks>Fields are unfolded and given as they were written; encoded words and parts of a multipart stay as they are.</remarks>
static class MailText
{
    const int NormalImportance = 1;

    /// <summary>The first field of a name, without case; null when the head has none.</summary>
    public static string? FieldOf(byte[] mail, string name)
    {
        var value = default(StringBuilder);
        foreach (var line in HeadOf(mail).AsSpan().EnumerateLines())
        {
            if (value is not null)
                if (line.StartsWith(' ') || line.StartsWith('\t'))
                    value.Append(' ').Append(line.Trim());
                else
                    break;
            else if (line.IndexOf(':') is > 0 and var colon && line[..colon].TrimEnd().Equals(name, StringComparison.OrdinalIgnoreCase))
                value = new StringBuilder().Append(line[(colon + 1)..].Trim());
        }
        return value is null ? null : XmlText.Legal(value.ToString());
    }

    /// <summary>0 low, 1 normal, 2 high.</summary>
    public static int ImportanceOf(byte[] mail) => FieldOf(mail, "Importance")?.ToLowerInvariant() switch
    {
        "low" => 0,
        "high" => 2,
        _ => NormalImportance,
    };

    public static string BodyOf(byte[] mail) => XmlText.Legal(Encoding.UTF8.GetString(mail.AsSpan(EndOfHead(mail))).TrimStart('\r', '\n'));

    static string HeadOf(byte[] mail) => Encoding.UTF8.GetString(mail.AsSpan(0, EndOfHead(mail)));

    /// <summary>Where the first empty line begins; the length of a mail without one.</summary>
    static int EndOfHead(byte[] mail) =>
        mail.AsSpan().IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end
        : mail.AsSpan().IndexOf("\n\n"u8) is >= 0 and var bare ? bare
        : mail.Length;
}
