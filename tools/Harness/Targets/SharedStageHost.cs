using System.Collections.Concurrent;
using Conformance.Harness.Running;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets;

/// <summary>Stages on a target that all cases share: each case has a folder of its own, made before it and removed after it.</summary>
/// <remarks>A case has its connections for itself as well; the next case goes on with them.</remarks>
public sealed class SharedStageHost(Target target, TlsOptions? tls, WorkingFolders folders, PatienceBudget budget) : IStageHost
{
    readonly Target target = target;
    readonly PatienceBudget budget = budget;
    readonly Endpoint endpoint = TargetTls.EndpointOf(target, tls);
    readonly LogOns logOns = new(target);
    readonly KeptOpen keptOpen = new();
    readonly DevicePool devices = new(target.Devices, folders.Token);
    readonly ConcurrentStack<SocketTransport> idle = [];

    public int Capacity => target.Patience.Jobs;

    public int HeldMax => target.Patience.HeldMax;

    public bool SharesDevices => devices.IsShared;

    public ICollection<string> Devices => devices.Given;

    public TimeSpan? MaxWait => target.Patience.MaxWait;

    public ValueTask<ILobby> LobbyAsync(CancellationToken cancel) => ValueTask.FromResult<ILobby>(new Lobby(this));

    /// <exception cref="SetupException">The case's folder could not be made.</exception>
    public async ValueTask<IStage> OpenAsync(int slot, string scenario, int run, bool needsFolder, CancellationToken cancel)
    {
        var folder = folders.For(new Uri(target.Url, target.Roots.Notification), scenario, run).AbsolutePath;
        var stage = new Stage(this, needsFolder ? folder : null, scenario);
        try
        {
            if (needsFolder)
                await stage.MakeFolderAsync(cancel);
            return stage;
        }
        catch (OperationCanceledException)
        {
            // The request may have been carried out although its answer was not awaited.
            await stage.DisposeAsync();
            throw;
        }
        catch
        {
            stage.GiveTransportBack();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in idle)
            await transport.DisposeAsync();
    }

    SocketTransport Take() => idle.TryPop(out var kept) ? kept : new SocketTransport(target, endpoint, logOns, keptOpen);

    sealed class Lobby(SharedStageHost host) : ILobby
    {
        readonly SocketTransport transport = host.Take();

        public ITransport Transport => transport;

        public ValueTask DisposeAsync()
        {
            host.idle.Push(transport);
            return ValueTask.CompletedTask;
        }
    }

    sealed class Stage(SharedStageHost host, string? folder, string scenario) : IStage
    {
        readonly SocketTransport transport = host.Take();

        public Target Target => host.target;

        public ITransport Transport => transport;

        public IStageClock Clock { get; } = new RealClock(TimeProvider.System);

        public IWorldControl? World => null;

        /// <exception cref="InvalidOperationException">Nothing in the file said that it works in one.</exception>
        public string WorkFolder => folder ?? throw new InvalidOperationException($"{scenario} has no folder: no set-up of it says that it needs one.");

        public string? NextDevice(int number) => host.devices.Next(number);

        public bool IsDisposable => false;

        /// <remarks>A folder that is there belongs to somebody else: then nothing is made, and nothing will be removed.</remarks>
        public async ValueTask MakeFolderAsync(CancellationToken cancel)
        {
            if (await AskAsync("MKCOL", cancel) is not (>= 200 and < 300) and var status)
                throw new SetupException($"MKCOL {folder} was answered {status}");
        }

        public void GiveTransportBack() => host.idle.Push(transport);

        /// <remarks>A multi-status in answer to DELETE means that something is left. Source: RFC 4918, section 9.6.1.</remarks>
        /// <exception cref="SetupException">The folder is still there.</exception>
        public async ValueTask DisposeAsync()
        {
            try
            {
                if (folder is not null && await AskAsync("DELETE", CancellationToken.None) is not (404 or 410 or (>= 200 and < 300 and not 207)) and var status)
                    throw new SetupException($"DELETE {folder} was answered {status}, so the folder may still be there");
            }
            finally
            {
                GiveTransportBack();
            }
        }

        async ValueTask<int> AskAsync(string method, CancellationToken cancel)
        {
            if (host.budget.IsSpent)
                throw new RunAbortedException(host.budget.Sentence);
            var composer = new RequestComposer(Target, Target.Url, scenario);
            var scope = Target[Account.First] is { } account
                ? Scope.Empty.Bind(Actors.Default, AccountValue.Of(account, Target.Authentication.Kind))
                : Scope.Empty;
            var reply = await transport.ExchangeAsync(composer.Compose(scope, Actors.Default, method, WorkFolder, [], null), cancel);
            host.budget.Count(reply);
            return reply switch
            {
                Answered { Message.Status: 401, LogOn.Fault: { Length: > 0 } fault } =>
                    throw new SetupException($"{method} {folder} was answered 401: {fault}"),
                Answered answered => answered.Message.Status,
                _ => throw new SetupException($"{method} {folder} got no answer: {((NoAnswer)reply).Detail}"),
            };
        }
    }
}
