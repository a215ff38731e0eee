using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conformance.Engine;
using Conformance.Protocol;
using Conformance.Server.Faults;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Hosting;

/// <summary>A world on its listening port: takes requests to the faces, and can begin anew.</summary>
public sealed class WorldHost : IDisposable
{
    const int DefectsMax = 100;

    readonly ConcurrentDictionary<string, ConnectionContext> connections = new();
    readonly ConcurrentQueue<string> defects = new();
    readonly SemaphoreSlim moving = new(1);
    readonly HttpDates dates = new();
    readonly IReadOnlyList<IFace> faces;
    readonly Postman postman = new();
    readonly HttpMessageInvoker sender = Courier.NewSender();
    WorldRun run;
    ImmutableArray<WireFault> wireFaults = [];

    public WorldHost(int number, IReadOnlyList<IFace> faces, WorldSettings settings, CallBackPolicy callBacks)
    {
        (Number, this.faces, CallBacks) = (number, faces, callBacks);
        run = Begin(settings, new ServerRules());
    }

    /// <summary>1 upwards.</summary>
    public int Number { get; }

    /// <summary>Whom clients may have it call.</summary>
    public CallBackPolicy CallBacks { get; }

    /// <summary>Where it listens; known once the server has started.</summary>
    public Uri Url { get; internal set; } = new("http://127.0.0.1:0");

    /// <summary>True while a runner has it for itself.</summary>
    public bool IsLeased { get; internal set; }

    public WorldRun Run => Volatile.Read(ref run);

    public World World => Run.World;

    /// <summary>Faults of the server itself: exceptions that no rule foresees. Empty, or there is something to mend.</summary>
    public IReadOnlyCollection<string> Defects => defects;

    /// <summary>Begins anew: store, counters, clock, subscriptions. Waits are dropped, open connections stay.</summary>
    public void Reset(WorldSettings settings, ServerRules rules)
    {
        var old = Interlocked.Exchange(ref run, Begin(settings, rules));
        old.Close();
        postman.Forget();
    }

    WorldRun Begin(WorldSettings settings, ServerRules rules)
    {
        var begun = new WorldRun(settings, postman, sender) { Rules = rules };
        foreach (var face in faces)
            face.Enter(begun);
        return begun;
    }

    /// <summary>Ids of the seeded faults and legal variants that are on.</summary>
    public ImmutableArray<string> FaultIds { get; internal set; } = [];

    /// <summary>Drops connections, waits and subscriptions; keeps the store.</summary>
    public void Restart()
    {
        World.Restart();
        foreach (var connection in connections.Values)
            connection.Abort();
    }

    /// <summary>Moves simulated time on; returns when all that came due has been answered.</summary>
    /// <exception cref="InvalidOperationException">The clock is real.</exception>
    public async Task AdvanceAsync(TimeSpan span)
    {
        var world = World;
        var clock = world.Simulated ?? throw new InvalidOperationException("The clock of this world is real; it cannot be advanced.");
        await moving.WaitAsync();
        try
        {
            await clock.AdvanceAsync(span, world.Activity.WhenQuiet);
        }
        finally
        {
            moving.Release();
        }
    }

    /// <summary>The methods that any face serves at a path, as Allow lists them.</summary>
    public string Allowed(string path) =>
        string.Join(", ", (OwnerOf(path) is { } owner ? [owner] : faces).SelectMany(f => f.MethodsAt(path)).Distinct());

    /// <summary>Rewrites answers from now on. Connections made before are closed, each after the answer it is at.</summary>
    internal void SetWireFaults(ImmutableArray<WireFault> faults)
    {
        if (wireFaults.SequenceEqual(faults))
            return;
        wireFaults = faults;
        foreach (var connection in connections.Values)
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
    }

    /// <summary>Rewrites datagrams from now on.</summary>
    internal void SetDatagramFaults(ImmutableArray<DatagramFault> faults) => postman.Faults = faults;

    /// <summary>Ends the world: nothing is sent any more, and what waits is over.</summary>
    public void Dispose()
    {
        Run.Close();
        sender.Dispose();
        postman.Dispose();
        moving.Dispose();
    }

    internal async Task OnConnectionAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connections[connection.ConnectionId] = connection;
        DatedRefusals.On(connection, () => HttpDates.Format(World.Now));
        if (!wireFaults.IsEmpty)
            connection.Features.Set(WireTap.On(connection, wireFaults));
        try
        {
            await next(connection);
        }
        finally
        {
            connections.TryRemove(connection.ConnectionId, out _);
        }
    }

    internal async Task HandleAsync(HttpContext http)
    {
        var run = Run;
        var name = HeldNames.NameIn(http.Request.Headers[ControlNames.ScenarioHeader]);
        run.World.Activity.Begin();
        run.Held.Arrives(name);
        var call = new WorldCall(http, this, run, name);
        var number = run.Requests.Begin(run.World.Now, call);
        var status = RequestNote.HungUp;
        if (!wireFaults.IsEmpty)
            http.Features.Get<WireTap>()?.Answering(http.Request.Method);
        try
        {
            await ServeAsync(call, run);
            // The answer is handed on before this request stops counting, so that time cannot overtake it.
            await http.Response.CompleteAsync();
            if (!http.RequestAborted.IsCancellationRequested)
                status = http.Response.StatusCode;
        }
        catch (BadHttpRequestException refusal) when (!http.Response.HasStarted)
        {
            status = http.Response.StatusCode = refusal.StatusCode;
        }
        catch (Exception hangUp) when (hangUp is IOException or OperationCanceledException)
        {
            // The client has gone; there is nobody to answer.
            http.Abort();
        }
        catch (Exception defect)
        {
            status = StatusCodes.Status500InternalServerError;
            Note($"{http.Request.Method} {http.Request.Path}: {defect}");
            throw;
        }
        finally
        {
            run.Requests.End(number, call, status);
            run.Held.Answers(name);
            run.World.Activity.End();
        }
    }

    Task ServeAsync(WorldCall call, WorldRun run)
    {
        var headers = call.Response.Headers;
        headers.Date = dates.At(run.World.Now);
        headers.Server = "conformance-reference/1.0";
        if (run.Rules.Refuse(call.Request) is { } refused)
        {
            headers.Connection = "close";
            return call.AnswerAsync(refused);
        }
        if (call.Path.Length > run.World.Limits.PathCharsMax)
            return call.AnswerAsync(414);
        if (FaceFor(call) is not { } face)
        {
            headers.Allow = Allowed(call.Path);
            return call.AnswerAsync(405);
        }
        if (face.IsOpenToStrangers)
            return face.ServeAsync(call);
        var identity = Identity.Of(call, run);
        if (identity.Caller is { } caller)
        {
            call.Caller = caller;
            return face.ServeAsync(call);
        }
        return face.ServeStranger(call) ?? identity.RefuseAsync(call);
    }

    IFace? OwnerOf(string path)
    {
        foreach (var face in faces)
            if (face.Owns(path))
                return face;
        return null;
    }

    IFace? FaceFor(WorldCall call)
    {
        foreach (var face in faces)
            if (face.Takes(call))
                return face;
        foreach (var face in faces)
            if (face.MethodsAt(call.Path).Contains(call.Request.Method))
                return face;
        return null;
    }

    void Note(string defect)
    {
        if (defects.Count < DefectsMax)
            defects.Enqueue(defect);
    }
}
