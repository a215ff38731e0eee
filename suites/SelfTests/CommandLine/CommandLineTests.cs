using System.CommandLine;
using Conformance.CommandLine;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

[TestFixture, Parallelizable(ParallelScope.All)]
public class CommandLineTests
{
    static Task<int> Refuse<T>(T options, CancellationToken cancellation) => throw new UsageException("not this way");

    static Task<int> Break<T>(T options, CancellationToken cancellation) => throw new ArithmeticException("two and two");

    static async Task<(int Code, string Error)> Run(Func<RunRequest, CancellationToken, Task<int>> run, params string[] args)
    {
        var error = new StringWriter();
        var code = await CommandLineHost.RunAsync(args, [new RunVerb(run), new ServeVerb(Refuse), new ConfigVerb()], TextWriter.Null, error);
        return (code, error.ToString());
    }

    static async Task<RunRequest> Options(params string[] args)
    {
        RunRequest? seen = null;
        var (code, error) = await Run((options, _) => Task.FromResult((seen = options) is null ? ExitCode.HarnessFault : ExitCode.GateMet), args);
        Assert.That(code, Is.Zero, error);
        return seen!;
    }

    [TestCase("--nonsense")]
    [TestCase("run", "--nonsense")]
    [TestCase("run", "--seed", "many")]
    [TestCase("run", "--seed")]
    [TestCase("run", "--snapshot", "maybe")]
    [TestCase("run", "--report", "html")]
    [TestCase("run", "--report", "pdf=x")]
    [TestCase("run", "--filter", "colour=red")]
    [TestCase("run", "a.b", "--sed", "7")]
    [TestCase("lisst")]
    [TestCase("serve", "--worlds", "0")]
    [TestCase("serve", "--worlds", "many")]
    [TestCase("serve", "--url", "ftp://x")]
    [TestCase("serve", "--clock", "simulated")]
    [TestCase("config", "show", "--target", "no-such-target")]
    [TestCase("config", "show", "--target", "http://a.test/", "--jobs", "0")]
    [TestCase("config")]
    public async Task A_wrong_command_line_is_2_and_says_what_is_wrong(params string[] args)
    {
        var (code, error) = await Run((_, _) => Task.FromResult(ExitCode.GateMet), args);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.StartWith("conformance: "));
    }

    [TestCase("there is no verb 'sreve'; there are run, serve, config; did you mean 'serve'?", "sreve", "--worlds", "2")]
    [TestCase("there is no verb 'config frob'; there is show", "config", "frob")]
    public async Task A_verb_that_does_not_exist_is_named_beside_those_that_do(string sentence, params string[] args)
    {
        var (_, error) = await Run((_, _) => Task.FromResult(ExitCode.GateMet), args);

        Assert.That(error, Does.StartWith($"conformance: {sentence}{Environment.NewLine}'conformance --help'"));
    }

    [Test]
    public async Task An_exception_of_ours_is_6_and_not_the_parsers_1()
    {
        var (code, error) = await Run(Break, "run");

        Assert.That(code, Is.EqualTo(6));
        Assert.That(error, Does.Contain("two and two"));
    }

    [Test]
    public async Task A_verb_that_refuses_is_2()
    {
        var (code, error) = await Run(Refuse, "run");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Is.EqualTo($"conformance: not this way{Environment.NewLine}"));
    }

    [TestCase("--help")]
    [TestCase("run", "--help")]
    [TestCase("--version")]
    public async Task Help_and_version_are_no_failure(params string[] args) => Assert.That((await Run(Break, args)).Code, Is.Zero);

    [Test]
    public async Task No_arguments_run_everything_against_the_bundled_server()
    {
        var options = await Options();

        Assert.Multiple(() =>
        {
            Assert.That(options.Target.Named, Is.Null);
            Assert.That(options.Target.Flags, Is.Empty);
            Assert.That(options.Selection.Ids, Is.Empty);
            Assert.That(options.Results, Is.EqualTo("results"));
        });
    }

    [Test]
    public async Task A_flag_or_an_id_without_a_verb_belongs_to_run()
    {
        Assert.That((await Options("notification.poll", "--seed", "7")).Selection.Ids, Is.EqualTo(new[] { "notification.poll" }));
        Assert.That((await Options("--seed", "7")).Seed, Is.EqualTo(7));
    }

    [Test]
    public async Task Every_flag_of_run_arrives()
    {
        var options = await Options(
            "run", "a.b", "--filter", "POLL-03", "-f", "level=must", "--exclude", "need=clock", "--shuffle", "--report", "junit=a.xml",
            "--report", "html=b=c.html", "--results", "out", "--dry-run", "--fault", "parrot", "--baseline", "b.txt", "--snapshot", "verify",
            "--target", "http://a.test/", "--user", "ann", "--password-file", "p", "--header", "X: 1", "--header", "Y: 2", "--jobs", "3",
            "--max-wait", "5", "--profile", "observed", "--ca", "c.pem", "--certificate", "12", "--auth", "ntlm", "--no-color");

        Assert.Multiple(() =>
        {
            Assert.That(options.Selection.Keep, Has.Length.EqualTo(2));
            Assert.That(options.Selection.LeaveOut, Has.Length.EqualTo(1));
            Assert.That(options.Reports, Is.EqualTo(new[] { new ReportRequest("junit", "a.xml"), new ReportRequest("html", "b=c.html") }));
            Assert.That((options.Shuffle, options.DryRun, options.NoColor), Is.EqualTo((true, true, true)));
            Assert.That((options.Baseline, options.Snapshot, options.Results), Is.EqualTo(("b.txt", "verify", "out")));
            Assert.That(options.Faults, Is.EqualTo(new[] { "parrot" }));
            Assert.That(options.Target.Named, Is.EqualTo("http://a.test/"));
            Assert.That(options.Target.Flags["header"], Is.EqualTo(new[] { "X: 1", "Y: 2" }));
            Assert.That(options.Target.Flags.Keys, Is.EquivalentTo(
                new[] { "user", "password-file", "header", "jobs", "max-wait", "profile", "ca", "certificate", "auth" }));
        });
    }

    [Test]
    public void Every_verb_describes_itself_and_each_of_its_flags()
    {
        Verb[] verbs =
        [
            new RunVerb(Refuse), new ListVerb(Refuse), new ExplainVerb(Refuse), new FmtVerb(Refuse), new LintVerb(Refuse), new FaultsVerb(Refuse),
            new CoverageVerb(Refuse), new ServeVerb(Refuse), new BaselineVerb(Refuse), new ConfigVerb(),
            new ReplicateVerb(Refuse), new WbxmlVerb(Refuse, Refuse),
        ];

        foreach (var command in verbs.Select(v => v.Command).SelectMany(c => c.Subcommands.Prepend(c)))
        {
            Assert.That(command.Description, Is.Not.Empty, command.Name);
            Assert.That(command.Options.Cast<Symbol>().Concat(command.Arguments).Where(s => string.IsNullOrEmpty(s.Description)), Is.Empty);
        }
    }
}
