using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Running;

[Parallelizable(ParallelScope.All)]
public sealed class DurationTests
{
    [TestCase("61", "m", 3_660_000)]
    [TestCase("0.004", "s", 4)]
    [TestCase("250", "ms", 250)]
    [TestCase("1", "h", 3_600_000)]
    [TestCase("2", "d", 172_800_000)]
    [TestCase("0", "s", 0)]
    public void A_number_and_a_unit_make_a_time(string number, string unit, double milliseconds)
    {
        Assert.That(Durations.Of(number, unit)!.Value.TotalMilliseconds, Is.EqualTo(milliseconds));
    }

    [TestCase("-1", "s")]
    [TestCase("soon", "s")]
    [TestCase("", "s")]
    [TestCase("5", "weeks")]
    [TestCase("401", "d")]
    [TestCase("79228162514264337593543950335", "s")]
    public void What_is_no_time_that_can_pass_is_refused(string number, string unit)
    {
        Assert.That(Durations.Of(number, unit), Is.Null);
    }
}
