using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

[TestFixture, Parallelizable(ParallelScope.All)]
public class StimulusTests
{
    static readonly string[] lab = ["url http://mail.a.test/"];

    [Test]
    public void A_command_gets_each_value_as_one_argument_whatever_is_in_it()
    {
        var target = TargetText.Read([.. lab, "stimulus mail", "  command newmail \"to {user}\" {path}"]);

        var arguments = ((CommandStimulus)target.Stimuli["mail"]!).Fill(new Dictionary<string, string>
        {
            ["user"] = "ann",
            ["path"] = "/a b/; rm -rf \"x\"",
        });

        Assert.That(arguments, Is.EqualTo(new[] { "newmail", "to ann", "/a b/; rm -rf \"x\"" }));
    }

    [Test]
    public void A_hook_gets_its_values_encoded()
    {
        var target = TargetText.Read([.. lab, "stimulus mail", "  hook POST http://h.test/{action}?path={path}"]);

        var hook = (HookStimulus)target.Stimuli["mail"]!;

        Assert.That(hook.Fill(new Dictionary<string, string> { ["action"] = "mail", ["path"] = "/a&b c" }).AbsoluteUri,
            Is.EqualTo("http://h.test/mail?path=%2Fa%26b%20c"));
    }

    [TestCase("a b", "a,b")]
    [TestCase("  a   b  ", "a,b")]
    [TestCase("a \"b c\"d", "a,b cd")]
    [TestCase("a \"\"", "a,")]
    public void A_command_is_split_at_blanks_outside_quotes(string command, string expected) =>
        Assert.That(string.Join(',', StimulusTemplate.Split(command)), Is.EqualTo(expected));
}
