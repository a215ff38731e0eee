using System.Globalization;
using System.Text;

namespace Conformance.Bench.Load;

/// <summary>Takes the body out of a chunked answer.</summary>
static class Chunks
{
    /// <param name="answer">Head and body, one character a byte.</param>
    public static byte[] BodyOf(string answer)
    {
        var body = new MemoryStream();
        var at = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        while (true)
        {
            var end = answer.IndexOf("\r\n", at, StringComparison.Ordinal);
            var length = int.Parse(answer.AsSpan(at, end - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
                return body.ToArray();
            body.Write(Encoding.Latin1.GetBytes(answer.Substring(end + 2, length)));
            at = end + 2 + length + 2;
        }
    }
}
