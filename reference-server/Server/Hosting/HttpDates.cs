using System.Globalization;

namespace Conformance.Server.Hosting;

/// <summary>The Date header by a world's clock, formatted once a second.</summary>
public sealed class HttpDates
{
    sealed record Text(long Second, string Value);

    volatile Text last = new(-1, "");

    public string At(DateTimeOffset now)
    {
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;
        var known = last;
        if (known.Second != second)
            last = known = new Text(second, Format(now));
        return known.Value;
    }

    public static string Format(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
