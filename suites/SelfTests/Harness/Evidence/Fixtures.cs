namespace Conformance.SelfTests.Harness.Evidence;

/// <summary>Finds the project's data from wherever the tests were built to.</summary>
static class Fixtures
{
    public static string Path(string below)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(System.IO.Path.Combine(at.FullName, "fixtures", "schemas")))
                return System.IO.Path.Combine(at.FullName, "fixtures", below);
        throw new DirectoryNotFoundException($"No fixtures folder above {AppContext.BaseDirectory}.");
    }
}
