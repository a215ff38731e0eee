using System.Text;

namespace Conformance.Server.Faults;

/// <summary>What a careless server does to the answer of a POLL.</summary>
static class PollFaults
{
    /// <summary>Drops the first <c>li</c>.</summary>
    public static WireAnswer DropFirstId(WireAnswer answer)
    {
        var body = Encoding.UTF8.GetString(answer.Body);
        var start = body.IndexOf("<li>", StringComparison.Ordinal);
        if (answer.Method != "POLL" || start < 0)
            return answer;
        var end = body.IndexOf("</li>", start, StringComparison.Ordinal) + "</li>".Length;
        return answer.WithBody(Encoding.UTF8.GetBytes(body.Remove(start, end - start)));
    }
}
