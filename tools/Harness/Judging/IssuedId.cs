using System.Collections.Immutable;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Judging;

/// <summary>The id that the 200 to a SUBSCRIBE gives: in its header, or in a body of the form that POLL has (C-01).</summary>
/// <remarks>
/// "Subscription-ID Header" says that ids are in the body, the article on OWA and every known client read the header. A
/// server may follow either; an id in the body is always noted.
/// </remarks>
static class IssuedId
{
    public const string Header = "Subscription-ID";

    /// <summary>A note: the id stands where no client looks.</summary>
    public const string InBodyNote = "ID-IN-BODY";

    /// <returns>Null when the answer gives none.</returns>
    public static string? Of(HttpMessage answer) => answer[Header] ?? InBodyOf(answer);

    /// <summary>The one id under an inner 200 of an answer without the header; null for anything else.</summary>
    public static string? InBodyOf(HttpMessage answer) =>
        answer.Status == 200 && answer[Header] is null && !answer.Body.IsEmpty
        && Multistatus.Read(XmlMarkup.Read(answer.Body), PartitionOf.Ids).Entries is [{ Status: 200, Key: var id }]
            ? id
            : null;

    /// <summary>What stands for a header that an answer lacks, with the note to report; null when nothing does.</summary>
    public static (string Value, ImmutableArray<string> Notes)? InsteadOf(string header, HttpMessage answer) =>
        header.Equals(Header, StringComparison.OrdinalIgnoreCase) && InBodyOf(answer) is { } id ? (id, [InBodyNote]) : null;
}
