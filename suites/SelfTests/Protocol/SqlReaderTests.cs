using Conformance.Protocol.Sql;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol;

[Parallelizable(ParallelScope.All)]
public class SqlReaderTests
{
    [TestCase("SELECT \"DAV:a\" FROM \"/f\" WHERE \"DAV:a\" = 'x", 41, "opens a quote that never closes")]
    [TestCase("SELECT \"DAV:a\" FROM \"/f\" WHERE (\"DAV:a\" = 1", 43, "')' is missing")]
    [TestCase("SELECT \"DAV:a\" FROM \"/f\"; DELETE", 24, "stands what begins another statement or a comment")]
    [TestCase("SELECT \"DAV:a\" FROM \"/f\" -- x", 25, "stands what begins another statement or a comment")]
    [TestCase("SELECT \"DAV:a\" FROM \"/f\" /* x */", 25, "stands what begins another statement or a comment")]
    [TestCase("SELECT \"DAV:a\" FROM \"/f\" garbage", 25, "stands what does not belong there")]
    [TestCase("SELECT FROM \"/f\"", 7, "a property name in quotes is missing")]
    [TestCase("UPDATE", 0, "SELECT is missing")]
    [TestCase("", 0, "SELECT is missing")]
    [TestCase("SELECT * FROM", 13, "SCOPE or a URL in double quotes is missing")]
    [TestCase("SELECT * FROM SCOPE('SHALLOW TRAVERSAL \"/f\"')", 39, "OF is missing")]
    [TestCase("SELECT * FROM SCOPE('DEEP TRAVERSAL OF \"/f\" x')", 44, "stands something after the URL of a scope")]
    [TestCase("SELECT * FROM \"\" WHERE 'DAV:a' = 1", 23, "stands a text where a name in double quotes belongs")]
    [TestCase("SELECT * FROM \"\" WHERE CONTAINS(\"x\")", 23, "stands a search that is not supported")]
    [TestCase("SELECT * FROM \"\" WHERE \"DAV:a\"", 30, "a comparison is missing")]
    [TestCase("SELECT * FROM \"\" WHERE \"DAV:a\" LIKE x%", 37, "stands a character that has no meaning there")]
    [TestCase("SELECT * FROM \"\" ORDER BY 'DAV:a'", 26, "a property name in double quotes is missing")]
    [TestCase("SELECT * FROM \"\" ORDER BY \"DAV:a\" ORDER BY \"DAV:b\"", 34, "stands what does not belong there")]
    [TestCase("SELECT \"DAV:a\" AS FROM \"\"", 23, "FROM is missing")]
    public void What_is_no_query_is_refused_at_its_place(string sql, int position, string problem)
    {
        var error = Assert.Throws<SqlException>(() => SqlReader.Read(sql))!;
        Assert.That((error.Position, error.Problem), Is.EqualTo((position, problem)));
    }

    [TestCase("select \"DAV:a\" From \"\" where \"DAV:a\"=1", "SELECT 'DAV:a' FROM SCOPE (\r\n'SHALLOW TRAVERSAL\tOF \"\"')\nWHERE (\"DAV:a\" = 1)")]
    [TestCase("SELECT * FROM \"\" WHERE \"DAV:a\" <> 'x' ORDER BY \"DAV:b\"", "SELECT * FROM \"\" WHERE \"DAV:a\" != 'x' ORDER BY \"DAV:b\" ASC")]
    [TestCase("SELECT * FROM \"\" ORDER BY \"DAV:b\" GROUP BY \"DAV:c\"", "SELECT * FROM \"\" GROUP BY \"DAV:c\" ORDER BY \"DAV:b\"")]
    [TestCase("SELECT * FROM \"\" WHERE CAST(\"1\" AS int) = 1", "SELECT * FROM \"\" WHERE cast (\"1\" as 'int') = 1")]
    [TestCase("SELECT * FROM \"\" WHERE NOT NOT \"DAV:a\" IS NULL", "SELECT * FROM \"\" WHERE \"DAV:a\" is null")]
    [TestCase("SELECT * FROM \"\" WHERE \"DAV:a\" LIKE abc1", "SELECT * FROM \"\" WHERE \"DAV:a\" LIKE 'abc1'")]
    [TestCase("SELECT * FROM \"\" WHERE \"DAV:a\"=1 OR \"DAV:b\"=2 AND \"DAV:c\"=3", "SELECT * FROM \"\" WHERE \"DAV:a\"=1 OR (\"DAV:b\"=2 AND \"DAV:c\"=3)")]
    public void Two_spellings_of_one_query_read_the_same(string one, string other) =>
        Assert.That(SqlCanonical.OfConditions(SqlReader.Read(one)), Is.EqualTo(SqlCanonical.OfConditions(SqlReader.Read(other))));

    [TestCase("\"DAV:a\" = 1", "\"DAV:a\" = '1'")]
    [TestCase("\"DAV:a\" = 1 AND \"DAV:b\" = 2 OR \"DAV:c\" = 3", "\"DAV:a\" = 1 AND (\"DAV:b\" = 2 OR \"DAV:c\" = 3)")]
    [TestCase("NOT \"DAV:a\" = 1 AND \"DAV:b\" = 2", "NOT (\"DAV:a\" = 1 AND \"DAV:b\" = 2)")]
    [TestCase("\"DAV:a\" = 'it''s'", "\"DAV:a\" = 'its'")]
    [TestCase("\"DAV:a\" IS NULL", "\"DAV:a\" IS NOT NULL")]
    [TestCase("\"DAV:a\" = 'x'' OR ''y'", "\"DAV:a\" = 'x' OR \"DAV:y\" = 'y'")]
    public void Two_conditions_of_another_meaning_read_differently(string one, string other) =>
        Assert.That(Canonical(one), Is.Not.EqualTo(Canonical(other)));

    [Test]
    public void Scopes_have_their_traversals_and_doubled_quotes()
    {
        var query = SqlReader.Read("SELECT * FROM SCOPE('Shallow Traversal Of \"/a\"', 'hierarchical traversal of \"/b\"', '\"/O''Neil \"\"x\"\"\"')");
        Assert.That(query.Scopes.Select(s => (s.Traversal, s.Url)), Is.EqualTo(new[]
        {
            (SqlTraversal.Shallow, "/a"), (SqlTraversal.Hierarchical, "/b"), (SqlTraversal.Deep, "/O'Neil \"x\""),
        }));
        Assert.That(query.Scopes[1].Position, Is.EqualTo("SELECT * FROM SCOPE('Shallow Traversal Of \"/a\"', 'hierarchical traversal of ".Length));
    }

    [Test]
    public void Limits_bound_depth_terms_and_names()
    {
        var limits = new SqlLimits(Terms: 3, Depth: 2, Names: 2);
        Assert.DoesNotThrow(() => Read("((\"DAV:a\"=1))"));
        Assert.That(() => Read("(((\"DAV:a\"=1)))"), Throws.TypeOf<SqlException>());
        Assert.DoesNotThrow(() => Read("\"DAV:a\"=1 OR \"DAV:a\"=1 OR \"DAV:a\"=1"));
        Assert.That(() => Read("\"DAV:a\"=1 OR \"DAV:a\"=1 OR \"DAV:a\"=1 OR \"DAV:a\"=1"), Throws.TypeOf<SqlException>());
        Assert.That(() => SqlReader.Read("SELECT \"DAV:a\",\"DAV:b\",\"DAV:c\" FROM \"\"", limits), Throws.TypeOf<SqlException>());

        SqlQuery Read(string condition) => SqlReader.Read($"SELECT * FROM \"\" WHERE {condition}", limits);
    }

    [Test]
    public void A_million_parentheses_are_refused_and_a_million_NOTs_read() => Assert.Multiple(() =>
    {
        Assert.That(() => Canonical(new string('(', 1_000_000)), Throws.TypeOf<SqlException>());
        Assert.That(Canonical(string.Concat(Enumerable.Repeat("NOT ", 1_000_001)) + "\"DAV:a\"=1"), Is.EqualTo(Canonical("NOT \"DAV:a\"=1")));
    });

    static string Canonical(string condition) => SqlCanonical.OfConditions(SqlReader.Read($"SELECT * FROM \"\" WHERE {condition}"));
}
