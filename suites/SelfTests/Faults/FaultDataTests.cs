using Conformance.Harness.Catalogue;
using Conformance.Harness.Running;
using Conformance.SelfTests.Layout;
using Conformance.Server.Faults;
using NUnit.Framework;

namespace Conformance.SelfTests.Faults;

/// <summary>Data, server and scenarios name the same faults.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FaultDataTests
{
    static readonly string fixtures = FixturesFolder.Find();
    static readonly Suite suite = Suite.Load(fixtures);
    static readonly SeededFault[] data = [.. SeededFaults.Load(fixtures)];

    static IEnumerable<SeededFault> Faults => data.Where(f => f.Kind == FaultKind.Fault);

    [Test]
    public void The_server_has_exactly_the_faults_of_the_data()
    {
        Assert.That(FaultCatalogue.All.Keys, Is.EquivalentTo(data.Select(f => f.Id)));
    }

    [Test]
    public void A_fault_enters_at_the_seam_that_the_data_names()
    {
        foreach (var fault in data)
            Assert.That(FaultCatalogue.All[fault.Id] is { Wire: not null } or { Datagram: not null }, Is.EqualTo(fault.Seam == FaultSeam.Wire), fault.Id);
    }

    [Test]
    public void Scenarios_and_faults_name_each_other()
    {
        var claimed = from scenario in suite.Scenarios
                      from fault in scenario.File.Catches
                      where !fault.StartsWith("wrong-", StringComparison.Ordinal)
                      select $"{scenario.File.Id} catches {fault}";
        var named = from fault in Faults
                    from scenario in fault.Scenarios
                    select $"{scenario} catches {fault.Id}";
        Assert.That(claimed, Is.EquivalentTo(named));
    }

    [Test]
    public void A_fault_breaks_a_requirement_that_the_catalogue_has()
    {
        Assert.That(Faults.Where(f => suite.Catalogues.Find(f.Requirement) is null), Is.Empty);
    }

    /// <summary>The two seams, and the control verb that switches them, know that there are faults; nothing else does.</summary>
    [Test]
    public void Server_code_reads_as_if_faults_did_not_exist()
    {
        string[] seams = ["Hosting/WorldHost.cs", "Control/WorldChanges.cs"];
        var server = Repository.PathOf("reference-server");
        var aware = from file in Repository.Sources("reference-server/Server").Concat(Repository.Sources("reference-server/Engine"))
                    let place = Path.GetRelativePath(server, file).Replace('\\', '/')
                    where !place.StartsWith("Server/Faults/", StringComparison.Ordinal)
                        && File.ReadAllText(file).Contains("Server.Faults", StringComparison.Ordinal)
                    select place["Server/".Length..];
        Assert.That(aware, Is.EquivalentTo(seams));
    }

    [TestCase("x.y\n  kind  fault\n  seam  rule\n  requirement  POLL-01\n  sentence  Wrong", "names no 'scenario'")]
    [TestCase("x.y\n  kind  fault\n  seam  rule\n  scenario  a.b.c\n  sentence  Wrong", "has no 'requirement'")]
    [TestCase("x.y\n  kind  variant\n  seam  rule\n  requirement  POLL-01\n  sentence  Right", "unknown field 'requirement'")]
    [TestCase("x.y\n  kind  defect\n  seam  rule\n  sentence  Wrong", "'defect' is no kind")]
    [TestCase("x.y\n  kind  variant\n  seam  air\n  sentence  Right", "'air' is no seam")]
    public void A_broken_fault_is_refused_with_its_place(string text, string complaint)
    {
        var block = BlockFile.Parse(text.Split('\n'), "some.faults").Single();
        Assert.That(() => SeededFaults.Of(block), Throws.TypeOf<BlockFileException>().With.Message.Contains(complaint)
            .And.Message.StartsWith("some.faults:"));
    }
}
