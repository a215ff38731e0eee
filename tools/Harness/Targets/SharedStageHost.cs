using Conformance.Harness.Running;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets;

/// <summary>Stages on a target that all cases share: each case has a folder of its own, made before it and removed after it.</summary>
public sealed class SharedStageHost(Target target, TlsOptions? tls, WorkingFolders folders) : IStageHost
{
    readonly SocketTransport transport = new(target, EndpointOf(target, tls));

    public int Capacity => target.Patience.Jobs;

    /// <summary>Where requests go: the host of the URL, or the address the target file names instead.</summary>
    public static Endpoint EndpointOf(Target target, TlsOptions? tls)
    {
        var endpoint = Endpoint.Of(target.Url, tls);
        return target.Connect is { } address ? endpoint with { Host = address.Host, Port = address.Port } : endpoint;
    }

    public ValueTask<ILobby> LobbyAsync(CancellationToken cancel) => ValueTask.FromResult<ILobby>(new Lobby(transport));

    /// <exception cref="SetupException">The case's folder could not be made.</exception>
    public async ValueTask<IStage> OpenAsync(int slot, string scenario, int run, CancellationToken cancel)
    {
        var folder = folders.For(new Uri(target.Url, target.Roots.Notification), scenario, run).AbsolutePath;
        var stage = new Stage(target, transport, folder);
        await stage.AskAsync("MKCOL", scenario, cancel);
        return stage;
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();

    sealed class Lobby(SocketTransport transport) : ILobby
    {
        public ITransport Transport => transport;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    sealed class Stage(Target target, SocketTransport transport, string folder) : IStage
    {
        string madeFor = "";

        public Target Target => target;

        public ITransport Transport => transport;

        public IStageClock Clock { get; } = new RealClock(TimeProvider.System);

        public IWorldControl? World => null;

        public string WorkFolder => folder;

        public bool IsDisposable => false;

        public async ValueTask AskAsync(string method, string scenario, CancellationToken cancel)
        {
            madeFor = scenario;
            var composer = new RequestComposer(target, target.Url, scenario);
            var scope = target[Account.First] is { } account
                ? Scope.Empty.Bind(Actors.Default, AccountValue.Of(account, target.Authentication.Kind))
                : Scope.Empty;
            var reply = await transport.ExchangeAsync(
                composer.Compose(scope, Actors.Default, method, folder, [], null), cancel);
            if (reply is not Answered { Message.Status: >= 200 and < 300 })
                throw new SetupException(reply is Answered answered
                    ? $"{method} {folder} was answered {answered.Message.Status} {answered.Message.Reason}".TrimEnd()
                    : $"{method} {folder} got no answer: {((NoAnswer)reply).Detail}");
        }

        public async ValueTask DisposeAsync() => await AskAsync("DELETE", madeFor, CancellationToken.None);
    }
}
