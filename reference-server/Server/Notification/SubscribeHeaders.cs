using Conformance.Engine;
using Conformance.Engine.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Notification;

/// <summary>Reads the headers of a SUBSCRIBE into a request that is right by construction, or finds what is wrong.</summary>
/// <remarks>Everything travels in headers. A single-value header given twice is refused.</remarks>
public static class SubscribeHeaders
{
    /// <summary>Digits beyond which a number is as good as the largest: it is clamped, not refused.</summary>
    const int DigitsMax = 18;

    /// <returns>False: answer 400.</returns>
    /// <param name="callBack">Where NOTIFY is to go; null in the poll model. The request does not have it yet.</param>
    public static bool TryRead(
        IHeaderDictionary headers, Limits limits, NotificationRules rules, out SubscriptionRequest request, out CallBackUri? callBack)
    {
        request = default;
        callBack = null;
        if (!TrySingle(headers[NotificationHeaders.NotificationType], out var word)
            || rules.ReadType(word) is not { } type
            || !TryDepth(headers[NotificationHeaders.Depth], rules, out var depth)
            || !TryLifetime(headers, out var lifetime)
            || !TryDelay(headers, out var delay)
            || !TrySingle(headers[NotificationHeaders.CallBack], out var called))
            return false;
        request = new SubscriptionRequest(type, depth, lifetime, null, delay);
        // An empty Call-Back selects the poll model.
        return string.IsNullOrEmpty(called) || (callBack = rules.ReadCallBack(called, limits)) is not null;
    }

    /// <summary>Whole seconds, any 1*DIGIT; null when absent.</summary>
    public static bool TryLifetime(IHeaderDictionary headers, out long? seconds)
    {
        seconds = null;
        return TrySingle(headers[NotificationHeaders.SubscriptionLifetime], out var text)
            && (text is null || TryNumber(text, out seconds));
    }

    /// <summary>Seconds; the prose of "Notification-Delay Header" speaks of fractions, which are rounded up.</summary>
    public static bool TryDelay(IHeaderDictionary headers, out int? seconds)
    {
        seconds = null;
        if (!TrySingle(headers[NotificationHeaders.NotificationDelay], out var text))
            return false;
        if (text is null)
            return true;
        var dot = text.IndexOf('.');
        var fraction = dot < 0 ? "" : text[(dot + 1)..];
        if ((dot >= 0 && fraction.Length == 0)
            || fraction.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !TryNumber(dot < 0 ? text : text[..dot], out var whole))
            return false;
        seconds = (int)Math.Min(int.MaxValue, whole!.Value + (fraction.AsSpan().ContainsAnyExcept('0') ? 1 : 0));
        return true;
    }

    /// <summary>Trimmed value of a header that stands at most once; null when absent.</summary>
    static bool TrySingle(StringValues lines, out string? value)
    {
        value = lines.Count == 0 ? null : lines[0]!.Trim(' ', '\t');
        return lines.Count <= 1;
    }

    static bool TryDepth(StringValues lines, NotificationRules rules, out int? depth)
    {
        depth = null;
        if (!TrySingle(lines, out var text))
            return false;
        depth = text is null ? null : rules.ReadDepth(text);
        return text is null || depth is not null;
    }

    static bool TryNumber(string text, out long? number)
    {
        number = null;
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        var digits = text.AsSpan().TrimStart('0');
        number = digits.Length > DigitsMax ? long.MaxValue
            : digits.IsEmpty ? 0
            : long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return true;
    }
}
