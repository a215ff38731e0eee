using System.Xml.Linq;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class DavTests
{
    const string Place = "/public/subtest/";

    /// <summary>Requests one after the other, as <c>METHOD path [header: value|...]</c>, each with the status it gets.</summary>
    static readonly TestCaseData[] rows =
    [
        Row("MKCOL makes a folder once", "MKCOL f 201; MKCOL f 405; MKCOL f/ 405; MKCOL none/f 409"),
        Row("MKCOL with a body that is no propertyupdate is 415", "MKCOL f +body 415; MKCOL f Content-Type: text/xml +body 400; GET f 404"),
        Row("MKCOL without right is 403", "MKCOL /exchange/user1/f 403; MKCOL /public/f 403"),
        Row("PUT makes and replaces", "PUT m +body 201; PUT m +body 200; PUT none/m +body 409; PUT /exchange/user1/Inbox/m +body 403"),
        Row("PUT on a folder is 405", "MKCOL f 201; PUT f +body 405; PUT g/ +body 409"),
        Row("PUT of a range is 400", "PUT m Content-Range: bytes 0-1/2 +body 400"),
        Row("PUT keeps conditions", "PUT m If-None-Match: * +body 201; PUT m If-None-Match: * +body 412; PUT x If-Match: * +body 412"),
        Row("PUT keeps the If header", "PUT m If: (<urn:uuid:none>) +body 412; PUT m If: (Not <urn:uuid:none>) +body 201; PUT m If: oops +body 400"),
        Row("GET reads what is there", "PUT m +body 201; GET m 200; HEAD m 200; GET none 404; GET /exchange/user1/Inbox 403; GET / 200"),
        Row("DELETE removes once", "PUT m +body 201; DELETE m 204; DELETE m 404; GET m 404"),
        Row("DELETE of a folder needs its whole depth", "MKCOL f 201; DELETE f Depth: 0 400; DELETE f Depth: infinity 204"),
        Row("DELETE leaves what is there for good", "DELETE /public/subtest 403; DELETE /exchange/user0/Inbox 403; DELETE / 403"),
        Row("COPY makes and replaces", "PUT m +body 201; COPY m Destination: n 201; COPY m Destination: n 204; GET m 200; GET n 200"),
        Row("COPY with Overwrite F is 412", "PUT m +body 201; PUT n +body 201; COPY m Destination: n|Overwrite: F 412; COPY m Destination: n|Overwrite: X 400"),
        Row("COPY refuses bad places",
            "PUT m +body 201; COPY m 400; COPY m Destination: m 403; COPY m Destination: none/m 409; COPY none Destination: x 404; "
            + "COPY m Destination: http://elsewhere.test/x 502; COPY m Destination: x?y 400; COPY m Destination: a%2Fb 400; COPY m Destination: /exchange/user1/Inbox/m 403; COPY m Destination: x|Depth: 1 400"),
        Row("COPY of a folder takes its members by depth",
            "MKCOL f 201; PUT f/m +body 201; COPY f Destination: g 201; GET g/m 200; COPY f Destination: h|Depth: 0 201; GET h/m 404; COPY f Destination: f/g 403"),
        Row("MOVE takes things along", "MKCOL f 201; PUT f/m +body 201; MOVE f Destination: g 201; GET g/m 200; GET f 404"),
        Row("MOVE refuses what COPY refuses", "MKCOL f 201; MOVE f Destination: f/g 403; MOVE f Destination: x|Depth: 0 400; MOVE /exchange/user0/Inbox Destination: x 403"),
        Row("MOVE of an item has no depth", "PUT m +body 201; MOVE m Destination: n|Depth: 0 201; MOVE n Destination: o|Depth: 1 400"),
        Row("MOVE within a folder renames", "PUT m +body 201; MOVE m Destination: M 403; MOVE m Destination: n 201; PUT o +body 201; MOVE n Destination: o 204"),
        Row("PROPFIND has its depths", "PROPFIND . Depth: 0 207; PROPFIND . Depth: 1 207; PROPFIND . Depth: 1,noroot 207; PROPFIND . 207; PROPFIND . Depth: Infinity, noroot 207; PROPFIND . Depth: 0,noroot 400; PROPFIND . Depth: 2 400; PROPFIND none Depth: 0 404; PROPFIND /exchange/user1 Depth: 0 403"),
        Row("PROPFIND refuses what is no propfind", "PROPFIND . Depth: 0 +body 400"),
        Row("PROPPATCH needs a body", "PUT m +body 201; PROPPATCH m 400; PROPPATCH m +body 400"),
        Row("POST to a folder makes an item", "POST . +body 201; POST . +body 201; POST none +body 404; POST /exchange/user1/Inbox +body 403; PUT m +body 201; POST m +body 405"),
        Row("POST takes no form", "POST . Content-Type: multipart/form-data;boundary=x +body 415"),
        Row("an encoded slash is no part of a name", "PUT a%2Fb +body 400; GET a%2fb 400"),
        Row("a control character is no part of a name", "PUT a%01b +body 400"),
        Row("unknown methods are 405", "NOTIFY m 405; BREW m 405"),
    ];

    [TestCaseSource(nameof(rows))]
    public async Task Each_request_gets_its_status(string requests)
    {
        await using var host = await Host.StartAsync();
        foreach (var request in requests.Split("; "))
        {
            var words = request.Split(' ', 3);
            var (rest, status) = (words[2].Contains(' ') ? words[2][..words[2].LastIndexOf(' ')] : "", int.Parse(words[2].Split(' ')[^1]));
            var body = rest.EndsWith("+body") ? "content" : null;
            var headers = rest.Replace("+body", "").Trim().Split('|', StringSplitOptions.RemoveEmptyEntries)
                .Select(h => h.Split(": ", 2)).Select(h => (h[0], h[0] == "Destination" && !h[1].Contains(':') ? Path(host, h[1]) : h[1]));
            var answer = await host.Alice.AskAsync(words[0], Path(host, words[1]), body, [.. headers]);
            Assert.That(answer.Status, Is.EqualTo(status), request);
            if (status == 405)
                Assert.That(answer["Allow"], Does.Contain("POLL"), request);
        }
    }

    [Test]
    public async Task OPTIONS_announces_what_works_and_nothing_else()
    {
        await using var host = await Host.StartAsync();
        var answer = await host.Alice.AskAsync("OPTIONS", Place);
        Assert.That(answer["DAV"], Is.EqualTo("1, 2"));
        Assert.That(answer["Allow"]!.Split(",").Select(m => m.Trim()).Order(), Is.EqualTo(
            ("BCOPY BDELETE BMOVE BPROPFIND BPROPPATCH COPY DELETE GET HEAD LOCK MKCOL MOVE OPTIONS POLL POST PROPFIND PROPPATCH "
                + "PUT SEARCH SUBSCRIBE UNLOCK UNSUBSCRIBE").Split(' ')));
    }

    [Test]
    public async Task A_property_is_set_found_and_removed()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        const string set = """
            <D:propertyupdate xmlns:D="DAV:" xmlns:t="urn:test"><D:set><D:prop><t:plain>a &lt; b</t:plain><t:rich><t:x>1</t:x></t:rich></D:prop></D:set></D:propertyupdate>
            """;
        const string remove = """
            <D:propertyupdate xmlns:D="DAV:" xmlns:t="urn:test"><D:remove><D:prop><t:plain/></D:prop></D:remove></D:propertyupdate>
            """;
        Assert.That(Statuses(await host.Alice.AskAsync("PROPPATCH", Place + "m", set)), Is.EqualTo("200:plain,rich"));
        var found = await FindAsync(host);
        Assert.That(found.Descendants("{urn:test}plain").Single().Value, Is.EqualTo("a < b"));
        Assert.That(found.Descendants("{urn:test}x").Single().Value, Is.EqualTo("1"));
        Assert.That(Statuses(await host.Alice.AskAsync("PROPPATCH", Place + "m", remove)), Is.EqualTo("200:plain"));
        Assert.That((await FindAsync(host)).ToString(), Does.Contain("404 Not Found"));
    }

    [Test]
    public async Task A_protected_property_refuses_the_whole_change()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        const string body = """
            <D:propertyupdate xmlns:D="DAV:" xmlns:t="urn:test"><D:set><D:prop><t:plain>1</t:plain><D:getetag>x</D:getetag></D:prop></D:set></D:propertyupdate>
            """;
        Assert.That(Statuses(await host.Alice.AskAsync("PROPPATCH", Place + "m", body)), Is.EqualTo("409:getetag 424:plain"));
    }

    [Test]
    public async Task Status_goes_before_prop_for_the_clients_that_walk_by_position()
    {
        await using var host = await Host.StartAsync();
        var answer = await host.Alice.AskAsync("PROPFIND", Place, ("Depth", "0"));
        Assert.That(answer["Content-Type"], Is.EqualTo("text/xml"));
        Assert.That(answer.Body, Does.Contain("<a:propstat><a:status>HTTP/1.1 200 OK</a:status><a:prop>"));
        Assert.That(answer.Body, Does.Contain("<a:resourcetype><a:collection/></a:resourcetype>"));
    }

    [Test]
    public async Task A_body_with_entities_is_refused_unexpanded()
    {
        await using var host = await Host.StartAsync();
        const string bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><D:propfind xmlns:D='DAV:'><D:prop><x>&b;</x></D:prop></D:propfind>";
        Assert.That((await host.Alice.AskAsync("PROPFIND", Place, bomb, ("Depth", "0"))).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task DELETE_names_what_it_may_not_remove_and_keeps_the_folders_around_it()
    {
        await using var host = await Host.StartAsync();
        foreach (var folder in new[] { "f", "f/kept", "f/kept/inner" })
            await host.Alice.AskAsync("MKCOL", Place + folder);
        await host.Alice.AskAsync("PUT", Place + "f/m", "content");
        await host.ControlAsync("POST", "/worlds/1/access",
            new() { ["path"] = Place + "f/kept/inner", ["user"] = "user0", ["read"] = true, ["write"] = false });
        var answer = await host.Alice.AskAsync("DELETE", Place + "f");
        Assert.That((answer.Status, XDocument.Parse(answer.Body).Descendants("{DAV:}href").Single().Value),
            Is.EqualTo((207, $"{host.Url}public/subtest/f/kept/inner/")));
        Assert.That((await host.Alice.AskAsync("GET", Place + "f/m")).Status, Is.EqualTo(404));
        Assert.That((await host.Alice.AskAsync("GET", Place + "f/kept/inner")).Status, Is.EqualTo(200));
    }

    static TestCaseData Row(string name, string requests) => new TestCaseData(requests).SetArgDisplayNames(name);

    static string Path(Host host, string path) => path.StartsWith('/') ? path : path == "." ? Place : Place + path;

    static async Task<XDocument> FindAsync(Host host) => XDocument.Parse((await host.Alice.AskAsync("PROPFIND", Place + "m",
        """<D:propfind xmlns:D="DAV:" xmlns:t="urn:test"><D:prop><t:plain/><t:rich/></D:prop></D:propfind>""", ("Depth", "0"))).Body);

    /// <summary>Status to property names, as <c>200:a,b 404:c</c>.</summary>
    static string Statuses(Answer answer)
    {
        Assert.That(answer.Status, Is.EqualTo(207));
        return string.Join(" ", XDocument.Parse(answer.Body).Descendants("{DAV:}propstat").Select(p =>
            p.Element("{DAV:}status")!.Value.Split(' ')[1] + ":"
            + string.Join(",", p.Element("{DAV:}prop")!.Elements().Select(e => e.Name.LocalName))));
    }
}
