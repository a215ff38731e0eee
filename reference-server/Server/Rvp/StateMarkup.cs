using System.Globalization;
using System.Xml.Linq;
using Conformance.Engine;
using Conformance.Engine.Presence;
using Conformance.Protocol;

namespace Conformance.Server.Rvp;

/// <summary>Reads the state that a client sets. Source: RVP draft 5.5 and 9.1; librvp, Net-RVP.</summary>
/// <remarks>
/// <code>
/// state = (leased-value | one state element), view-id?
/// leased-value = value, default-value?, timeout?
/// </code>
/// Clients leave the default or the time out; then offline and the usual lease are meant.
/// </remarks>
static class StateMarkup
{
    const int NameCharsMax = 32;

    /// <returns>Null for what is no state.</returns>
    public static StateRequest? Read(XElement state, Limits limits)
    {
        if (!TryViewId(state.Element(RvpNames.ViewId), out var view))
            return null;
        var said = state.Elements().Where(e => e.Name != RvpNames.ViewId).ToArray();
        if (said is not [var one])
            return null;
        if (one.Name != RvpNames.LeasedValue)
            return NameOf(one) is { } plain ? new StateRequest(plain, null, null, view) : null;
        var (value, fallback) = (Inside(one, RvpNames.Value), Inside(one, RvpNames.DefaultValue));
        var time = one.Element(RvpXmlNames.Timeout) ?? one.Element(RvpXmlNames.RvpTimeout);
        // What is no time above zero is asked for as it stands: a lease that the rules decline.
        return value is null || (one.Element(RvpNames.DefaultValue) is not null && fallback is null)
            ? null
            : new StateRequest(
                value, fallback, time is null ? limits.StateLeaseSecondsDefault : RvpHeaders.Number(time.Value.Trim()) ?? 0, view);
    }

    static string? Inside(XElement leased, XName name) =>
        leased.Element(name) is { } holder && holder.Elements().ToArray() is [var state] ? NameOf(state) : null;

    /// <summary>Any element of RVP may be a state: clients have some that the draft does not name.</summary>
    static string? NameOf(XElement element) =>
        element.Name.Namespace == RvpNames.Namespace && element.Name.LocalName is { Length: <= NameCharsMax } name
        && !name.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
        && element.Name != RvpNames.LeasedValue
            ? name
            : null;

    static bool TryViewId(XElement? element, out int? view)
    {
        view = null;
        if (element is null)
            return true;
        if (!int.TryParse(element.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        view = id;
        return true;
    }
}
