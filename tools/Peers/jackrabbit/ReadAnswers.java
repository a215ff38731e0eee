import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.jackrabbit.webdav.MultiStatus;
import org.apache.jackrabbit.webdav.MultiStatusResponse;
import org.apache.jackrabbit.webdav.client.methods.BaseDavRequest;
import org.apache.jackrabbit.webdav.client.methods.HttpPropfind;
import org.apache.jackrabbit.webdav.client.methods.HttpSearch;
import org.apache.jackrabbit.webdav.property.DavProperty;
import org.apache.jackrabbit.webdav.property.DavPropertyName;
import org.apache.jackrabbit.webdav.property.DavPropertyNameSet;
import org.apache.jackrabbit.webdav.search.SearchInfo;
import org.apache.jackrabbit.webdav.xml.Namespace;
import org.w3c.dom.Element;

/**
 * Prints what Jackrabbit reads in the answers about a folder, a line for each property:
 *   PROPFIND 207
 *   PROPFIND /public/subtest/ 200 {DAV:}displayname = subtest
 *   PROPFIND /public/subtest/ 404 {urn:peer:}nothing
 */
public class ReadAnswers {
    static final Namespace DAV = Namespace.getNamespace("DAV:");
    static final Namespace MAIL = Namespace.getNamespace("urn:schemas:httpmail:");
    static final Namespace REPL = Namespace.getNamespace("http://schemas.microsoft.com/repl/");

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        String login = Base64.getEncoder().encodeToString((arguments[1] + ":" + arguments[2]).getBytes(StandardCharsets.UTF_8));
        DavPropertyNameSet names = new DavPropertyNameSet();
        names.add(DavPropertyName.create("displayname", DAV));
        names.add(DavPropertyName.create("resourcetype", DAV));
        names.add(DavPropertyName.create("unreadcount", MAIL));
        names.add(DavPropertyName.create("repl-uid", REPL));
        names.add(DavPropertyName.create("nothing", Namespace.getNamespace("urn:peer:")));
        String sql = "SELECT \"DAV:displayname\", \"http://schemas.microsoft.com/repl/repl-uid\", \"urn:peer:nothing\""
            + " FROM SCOPE('SHALLOW TRAVERSAL OF \"\"') WHERE \"DAV:isfolder\" = false ORDER BY \"DAV:displayname\"";
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            read(client, login, new HttpPropfind(url, names, 1));
            read(client, login, new HttpSearch(url, new SearchInfo("sql", DAV, sql)));
        }
    }

    /** An element is told by its name alone: its prefix is of no account. */
    static Object textOf(Object value) {
        return value instanceof Element ? ((Element) value).getLocalName() : value;
    }

    static void read(CloseableHttpClient client, String login, BaseDavRequest request) throws Exception {
        ((HttpRequestBase) request).addHeader("Authorization", "Basic " + login);
        try (CloseableHttpResponse answer = client.execute(request)) {
            System.out.println(request.getMethod() + " " + answer.getStatusLine().getStatusCode());
            MultiStatus rows = request.getResponseBodyAsMultiStatus(answer);
            for (MultiStatusResponse row : rows.getResponses()) {
                for (int status : new int[] { 200, 404 }) {
                    for (DavPropertyName name : row.getPropertyNames(status)) {
                        String start = request.getMethod() + " " + row.getHref() + " " + status
                            + " {" + name.getNamespace().getURI() + "}" + name.getName();
                        DavProperty<?> property = row.getProperties(status).get(name);
                        System.out.println(start + (status == 200 ? " = " + textOf(property.getValue()) : ""));
                    }
                }
            }
        }
    }
}
