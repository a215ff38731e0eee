using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using Conformance.Harness.Wire.Authentication;
using Conformance.Protocol;

namespace Conformance.Harness.Vocabulary;

/// <summary>The answer of a principal to the challenge of its own node, for one method; its text goes into Authorization.</summary>
/// <remarks>It counts one use of the nonce. Whoever sends it twice repeats himself as an eavesdropper would.</remarks>
public sealed class ALogOnByDigest : ISetup
{
    public string Pattern => "a log-on of {p} for {method}";

    public async ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context)
    {
        var principal = PresenceTalk.Principal(sentence, "p", context);
        var method = sentence.Text("method", context.Scope)!;
        // A log-on that proves nothing brings the challenge, and keeps the harness from answering it by itself.
        var answer = await context.AskAsync(method, principal.Text,
        [
            .. PresenceTalk.Headers(principal.Uri.AbsoluteUri), new Header(HeaderNames.NotificationType, PresenceTalk.Properties),
            new Header("Authorization", "Digest"),
        ], actor: principal.Maker);
        var challenge = Challenge.ReadAll(answer).FirstOrDefault(c => c.Is("Digest") && DigestAnswer.Fault(c) is null)
            ?? throw new SetupException($"{method} {principal.Text} was answered {answer.Status} without a challenge by Digest");
        var account = principal.Account.Account ?? throw new SetupException("the principal has no account to log on with");
        return new TextValue(DigestAnswer.Make(
            challenge, account.MailboxName, account.Password?.Reveal() ?? "", method, principal.Text, count: 1, $"{context.Next("nonce"):x16}"));
    }
}
