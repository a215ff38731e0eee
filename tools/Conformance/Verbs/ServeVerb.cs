using System.Collections.Immutable;
using System.CommandLine;
using System.Net;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance serve</c>: the reference server alone, until Ctrl+C.</summary>
public sealed class ServeVerb : Verb<ServeOptions>
{
    readonly Option<string> url;
    readonly Option<string?> control;
    readonly Option<string> clock;
    readonly Option<int> worlds;
    readonly Option<int> accounts;
    readonly Option<bool> shortTimes;
    readonly Option<string> profile;
    readonly Option<string[]> fault;
    readonly Option<string[]> callBackTo;
    readonly Option<string?> imHost;
    readonly Option<string[]> route;
    readonly Option<bool> imBasic;

    public ServeVerb(Func<ServeOptions, CancellationToken, Task<int>> invoke)
        : base("serve", "Runs the reference server alone and prints its addresses and accounts.", invoke)
    {
        url = Add(new Option<string>("--url")
        {
            Description = "Address to answer at; https makes a certificate in memory, port 0 takes a free one.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        });
        control = Add(new Option<string?>("--control") { Description = "Address of the control port; none when left out.", HelpName = "URL" });
        clock = Add(new Option<string>("--clock") { Description = "real, or simulated: moved by the control port.", DefaultValueFactory = _ => "real" }
            .AcceptOnlyFromAmong("real", "simulated"));
        worlds = Add(Count("--worlds", "Servers apart from each other, each on a port of its own.", 1));
        accounts = Add(Count("--accounts", "Accounts user0, user1...; user2 has no rights.", 3));
        shortTimes = Add(new Option<bool>("--short-times") { Description = "Let leases and heartbeats be as short as a second." });
        profile = Add(new Option<string>("--profile")
        {
            Description = "How disputed points are read: a profile, with single readings after it, as 'strict C-23/no-refresh'.",
            HelpName = "PROFILE [READING...]",
            DefaultValueFactory = _ => "strict",
        });
        fault = Add(new Option<string[]>("--fault") { Description = "A seeded fault to show from the start; may stand several times.", HelpName = "ID" });
        callBackTo = Add(new Option<string[]>("--call-back-to")
        {
            Description = "An address that clients may have notified beside their own; may stand several times.",
            HelpName = "ADDRESS",
        });
        imHost = Add(new Option<string?>("--im-host")
        {
            Description = "Logical host of the presence principals; that by which clients call the server when left out.",
            HelpName = "HOST",
        });
        route = Add(new Option<string[]>("--route")
        {
            Description = "Where the presence service of another logical host is reached; may stand several times.",
            HelpName = "HOST=ADDRESS:PORT",
        });
        imBasic = Add(new Option<bool>("--im-basic") { Description = "Let presence take a log-on by Basic, which is no part of RVP." });
    }

    public override ServeOptions Read(ParseResult parsed)
    {
        var options = new ServeOptions(
            Address("--url", parsed.GetValue(url)!),
            parsed.GetValue(control) is { } port ? Address("--control", port) : null,
            parsed.GetValue(clock) == "simulated",
            parsed.GetValue(worlds),
            parsed.GetValue(accounts),
            parsed.GetValue(shortTimes),
            parsed.GetValue(profile)!,
            [.. parsed.GetValue(fault) ?? []],
            [.. (parsed.GetValue(callBackTo) ?? []).Select(text => IPAddress.TryParse(text, out var address)
                ? address
                : throw new UsageException($"--call-back-to {text}: write an address such as 127.0.0.2"))],
            parsed.GetValue(imHost),
            [.. (parsed.GetValue(route) ?? []).Select(Route)],
            parsed.GetValue(imBasic));
        return options is { IsSimulated: true, Control: null }
            ? throw new UsageException("--clock simulated needs --control: without it nothing moves the clock")
            : options;
    }

    static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // Without a token it is the usual count; a token that is no number must not reach the parser's own conversion.
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is >= 1 and <= 1000))
                result.AddError($"{name} takes a number from 1 to 1000");
        });
        return option;
    }

    static (string Host, IPEndPoint At) Route(string text) =>
        text.Split('=') is [{ Length: > 0 } host, var at] && IPEndPoint.TryParse(at, out var end) && end.Port > 0
            ? (host, end)
            : throw new UsageException($"--route {text}: write im.b.test=127.0.0.1:8081");

    static Uri Address(string flag, string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            ? throw new UsageException($"{flag} {text}: write http://127.0.0.1:8080")
            : address.IsLoopback
                ? address
                : throw new UsageException($"{flag} {text}: the server listens on loopback only, since its passwords are published");
}

/// <param name="Control">Null for no control port.</param>
/// <param name="Profile">A profile and single readings, parted by blanks.</param>
/// <param name="Faults">Ids of seeded faults and legal variants.</param>
public sealed record ServeOptions(
    Uri Url, Uri? Control, bool IsSimulated, int Worlds, int Accounts, bool ShortTimes, string Profile,
    ImmutableArray<string> Faults, ImmutableArray<IPAddress> CallBackTo, string? ImHost,
    ImmutableArray<(string Host, IPEndPoint At)> Routes, bool ImTakesBasic);
