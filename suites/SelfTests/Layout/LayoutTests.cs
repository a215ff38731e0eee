using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;

namespace Conformance.SelfTests.Layout;

/// <summary>Guards the map of ARCHITECTURE.md: who may know whom.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class LayoutTests
{
    static readonly Dictionary<string, string[]> mayReference = new()
    {
        ["tools/Protocol"] = [],
        ["reference-server/Engine"] = [],
        ["reference-server/Server"] = ["Engine", "Protocol"],
        ["tools/Harness"] = ["Protocol"],
        ["tools/Conformance"] = ["Harness", "Server"],
        ["suites/Scenarios"] = ["Harness", "Server"],
        ["suites/Browser"] = ["Harness", "Server"],
        ["tools/Bench"] = ["Engine", "Server", "Protocol", "Harness"],
        ["suites/SelfTests"] = ["Engine", "Server", "Protocol", "Harness", "Conformance"],
    };

    static IEnumerable<string> Projects => mayReference.Keys;

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_only_what_the_map_allows(string project)
    {
        Assert.That(References(project), Is.SubsetOf(mayReference[project]));
    }

    [Test]
    public void Every_project_of_the_solution_stands_on_the_map()
    {
        var listed = SolutionLine().Matches(File.ReadAllText(Repository.PathOf("Conformance.sln")))
            .Select(m => m.Groups[1].Value.Replace('\\', '/'))
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Path.GetDirectoryName(path)!.Replace('\\', '/'));
        Assert.That(listed, Is.EquivalentTo(mayReference.Keys));
    }

    /// <summary>References can come through others; what counts is what the compiled code really uses.</summary>
    [TestCase("Conformance.Harness", "Conformance.Server", "Conformance.Engine", "nunit.framework", "Microsoft.AspNetCore")]
    [TestCase("Conformance.Server", "Conformance.Harness", "nunit.framework")]
    [TestCase("Conformance.Engine", "Conformance.Protocol", "System.Net", "System.Xml", "System.Private.Xml", "System.Text.Json", "Microsoft.AspNetCore")]
    [TestCase("Conformance.Protocol", "Conformance.Harness", "Conformance.Server", "Conformance.Engine", "Microsoft.AspNetCore")]
    public void An_assembly_uses_nothing_that_is_forbidden_to_it(string assembly, params string[] forbidden)
    {
        Assert.That(
            AssemblyReferences(assembly).Where(name => forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal))),
            Is.Empty);
    }

    /// <summary>Tool and suites start the bundled server and otherwise meet it in bytes.</summary>
    [TestCase("conformance")]
    public void The_server_is_reached_only_through_its_starter(string assembly)
    {
        Assert.That(
            TypesUsed(assembly, "Conformance.Server"),
            Is.All.StartsWith("ReferenceServer"),
            "other types of the server are its own business");
    }

    [TestCase("suites/Scenarios")]
    [TestCase("suites/Browser")]
    public void A_suite_names_no_inner_part_of_the_server(string suite)
    {
        Assert.That(
            Repository.Sources(suite).Where(file => File.ReadAllText(file) is var text
                && (text.Contains("Conformance.Server.", StringComparison.Ordinal)
                    || text.Contains("Conformance.Engine", StringComparison.Ordinal))),
            Is.Empty);
    }

    [Test]
    public void No_face_of_the_server_sees_another_face()
    {
        string[] faces = ["Notification", "Replication", "Rvp", "Owa", "ActiveSync"];
        var sightings =
            from face in faces
            where Directory.Exists(Repository.PathOf("reference-server", "Server", face))
            from file in Repository.Sources($"reference-server/Server/{face}")
            let text = File.ReadAllText(file)
            from other in faces
            where other != face && text.Contains($"Conformance.Server.{other}", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)} names {other}";
        Assert.That(sightings, Is.Empty);
    }

    /// <summary>The check itself can go red: a map that forbids everything finds the references that are there.</summary>
    [Test]
    public void The_check_sees_the_references_that_exist()
    {
        Assert.That(References("tools/Conformance"), Is.EquivalentTo(new[] { "Harness", "Server" }));
        Assert.That(AssemblyReferences("Conformance.Server"), Does.Contain("Conformance.Engine"));
    }

    static string[] References(string project) =>
    [
        .. XDocument.Load(Repository.PathOf(project, Path.GetFileName(project) + ".csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
    ];

    static string[] AssemblyReferences(string assembly) => Read(assembly, reader => reader.AssemblyReferences
        .Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
        .ToArray());

    static string[] TypesUsed(string assembly, string from) => Read(assembly, reader => reader.TypeReferences
        .Select(reader.GetTypeReference)
        .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == from)
        .Select(type => reader.GetString(type.Name))
        .ToArray());

    static T Read<T>(string assembly, Func<MetadataReader, T> read)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        return read(file.GetMetadataReader());
    }

    [GeneratedRegex("""= "[^"]+", "([^"]+)", """)]
    private static partial Regex SolutionLine();
}
