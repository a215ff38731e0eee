using Conformance.SelfTests.Layout;
using NUnit.Framework;

namespace Conformance.SelfTests.Witnesses;

/// <summary>A program of others that a test plays against ours, and the note of whether it was there.</summary>
/// <remarks>
/// One line for each in <c>results/witnesses/NAME.txt</c>, which the last lines of <c>.ci/run</c> are made of:
/// <code>ran litmus 0.13: 104 tests of 5 programs</code>
/// or
/// <code>missing litmus: apt-get install litmus</code>
/// </remarks>
static class Witness
{
    /// <summary>Category of all tests that need one.</summary>
    public const string Category = "Witness";

    /// <summary>The full path of its program; when it is not installed the test is ignored, and the note says so.</summary>
    /// <param name="name">By which the witness is known, lower case.</param>
    /// <param name="remedy">What to do to have it.</param>
    public static string Find(string name, string program, string remedy)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } found)
            return found;
        Note(name, $"missing {name}: {remedy}");
        Assert.Ignore($"The witness {name} is not installed: {remedy}");
        return "";
    }

    /// <summary>The same for what is no program on the path, such as a library.</summary>
    /// <param name="file">Its full path.</param>
    public static void Need(string name, string file, string remedy)
    {
        if (File.Exists(file))
            return;
        Note(name, $"missing {name}: {remedy}");
        Assert.Ignore($"The witness {name} is not installed: {remedy}");
    }

    /// <summary>Notes that it ran; to be said before it is judged, so that a failure does not hide it.</summary>
    /// <param name="what">Version, and how much it did.</param>
    public static void Ran(string name, string what) => Note(name, $"ran {name} {what}");

    static void Note(string name, string line)
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("results", "witnesses"));
        File.WriteAllText(Path.Combine(folder.FullName, name + ".txt"), line + "\n");
    }
}
