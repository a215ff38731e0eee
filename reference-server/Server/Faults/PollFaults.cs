using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Server.Faults;

/// <summary>What a careless server does to the answer of a POLL.</summary>
static class PollFaults
{
    static readonly Regex lastOfSeveral = new("(</li>)<li>[^<]*</li>(?=</b:subscriptionID>)", RegexOptions.CultureInvariant);

    /// <summary>Drops the last <c>li</c> of each response that has several.</summary>
    public static WireAnswer DropLastId(WireAnswer answer) => answer.Method != "POLL"
        ? answer
        : answer.WithBody(Encoding.UTF8.GetBytes(lastOfSeveral.Replace(Encoding.UTF8.GetString(answer.Body), "$1")));
}
