namespace Conformance.Harness.Language;

/// <summary>The names that a statement binds, each with its line.</summary>
static class BoundNames
{
    public static IEnumerable<(string Name, int Line)> Of(Statement statement) => statement switch
    {
        Sweep sweep => sweep.Columns.Select(c => (c, sweep.Line)),
        Given given => given.Bindings.Select(b => (b.Name, b.Line)),
        When happening => happening.Events.Where(e => e.Name is not null).Select(e => (e.Name!, e.Line)),
        Sent { HeldAs: { } held } sent => [(held, sent.Line)],
        Received received => received.Options.SelectMany(o => Walk.Below(o.Headers, o.Clauses)).SelectMany(Captured),
        _ => [],
    };

    static IEnumerable<(string Name, int Line)> Captured(IJudged line)
    {
        IEnumerable<TemplatePart> parts = line switch
        {
            HeaderLine header => header.Value.Parts,
            Node { Value: { } value } => value.Parts,
            PartitionLine { Statuses.Hole: { } hole } => [hole],
            CollblobLine blob => blob.Value.Parts,
            ManifestRow row => row.Resource.Parts,
            _ => [],
        };
        return parts.OfType<CapturePart>().Where(c => c.Name is not null).Select(c => (c.Name!, line.Line));
    }
}
