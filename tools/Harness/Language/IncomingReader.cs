namespace Conformance.Harness.Language;

/// <summary>Reads what follows <c>&lt;&lt;&lt;</c>.</summary>
static class IncomingReader
{
    public static Incoming? Read(ParseContext context, Scanner scanner)
    {
        if (scanner.AtEnd)
        {
            scanner.Error("expect", scanner.End, "nothing is expected; '<<<' reads a status, 'METHOD target', nothing or closed");
            return null;
        }
        var position = scanner.Position;
        if (char.IsAsciiDigit(scanner.Line.Text[position]) || scanner.Line.Text[position] == '$')
        {
            if (StatusReader.Read(context, scanner) is not { } statuses)
                return null;
            return new StatusLine(statuses, scanner.AtEnd ? null : scanner.Rest());
        }
        var word = scanner.Word();
        if (!scanner.AtEnd && Words.IsToken(word) && word is not ("nothing" or "closed"))
            return OutgoingReader.TryReadTarget(context, scanner, out var target, out var version)
                ? new ArrivalLine(word, target) { Version = version }
                : null;
        if (word is "nothing" or "closed")
            return !scanner.ExpectEnd($"'{word}'") ? null : word == "nothing" ? new NothingLine() : new ClosedLine();
        scanner.Error("expect", scanner.WordStart, $"'{word}' is neither a status nor a method with a target, nor nothing or closed",
            Suggest.Nearest(word, ["nothing", "closed"]));
        return null;
    }
}
