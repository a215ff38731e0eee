using NUnit.Framework;

namespace Conformance.SelfTests.Witnesses;

[Parallelizable(ParallelScope.All)]
public sealed class LitmusReportTests
{
    const string Begun = "-> running `basic':\n\r 0. init.................. \r 0. init.................. pass\n";

    [Test]
    public void A_program_without_fault_is_counted_and_nothing_else()
    {
        var report = LitmusReport.Read(Begun + "<- summary for `basic': of 16 tests run: 16 passed, 0 failed. 100.0%\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Programs, Is.EqualTo(new[] { "basic" }));
            Assert.That(report.Tests, Is.EqualTo(16));
            Assert.That(report.Complaints, Is.Empty);
            Assert.That(report.Warnings, Is.Empty);
            Assert.That(report.Skipped, Is.Empty);
        }
    }

    [Test]
    public void A_program_that_never_came_to_its_end_is_not_counted()
    {
        Assert.That(LitmusReport.Read(Begun).Programs, Is.Empty);
    }

    [Test]
    public void A_failure_is_told_with_its_program_and_by_the_summary()
    {
        var report = LitmusReport.Read(Begun
            + "\r 8. delete_null........... \r 8. delete_null........... FAIL (DELETE nonexistent resource succeeded)\n"
            + "<- summary for `basic': of 16 tests run: 15 passed, 1 failed. 93.8%\n");
        Assert.That(report.Complaints, Is.EqualTo(new[]
        {
            "basic: 8. delete_null FAIL (DELETE nonexistent resource succeeded)",
            "<- summary for `basic': of 16 tests run: 15 passed, 1 failed. 93.8%",
        }));
    }

    [TestCase("\r 7. propget............... \r 7. propget............... SKIPPED (because)\n", ExpectedResult = "0 1")]
    [TestCase("\r 6. mkcol_over_plain...... \r 6. mkcol_over_plain...... WARNING: odd\n    ...................... pass (with 1 warning)\n", ExpectedResult = "1 0")]
    [TestCase("ERROR: Could not find /usr/libexec/litmus/basic\n", ExpectedResult = "0 0")]
    public string Warnings_and_skips_are_kept_apart(string lines)
    {
        var report = LitmusReport.Read(Begun + lines);
        return $"{report.Warnings.Count} {report.Skipped.Count}";
    }

    [Test]
    public void An_error_of_its_own_is_a_complaint()
    {
        Assert.That(LitmusReport.Read("ERROR: Could not find a program\n").Complaints, Has.Count.EqualTo(1));
    }
}
