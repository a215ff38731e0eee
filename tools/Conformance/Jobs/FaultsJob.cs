using System.Collections.Immutable;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance faults</c> does: gives the bundled server one fault after the other and prints who noticed.</summary>
/// <remarks>Ends with 0 when every fault was killed and every variant stayed green, else with 1. Writes <see cref="FaultsFile"/>.</remarks>
public sealed class FaultsJob(Terminal terminal)
{
    public async Task<int> RunAsync(FaultsOptions options, CancellationToken cancel)
    {
        var fixtures = FixturesFolder.Find();
        var suite = Suite.Load(fixtures);
        var faults = Select(SeededFaults.Load(fixtures), options.Ids);
        await using var server = await ReferenceServer.StartAsync(
            new ReferenceServerOptions { Worlds = Math.Max(2, Environment.ProcessorCount) });
        var (verdicts, unmoved) = (ImmutableArray.CreateBuilder<FaultVerdict>(faults.Length), ImmutableArray<string>.Empty);
        try
        {
            using var matrix = await FaultMatrix.OpenAsync(suite, BundledTarget.At(server.ControlUri, fixtures), cancel);
            var width = faults.Max(f => f.Id.Length);
            await foreach (var verdict in matrix.JudgeAsync(faults, options.All, cancel))
            {
                verdicts.Add(verdict);
                Print(verdict, width);
            }
            if (options.IsWhole)
                unmoved = await UnmovedAsync(matrix, verdicts, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Error.WriteLine("conformance: stopped; what was not played proves nothing");
            return ExitCode.Aborted;
        }
        PrintSums(verdicts, unmoved);
        Directory.CreateDirectory(options.Results);
        await File.WriteAllTextAsync(
            Path.Combine(options.Results, FaultsFile.Name),
            FaultsFile.Of(verdicts, options.IsWhole, unmoved).ToJson(), cancel);
        return CodeOf(verdicts);
    }

    /// <summary>The exit code that these verdicts earn.</summary>
    public static int CodeOf(IEnumerable<FaultVerdict> verdicts) =>
        verdicts.All(v => v.IsProved) ? ExitCode.GateMet : ExitCode.NonConformance;

    static ImmutableArray<SeededFault> Select(ImmutableArray<SeededFault> known, ImmutableArray<string> ids) =>
        ids.FirstOrDefault(id => known.All(f => f.Id != id)) is { } stranger
            ? throw new UsageException(
                $"no fault is called {stranger}" + (SeededFaults.Nearest(stranger, known) is { } near ? $"; the nearest is {near}" : ""))
            : ids.IsEmpty ? known : [.. known.Where(f => ids.Contains(f.Id))];

    /// <summary>Requirements that scenarios judge and that no fault of their face turns red.</summary>
    static async Task<ImmutableArray<string>> UnmovedAsync(
        FaultMatrix matrix, IEnumerable<FaultVerdict> verdicts, CancellationToken cancel)
    {
        var unmoved = ImmutableArray.CreateBuilder<string>();
        foreach (var face in verdicts.GroupBy(v => v.Fault.Face))
        {
            var red = face.Where(v => v.Fault.Share == 0).SelectMany(v => v.RedRequirements).ToHashSet();
            unmoved.AddRange((await matrix.JudgedRequirementsAsync(face.Key, cancel)).Where(id => !red.Contains(id)));
        }
        return unmoved.ToImmutable();
    }

    void Print(FaultVerdict verdict, int width)
    {
        var outcome = (verdict.IsProved, verdict.Fault.Kind) switch
        {
            (true, FaultKind.Fault) => $"killed by {Killers(verdict)}",
            (true, _) => $"green on {verdict.Played}",
            (false, FaultKind.Fault) => "SURVIVED",
            _ => "NOT GREEN",
        };
        terminal.Output.WriteLine($"{verdict.Fault.Id.PadRight(width)}  {verdict.Fault.Requirement,-11}  {outcome}");
        foreach (var reason in verdict.Reason)
            terminal.Output.WriteLine($"{"",4}{reason}");
    }

    void PrintSums(IReadOnlyCollection<FaultVerdict> verdicts, ImmutableArray<string> unmoved)
    {
        if (!unmoved.IsEmpty)
            terminal.Output.WriteLine($"\nJudged, and turned red by no fault: {string.Join(", ", unmoved)}");
        var faults = verdicts.Where(v => v.Fault.Kind == FaultKind.Fault).ToArray();
        var variants = verdicts.Where(v => v.Fault.Kind == FaultKind.Variant).ToArray();
        terminal.Output.WriteLine(
            $"\n{faults.Count(v => v.IsProved)} of {faults.Length} faults killed, "
            + $"{variants.Count(v => v.IsProved)} of {variants.Length} variants green.");
    }

    /// <summary>The named scenarios first, since they promised it.</summary>
    static string Killers(FaultVerdict verdict)
    {
        var named = verdict.Kills.Where(k => verdict.Fault.Scenarios.Contains(k.Scenario)).ToArray();
        return string.Join(", ", named.AsEnumerable())
            + (verdict.Kills.Length - named.Length is > 0 and var more ? $" and {more} more" : "");
    }
}
