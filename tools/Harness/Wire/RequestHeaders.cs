using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Harness.Wire;

/// <summary>Joins the headers of a scenario with those the harness adds.</summary>
public static class RequestHeaders
{
    /// <summary>
    /// The added headers first (Host, User-Agent, Authorization, X-Conformance, others), then the scenario's as they stand, then
    /// Content-Length when there is a body or the method is POST.
    /// </summary>
    /// <param name="written">The scenario's headers, spelling and order kept; one that is written replaces the added one.</param>
    /// <param name="removed">Names after <c>no</c>, without case: not added.</param>
    public static ImmutableArray<Header> Complete(
        string method,
        IReadOnlyList<Header> written,
        IReadOnlyCollection<string> removed,
        AddedHeaders added,
        int bodyBytes)
    {
        var all = ImmutableArray.CreateBuilder<Header>(written.Count + 6);
        Add("Host", added.Host);
        Add("User-Agent", added.UserAgent);
        Add("Authorization", added.Authorization);
        Add(Protocol.ControlNames.ScenarioHeader, added.Scenario);
        foreach (var (name, value) in added.Others)
            Add(name, value);
        all.AddRange(written);
        if ((bodyBytes > 0 || method == "POST") && !IsWritten("Transfer-Encoding"))
            Add("Content-Length", bodyBytes.ToString(CultureInfo.InvariantCulture));
        return all.DrainToImmutable();

        void Add(string name, string? value)
        {
            if (value is not null && !IsWritten(name) && !removed.Contains(name, StringComparer.OrdinalIgnoreCase))
                all.Add(new(name, value));
        }

        bool IsWritten(string name) => written.Any(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
