using System.Net;
using System.Security.Cryptography;

namespace Conformance.Harness.Wire;

/// <summary>Where a listener of ours waits and how much it holds.</summary>
public sealed record ListenerOptions
{
    /// <summary>The address to bind; the target must be able to reach it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The name in the call-back address when it is not the address itself.</summary>
    public string? Host { get; init; }

    /// <summary>The path that messages must name; null for one that nobody can guess, empty for any.</summary>
    public string? Path { get; init; }

    /// <summary>Messages that wait to be judged; further ones are counted and thrown away.</summary>
    public int MostWaiting { get; init; } = 1000;

    /// <summary>Connections open at once; further ones are closed at once.</summary>
    public int MostConnections { get; init; } = 100;

    public WireLimits Limits { get; init; } = WireLimits.Default;

    public WireClock Clock { get; init; } = WireClock.System;

    /// <summary>A path nobody can guess, so that what reaches it was meant for it: <c>/</c> and 32 hexadecimal digits.</summary>
    static string NewPath() => "/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    internal string PathToListenOn() => Path ?? NewPath();

    internal string Authority(int port)
    {
        var host = Host ?? Address.ToString();
        return host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
    }

    /// <summary>True when a target, in absolute form or as a path, names this path or one below it.</summary>
    internal static bool Names(string target, string path)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        var from = scheme < 0 ? 0 : target.IndexOf('/', scheme + 3);
        if (from < 0 || path.Length == 0)
            return path.Length == 0;
        var rest = target.AsSpan(from);
        return rest.StartsWith(path, StringComparison.Ordinal)
            && (rest.Length == path.Length || rest[path.Length] is '/' or '?' or '#');
    }
}
