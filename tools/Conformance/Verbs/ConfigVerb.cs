using System.CommandLine;
using Conformance.Harness.Evidence;
using Conformance.Harness.Targets;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance config show</c>: each setting that counts and where it came from.</summary>
public sealed class ConfigVerb : Verb
{
    public ConfigVerb() : base("config", "Shows what settings, flags and variables come to.") => Command.Add(new ConfigShow().Command);

    sealed class ConfigShow : Verb
    {
        readonly TargetFlags target = new();

        public ConfigShow() : base("show", "Prints each setting that counts and where it came from; secrets are starred out.")
        {
            target.AddTo(Command);
            Command.SetAction(parsed =>
            {
                var settings = target.Read(parsed).Resolve(Checkout.Folder("fixtures", "targets"));
                // Read before printing: what cannot be used, or must not be shown, ends here.
                TargetReader.Read(settings, Environment.GetEnvironmentVariable);
                foreach (var line in settings.Describe())
                    parsed.InvocationConfiguration.Output.WriteLine(line);
                return ExitCode.GateMet;
            });
        }
    }
}
