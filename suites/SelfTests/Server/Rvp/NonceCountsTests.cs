using Conformance.Server.Hosting;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Rvp;

/// <summary>A nonce is taken with each count once, however many nonces there are.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NonceCountsTests
{
    [Test]
    public void A_count_is_taken_once_and_a_higher_one_after_it()
    {
        var counts = new NonceCounts();
        Assert.That(
            new[] { 1, 1, 2, 5, 3, 6 }.Select(count => counts.Take("3b9.1-seal", count, 10)),
            Is.EqualTo(new[] { true, false, true, true, false, true }));
    }

    [Test]
    public void Each_nonce_counts_for_itself()
    {
        var counts = new NonceCounts();
        Assert.That((counts.Take("3b9.1-seal", 1, 10), counts.Take("3b9.2-seal", 1, 10)), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_nonce_that_was_forgotten_does_not_come_back()
    {
        var counts = new NonceCounts();
        for (var number = 1; number <= 3; number++)
            counts.Take($"3b9.{number}-seal", 1, noncesMax: 2);
        Assert.Multiple(() =>
        {
            Assert.That(counts.Take("3b9.1-seal", 1, 2), Is.False, "the first made room for the third");
            Assert.That(counts.Take("3b9.3-seal", 1, 2), Is.False);
            Assert.That(counts.Take("3b9.4-seal", 1, 2), Is.True);
        });
    }

    [Test]
    public void No_two_nonces_have_one_number()
    {
        var counts = new NonceCounts();
        Assert.That(new[] { counts.NextNumber(), counts.NextNumber(), counts.NextNumber() }, Is.Unique);
    }
}
